/*
 * sc_bind.h - a thread's own time, taken from it and given back
 *
 * An unbound context is held by nobody, and its home is no passive thread: that is
 * all there is to know of it, so nothing is kept. Its thread has no time at all then,
 * for only passive threads are lent any (reply_owe).
 */
#pragma once

#include "state.h"

/* Nobody has t's own time, and somebody took it. */
static inline bool sc_unbound(idx_t t)
{
	return app_budgets() && !k5_thread[t].passive &&
	       k5_sc[k5_app.thread[t].sc].holder == NIL;
}

/*
 * Its thread stops where it is and would run, or waits on and stops when it is woken.
 * K5_ERR_AGAIN: it is unbound. K5_ERR_BUSY: it is lent along a call, or is about to
 * be; or it is a passive thread's, which has it to start up and when it stands alone.
 */
enum k5_err sc_unbind(idx_t s);

/*
 * Its thread has it: unbound till now, or with a server on behalf of a call that the
 * thread no longer waits for. That server goes on on its start-up time.
 * K5_ERR_AGAIN: its thread has it. K5_ERR_BUSY: the thread waits for the answer to the
 * call that it went along with; or it is a passive thread's.
 */
enum k5_err sc_bind(idx_t s);
