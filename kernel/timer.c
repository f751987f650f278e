/*
 * timer.c - waits that end by themselves
 *
 *      T_ASLEEP                       until the deadline, always
 *      waiting, K5_TIMED in arg[7]    until the deadline at the latest; who has
 *                                     no time then waits on, without K5_TIMED
 *
 * Looking costs a step for each thread, and happens when a deadline is due that
 * somebody asked for; a call without K5_TIMED pays nothing.
 */
#include "timer.h"

#include "reply.h"
#include "sched.h"

static const k5_ticks_t NEVER = UINT64_MAX;

/* The alarm comes at t's deadline, or has come if that is past. */
static void look_at(idx_t t)
{
	if (k5_until[t] < k5.deadline) {
		k5.deadline = k5_until[t];
		k5.alarm = k5.now; /* to be set anew */
	}
}

K5_RARE k5_word_t timer_begin(idx_t t, k5_word_t number)
{
	if ((number & K5_TIMED) != 0)
		look_at(t);
	return number & ~(k5_word_t)K5_TIMED;
}

void timer_sleep(idx_t t)
{
	if (k5_until[t] <= k5.now)
		return;
	sched_block(t, T_ASLEEP);
	look_at(t);
}

/* Its registers are as they were when it called: nobody has answered yet. */
static bool timed(idx_t t)
{
	uint8_t state = k5_thread[t].state;
	k5_word_t word = k5_context[t].arg[K5_ARG_NUMBER];

	return state == T_ASLEEP ||
	       (state >= T_FIRST_WAIT && (word & K5_TIMED) != 0);
}

/*
 * Who has no time cannot go on: it waits for whom it lent it to, or is passive.
 * That wait has no deadline any more, also when the time comes home before it ends.
 */
static void end_wait(idx_t t)
{
	if (k5_thread[t].sc == NIL && k5_thread[t].state != T_ASLEEP) {
		k5_context[t].arg[K5_ARG_NUMBER] &= ~(k5_word_t)K5_TIMED;
		return;
	}
	switch (k5_thread[t].state) {
	case T_ASLEEP:
		sched_start(t);
		break;
	case T_REPLY:
		reply_drop(k5_thread[t].awaits, K5_ERR_LATE);
		break;
	default:
		reply_cancel(t, K5_ERR_LATE);
	}
}

K5_RARE void timer_expire(void)
{
	k5_ticks_t next = NEVER;

	if (k5.now < k5.deadline)
		return;
	for (idx_t t = 0; t < k5_app.threads; t++) {
		if (!timed(t))
			continue;
		if (k5_until[t] <= k5.now)
			end_wait(t);
		else if (k5_until[t] < next)
			next = k5_until[t];
	}
	k5.deadline = next;
}
