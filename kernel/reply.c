/*
 * reply.c - debts and lent time
 *
 * Every scheduling context has a home, the thread it was made for, and a
 * holder, the thread that runs on it. Lending moves the holder; the home
 * never changes. Time without a debt behind it belongs at home: a server whose
 * debt outlives the time that came with it stands alone (below). Who has none because
 * somebody took it (sc_bind.c) is lent none either: it is to stand still.
 */
#include "reply.h"

#include "check.h"
#include "loan.h"
#include "sched.h"

enum k5_err reply_usable(idx_t r, idx_t t)
{
	if (k5_reply[r].caller != NIL)
		return K5_ERR_BUSY;
	if (k5_reply[r].server != NIL && k5_reply[r].server != t)
		return K5_ERR_BUSY;
	return K5_OK;
}

static K5_RARE void hand_over(idx_t s, idx_t from, idx_t to)
{
	sched_take(from);
	sched_give(s, to);
}

void reply_owe(idx_t r, idx_t caller, idx_t server)
{
	idx_t s = k5_thread[caller].sc;

	sched_block(caller, T_REPLY);
	k5_thread[caller].awaits = r;
	k5_reply[r].caller = caller;
	k5_reply[r].server = server;
	k5_reply[r].lent = NIL;
	if (k5_thread[server].sc == NIL && s != NIL &&
	    (!app_budgets() || k5_thread[server].passive)) {
		k5_reply[r].lent = s;
		hand_over(s, caller, server);
	}
}

static void clear(idx_t r)
{
	k5_reply[r].caller = NIL;
	k5_reply[r].server = NIL;
	k5_reply[r].lent = NIL;
	k5_reply[r].loan = NIL;
}

/*
 * A passive thread wakes, and the time it ran on is further along and will go
 * to its home, not here. It goes on on its start-up time until it next waits;
 * debts of its own no longer bring any. Else the end of its neighbours would
 * leave it without time for good.
 */
/*@ STATE_OK(requires)
    requires app_homes && is_thread(t);
    requires k5_thread[t].state == T_REPLY;
    assigns k5_queue[..], k5_link[..], k5_thread[t].state, k5_thread[t].sc,
        k5_sc[..], k5_reply[..], k5.ready, k5.top, k5.release, k5.alarm, k5_rank[..],
        k5_rank_next;
    exits \false;
    STATE_OK(ensures)
    ensures still: same_place_of{Pre, Post}(t);
    ensures kept: \old(sc_of(t)) != NIL ==> sc_of(t) == \old(sc_of(t));
    ensures debts: \forall integer r; is_reply(r) ==>
        k5_reply[r].caller == \old(k5_reply[r].caller) &&
        k5_reply[r].server == \old(k5_reply[r].server);
    ensures homes: \forall integer s; is_sc(s) ==>
        home(s) == \old(home(s)) && (holder(s) == \old(holder(s)) ||
            home(s) == t);
    ensures others: \forall integer x; is_thread(x) && x != t ==>
        same_place_of{Pre, Post}(x) && k5_rank[x] == \old(k5_rank[x]); */
static K5_RARE void stand_alone(idx_t t)
{
	if (!k5_thread[t].passive || k5_thread[t].sc != NIL)
		return;

	idx_t own = k5_app.thread[t].sc;

	if (k5_sc[own].holder != NIL)
		return;
	/*@ loop invariant 0 <= r <= k5_app.replies;
	    loop invariant r_ends;
	    loop invariant r_offered;
	    loop invariant debts: \forall integer x; is_reply(x) ==>
	        k5_reply[x].caller == \at(k5_reply[x].caller, Pre) &&
	        k5_reply[x].server == \at(k5_reply[x].server, Pre);
	    loop assigns r, k5_reply[..];
	    loop variant k5_app.replies - r; */
	for (uint8_t r = 0; r < k5_app.replies; r++) {
		if (k5_reply[r].server == t)
			k5_reply[r].lent = NIL;
	}
	sched_give(own, t);
}

/*@ STATE_OK(requires)
    requires app_homes && is_thread(t);
    requires k5_thread[t].state == T_REPLY;
    assigns k5_queue[..], k5_link[..], k5_thread[t].state, k5_thread[t].sc,
        k5_sc[..], k5_reply[..], k5.ready, k5.top, k5.release, k5.alarm, k5_rank[..],
        k5_rank_next;
    exits \false;
    STATE_OK(ensures)
    ensures wakes: awake(t);
    ensures kept: \old(sc_of(t)) != NIL ==> sc_of(t) == \old(sc_of(t));
    ensures debts: \forall integer r; is_reply(r) ==>
        k5_reply[r].caller == \old(k5_reply[r].caller) &&
        k5_reply[r].server == \old(k5_reply[r].server);
    ensures homes: \forall integer s; is_sc(s) ==>
        home(s) == \old(home(s)) && (holder(s) == \old(holder(s)) ||
            home(s) == t);
    ensures others: \forall integer x; is_thread(x) && x != t ==>
        same_place_of{Pre, Post}(x) && k5_rank[x] == \old(k5_rank[x]); */
static void resume(idx_t t)
{
	if (k5_thread[t].passive) /* most are not: spares the call */
		stand_alone(t);
	sched_start(t);
}

void reply_settle(idx_t r, enum k5_err status)
{
	idx_t caller = k5_reply[r].caller;
	idx_t server = k5_reply[r].server;
	idx_t s = k5_reply[r].lent;

	if (app_lends() && k5_reply[r].loan != NIL)
		loan_end(r);
	clear(r);
	k5_thread[caller].awaits = NIL;
	k5_context[caller].arg[K5_ARG_STATUS] = (k5_word_t)status;
	if (s != NIL && k5_sc[s].holder == server)
		hand_over(s, server, caller);
	resume(caller);
}

void reply_forget(idx_t r)
{
	if (app_lends() && k5_reply[r].loan != NIL)
		loan_end(r);
	clear(r);
}

void reply_cancel(idx_t t, enum k5_err status)
{
	uint8_t state = k5_thread[t].state;

	if (state == T_RECEIVING || state == T_SERVING)
		k5_reply[k5_thread[t].serves].server = NIL;
	k5_context[t].arg[K5_ARG_STATUS] = (k5_word_t)status;
	stand_alone(t);
	sched_wake(t);
}

void reply_drop(idx_t r, enum k5_err status)
{
	idx_t server = k5_reply[r].server;
	bool paid = reply_pays_for(r, server);

	if (k5_reply[r].caller == NIL)
		return;
	reply_settle(r, status);
	if (paid)
		stand_alone(server);
}

void reply_time_home(idx_t t)
{
	idx_t s = k5_thread[t].sc;

	if (s == NIL || k5_sc[s].home == t)
		return;

	hand_over(s, t, k5_sc[s].home);
}

void reply_recall(idx_t s)
{
	idx_t server = k5_sc[s].holder;

	hand_over(s, server, k5_sc[s].home);
	stand_alone(server);
}

bool reply_pays_for(idx_t r, idx_t t)
{
	return r != NIL && k5_reply[r].server == t &&
	       k5_reply[r].caller != NIL && k5_reply[r].lent != NIL &&
	       k5_reply[r].lent == k5_thread[t].sc;
}

enum k5_err reply_answerable(idx_t r, idx_t t)
{
	idx_t server = k5_reply[r].server;

	if (server != t && reply_pays_for(r, server))
		return K5_ERR_TIME;
	return K5_OK;
}

void reply_idle(idx_t t)
{
	idx_t s = k5_thread[t].sc;

	if (!k5_thread[t].passive || s == NIL)
		return;
	if (k5_sc[s].home == t) {
		sched_take(t);
		k5_sc[s].holder = NIL;
		/*@ assert timely: sc_timely(s, k5.now); */
	} else {
		reply_time_home(t);
	}
}
