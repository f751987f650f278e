/*
 * timers.h - as many alarms as a thread wants, by the one timer it has
 *
 *      struct k5_timers     first --> 10 ms --> 25 ms --> 25 ms     in order; of equals
 *                             |                                     the one armed first
 *      k5_timer             10 ms
 *
 * The kernel is asked for the first alone, when the thread has nothing left to do, and
 * asked again when another is the first. An alarm is memory of the caller's, in one list
 * at a time: static, or on a stack that lives as long as it is armed.
 *
 *      struct k5_timers timers = {.timer = k5_cap_timer, .signal = k5_cap_tick,
 *                                 .wait = k5_cap_events, .bits = TICK};
 *      k5_timers_arm(&timers, &beat, start + period, period);
 *      k5_timers_arm(&timers, &limit, start + most, 0);
 *
 *      for (;;) {
 *              while (k5_timers_poll(&timers, &rang) == K5_OK)
 *                      ... rang is &beat or &limit ...
 *              k5_wait(k5_cap_events, &bits);
 *              ... what else the bits say ...
 *      }
 *
 * Whoever waits for nothing else calls k5_timers_wait instead.
 *
 * All calls are those of one thread, whose timer serves nothing else. What a call costs
 * beside the kernel is a step for each alarm that rings earlier; if that is too much for
 * hundreds of them, they want a heap, which is not here.
 */
#pragma once

#include "syscall.h"

#ifdef __cplusplus
extern "C" {
#endif

struct k5_alarm {
	struct k5_alarm *next; /* the list's */
	uint64_t at;           /* when it rings next, in ticks since boot */
	uint64_t every;        /* from then to the one after; 0: once */
	uint64_t rang;         /* the moment for which it rang last */
};

/* The first four are the caller's to fill in, the others begin as zeros. */
struct k5_timers {
	struct k5_timer_obj timer; /* with control */
	struct k5_ntf signal; /* a cap with signal that lets `bits` through */
	struct k5_ntf wait;   /* of the same notification; k5_timers_wait's */
	k5_word_t bits;
	struct k5_alarm *first;
	uint64_t asked; /* of the kernel; not set any more once that is past */
};

/*
 * From now on the alarm is armed: for `at`, and if `every` is not 0 for each moment that
 * many ticks after the one before. A moment that is past rings at the next poll. An
 * alarm that is armed already is armed anew. Never fails, never calls the kernel.
 */
void k5_timers_arm(struct k5_timers *timers, struct k5_alarm *alarm,
		   uint64_t at, uint64_t every);

/*
 * The alarm will not ring. Was it armed? Never calls the kernel, so the bits may still
 * come at its moment, for nothing.
 */
bool k5_timers_cancel(struct k5_timers *timers, struct k5_alarm *alarm);

/*
 * Takes the next alarm whose moment has come; one that rings once is the caller's again.
 * Of one that rings again nothing is left out: who comes late takes it for each moment
 * that passed, alarm->rang says which. Never blocks. K5_ERR_AGAIN: none is due, and the
 * bits will come for the first that is armed: only then may the thread wait for them.
 * Else as k5_timer.
 */
enum k5_err k5_timers_poll(struct k5_timers *timers, struct k5_alarm **rang);

/*
 * The same, but it blocks until there is one. Of the notification's bits all are
 * taken. K5_ERR_AGAIN: none is armed. Else as k5_timer and k5_wait.
 */
enum k5_err k5_timers_wait(struct k5_timers *timers, struct k5_alarm **rang);

#ifdef __cplusplus
}
#endif
