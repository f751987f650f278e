/*
 * invariant_debt.c - who owes whom, and whose time is where
 *
 * A scheduling context is at home, out with whoever it came to along calls, or with
 * nobody: retired, if it is a passive thread's own, else unbound. reply.h and
 * sc_bind.c draw how it moves.
 */
#include "invariant.h"

#include "sc.h"
#include "sc_set.h"

/* Its own time is out: it has no other, and takes none, until that is home. */
static bool out_ok(idx_t home, idx_t holder)
{
	return k5_thread[holder].state != T_STOPPED &&
	       k5_thread[home].sc == NIL && k5_thread[home].state != T_SERVING;
}

/* Somebody could take it; its thread has no other, for none is lent to such. */
static bool unbound_ok(idx_t home)
{
	return app_budgets() && k5_thread[home].sc == NIL;
}

bool time_ok(idx_t s)
{
	idx_t home = k5_sc[s].home;
	idx_t holder = k5_sc[s].holder;

	if (!sc_ok(s) || !sc_spare_ok(s) || home >= k5_app.threads)
		return false;
	if (holder == NIL)
		return k5_thread[home].passive || unbound_ok(home);
	if (holder >= k5_app.threads || k5_thread[holder].sc != s)
		return false;
	return holder == home || out_ok(home, holder);
}

/* A passive thread's own is with nobody: it runs on lent time, or on none. */
static bool retired(idx_t t)
{
	return k5_thread[t].passive && k5_sc[k5_app.thread[t].sc].holder == NIL;
}

/*
 * Time came with it: its server, passive, has given up its own; so has its caller,
 * if what it lent on was lent to it.
 */
static bool debt_ok(struct reply r)
{
	if (r.lent == NIL)
		return true;
	if (r.lent >= k5_app.scs || k5_sc[r.lent].home == r.server ||
	    !retired(r.server))
		return false;
	return k5_sc[r.lent].home == r.caller ||
	       (k5_thread[r.caller].sc == NIL && retired(r.caller));
}

/* A chain of debts has an end: a server that waits for no answer itself. */
static bool chain_ends(idx_t r)
{
	for (idx_t links = 0; links < k5_app.threads; links++) {
		idx_t server = k5_reply[r].server;

		if (server >= k5_app.threads)
			return false;
		if (k5_thread[server].state != T_REPLY)
			return true;
		r = k5_thread[server].awaits;
		if (r >= k5_app.replies)
			return false;
	}
	return false;
}

bool reply_ok(idx_t r)
{
	idx_t caller = k5_reply[r].caller;
	idx_t server = k5_reply[r].server;
	idx_t lent = k5_reply[r].lent;

	if (caller == NIL && server == NIL)
		return lent == NIL;
	if (server >= k5_app.threads || k5_thread[server].state == T_STOPPED)
		return false;
	if (caller == NIL)
		return lent == NIL && k5_thread[server].serves == r &&
		       (k5_thread[server].state == T_RECEIVING ||
			k5_thread[server].state == T_SERVING);
	if (caller >= k5_app.threads || caller == server)
		return false;
	return k5_thread[caller].awaits == r &&
	       k5_thread[caller].state == T_REPLY && debt_ok(k5_reply[r]) &&
	       chain_ends(r);
}
