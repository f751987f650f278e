/*
 * control.h - what a cap to a thread is good for, beside starting it
 *
 * Who watches over a thread is told by bits that its time is out (overrun.h),
 * asks here who it works for and how much was used, and may end that request or
 * make the thread more or less urgent.
 */
#pragma once

#include "state.h"

/* The words of k5_thread_status, into t's registers. */
void thread_status(idx_t of, idx_t t);

/*
 * The client whose request t works on hears K5_ERR_ABORTED and has its time
 * back; t goes on as one whose client is gone. K5_ERR_AGAIN: it owes nobody.
 */
enum k5_err thread_abort(idx_t t);

/*
 * t's priority is what thread `by` asks for. K5_ERR_RANGE: above t's ceiling, or
 * that of `by`.
 */
enum k5_err thread_priority(idx_t t, idx_t by, k5_word_t prio);
