/*
 * timer.h - how long a thread waits, and when it is told the time
 *
 * Each thread has one deadline, k5_until. It bounds the waits that ask for it
 * (K5_TIMED beside the number of the call) and ends sleep; other waits last as
 * long as they last. A deadline is a moment, not a duration: it bounds a series
 * of calls as it does one, and work that is late by a little is not late by more
 * each time.
 *
 *      timer_begin   the call that is coming may wait until then
 *      timer_expire  who has waited until then goes on
 *
 * Beside it each thread has one timer, k5_timer, that puts bits into a
 * notification at another moment, whatever the thread does then.
 *
 * Nothing is queued: that a thread waits so stands in its state and in its saved
 * registers, and k5.deadline says when it is worth to look.
 */
#pragma once

#include "spec.h"

/*
 * t makes a call with `number`, that of no call unless K5_TIMED stands beside it:
 * then it may wait to its deadline. Returns what else stands there.
 */
k5_word_t timer_begin(idx_t t, k5_word_t number);

/* t waits for its deadline alone; not at all if that is past. */
void timer_sleep(idx_t t);

/*
 * t's timer: at that time the bits go by the cap to a notification that is in the
 * slot then, those that it allows; at once if that is past. No bits: none is set.
 */
enum k5_err timer_set(idx_t t, k5_ticks_t at, k5_word_t slot, k5_word_t bits);

/* t ends, or has not begun. */
static inline void timer_forget(idx_t t)
{
	if (app_timed())
		k5_timer[t].bits = 0;
}

/*
 * Timers that are due signal. Then whoever waited to its deadline goes on: with
 * K5_OK if it slept, with K5_ERR_LATE else.
 */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, k5.current)
    requires k_ready;
    requires late: k5.alarm <= k5.now;
    assigns k5_queue[..], k5_link[..], k5_thread[..], k5_sc[..],
        k5_context[..], k5_reply[..], k5_slot[..], k5_node[..],
        k5_window[..], k5_task[..], k5_notification[..], k5_timer[..],
        k5.ready, k5.top, k5.release, k5.deadline, k5.alarm, k5_rank[..],
        k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    ensures k_ready;
    ensures late: k5.alarm <= k5.now && k5.now < k5.deadline; */
void timer_expire(void);
