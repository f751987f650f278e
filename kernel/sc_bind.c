/*
 * sc_bind.c - a thread's time is with it, or with nobody
 *
 *      at home    --k5_unbind-->  unbound      its thread stops, or waits on
 *      unbound    --k5_bind---->  at home      it goes on where it was
 *      lent on    --k5_bind---->  at home      if no call of its thread is open:
 *                                              the server stands alone
 *
 * No further: a context is at its own thread's priority, or where calls bring it, as
 * `k5 sched` counts it. What was used stays used, whoever has it and whoever does not.
 */
#include "sc_bind.h"

#include "reply.h"
#include "sched.h"

/* Lent along a call now, or as soon as somebody receives. */
static bool on_the_way(idx_t home, idx_t holder)
{
	return holder != home || k5_thread[home].state == T_CALLING;
}

K5_RARE enum k5_err sc_unbind(idx_t s)
{
	idx_t home = k5_sc[s].home;
	idx_t holder = k5_sc[s].holder;

	if (k5_thread[home].passive)
		return K5_ERR_BUSY;
	if (holder == NIL)
		return K5_ERR_AGAIN;
	if (on_the_way(home, holder))
		return K5_ERR_BUSY;
	sched_take(home);
	k5_sc[s].holder = NIL;
	return K5_OK;
}

K5_RARE enum k5_err sc_bind(idx_t s)
{
	idx_t home = k5_sc[s].home;
	idx_t holder = k5_sc[s].holder;

	if (k5_thread[home].passive)
		return K5_ERR_BUSY;
	if (holder == home)
		return K5_ERR_AGAIN;
	if (holder == NIL)
		sched_give(s, home);
	else if (k5_thread[home].state == T_REPLY)
		return K5_ERR_BUSY;
	else
		reply_recall(s);
	return K5_OK;
}
