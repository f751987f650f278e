/*
 * sched.h - who runs, and on whose time
 *
 * Operations only mark: sched_wake, sched_block, sched_give. One place,
 * sched_next, chooses. Every entry into the kernel begins with sched_charge
 * and ends with sched_next.
 *
 * A thread that is T_READY is in the ready queue of its priority and its
 * scheduling context had time when it got there; the running thread stays in
 * that queue, so blocking it is leaving a queue like any other.
 */
#pragma once

#include "state.h"

/* Reads the clock and charges what ran since the kernel was left. */
void sched_charge(void);

/* t, blocked or new, would run: ready, throttled or unfunded, as its sc is. */
void sched_wake(idx_t t);

/* t stops being runnable and waits in queue q, or in none (NIL). */
void sched_block(idx_t t, idx_t q, enum thread_state state);

/* The running thread goes behind its equals. */
void sched_yield(void);

/* t, which has no sc, runs on s from now on. */
void sched_give(idx_t s, idx_t t);

/* t runs on nobody's time from now on. */
void sched_take(idx_t t);

/*
 * Chooses the next thread: the first of the highest ready priority, or NIL.
 * Sets the timer to the end of its budget or the next refill of another.
 */
void sched_next(void);
