/*
 * control.c - who watches over a thread asks, ends a request, sets a priority
 *
 *      client --call--> server             its time goes along
 *                         | time is out    bits to who watches (overrun.c)
 *      watcher --status-> who, how much    the debt's caller, its context
 *              --abort--> the client goes on, the server until it receives
 *
 * The record is no copy: it is what the kernel knows of the thread anyway, for
 * as long as it is so. Starting a thread is start.c's.
 */
#include "control.h"

#include "args.h"
#include "reply.h"
#include "sc.h"
#include "sched.h"

static enum k5_standing standing(uint8_t state)
{
	switch ((enum thread_state)state) {
	case T_STOPPED:
		return K5_THREAD_STOPPED;
	case T_READY:
		return K5_THREAD_READY;
	case T_THROTTLED:
		return K5_THREAD_SPENT;
	case T_UNFUNDED:
		return K5_THREAD_UNPAID;
	default:
		return K5_THREAD_WAITS;
	}
}

/* The debt that t took on when it last received, if it still owes; or NIL. */
static idx_t owes(idx_t t)
{
	idx_t r = k5_thread[t].serves;

	if (k5_thread[t].state == T_STOPPED || r == NIL ||
	    k5_reply[r].server != t || k5_reply[r].caller == NIL)
		return NIL;
	return r;
}

/* Ticks until s has some: none if it has. */
static uint32_t wait_for(idx_t s)
{
	k5_ticks_t wait;

	if (sc_left(s, k5.now) > 0)
		return 0;
	wait = sc_due(s) - k5.now;
	return wait < UINT32_MAX ? (uint32_t)wait : UINT32_MAX;
}

K5_RARE void thread_status(idx_t of, idx_t t)
{
	idx_t r = owes(of);
	idx_t s = k5_thread[of].sc;
	k5_word_t client = r == NIL ? 0 : k5_thread[k5_reply[r].caller].badge;

	result(t, K5_ARG_WORD, (k5_word_t)standing(k5_thread[of].state));
	result(t, K5_ARG_WORD + 1, client);
	result(t, K5_ARG_WORD + 2, s == NIL ? 0 : (uint32_t)sc_consumed(s));
	result(t, K5_ARG_WORD + 3, s == NIL ? UINT32_MAX : wait_for(s));
}

K5_RARE enum k5_err thread_abort(idx_t t)
{
	idx_t r = owes(t);

	if (r == NIL)
		return K5_ERR_AGAIN;
	reply_drop(r, K5_ERR_ABORTED);
	return K5_OK;
}

K5_RARE enum k5_err thread_priority(idx_t t, idx_t by, k5_word_t prio)
{
	if (prio > k5_app.thread[t].ceiling || prio > k5_app.thread[by].ceiling)
		return K5_ERR_RANGE;
	sched_priority(t, (uint8_t)prio);
	return K5_OK;
}
