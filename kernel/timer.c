/*
 * timer.c - waits that end by themselves, bits that come by themselves
 *
 *      T_ASLEEP                       until the deadline, always
 *      waiting, K5_TIMED in arg[7]    until the deadline at the latest; who has
 *                                     no time then waits on, without K5_TIMED
 *      k5_timer[t].bits               at its moment they go to a notification
 *
 * Looking costs a step for each thread, and happens when a deadline is due that
 * somebody asked for, or a timer; a call without K5_TIMED pays nothing.
 *
 * A timer remembers the slot of a cap and not the object: whether the task may
 * signal is looked at when it is due, as for a call made then. So nothing here has
 * to hear of caps that go, nor of notifications that go back into their pool.
 */
#include "timer.h"

#include "cspace.h"
#include "notification.h"
#include "reply.h"
#include "sc_bind.h"
#include "sched.h"

static const k5_ticks_t NEVER = UINT64_MAX;

/* The alarm comes at that time, or has come if it is past. */
static void look_at(k5_ticks_t when)
{
	if (when < k5.deadline) {
		k5.deadline = when;
		k5.alarm = k5.now; /* to be set anew */
	}
}

K5_RARE k5_word_t timer_begin(idx_t t, k5_word_t number)
{
	if ((number & K5_TIMED) != 0)
		look_at(k5_until[t]);
	return number & ~(k5_word_t)K5_TIMED;
}

void timer_sleep(idx_t t)
{
	if (k5_until[t] <= k5.now)
		return;
	sched_block(t, T_ASLEEP);
	look_at(k5_until[t]);
}

/* Its registers are as they were when it called: nobody has answered yet. */
static bool timed(idx_t t)
{
	uint8_t state = k5_thread[t].state;
	k5_word_t word = k5_context[t].arg[K5_ARG_NUMBER];

	return state == T_ASLEEP ||
	       (state >= T_FIRST_WAIT && (word & K5_TIMED) != 0);
}

/* It waits for whom it lent its time to, or is passive; not so if that was taken. */
static bool unpaid(idx_t t)
{
	return k5_thread[t].sc == NIL && k5_thread[t].state != T_ASLEEP &&
	       !sc_unbound(t);
}

/*
 * Who has no time cannot go on. That wait has no deadline any more, also when the
 * time comes home before it ends.
 */
static void end_wait(idx_t t)
{
	if (unpaid(t)) {
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

static void end_waits(void)
{
	for (idx_t t = 0; t < k5_app.threads; t++) {
		if (!timed(t))
			continue;
		if (k5_until[t] <= k5.now)
			end_wait(t);
		else
			look_at(k5_until[t]);
	}
}

/* --- timers ---------------------------------------------------------------- */

static enum k5_err target(idx_t t, k5_word_t slot, struct cap *out)
{
	return cspace_get(k5_thread[t].task, slot, K5_CAP_NOTIFICATION,
			  K5_RIGHT_SIGNAL, out);
}

K5_RARE enum k5_err timer_set(idx_t t, k5_ticks_t at, k5_word_t slot,
			      k5_word_t bits)
{
	struct cap cap = {0};
	enum k5_err e = bits != 0 ? target(t, slot, &cap) : K5_OK;

	if (e != K5_OK)
		return e;
	k5_timer[t] =
		(struct timer){.at = at, .bits = bits, .slot = (k5_slot_t)slot};
	if (bits != 0)
		look_at(at);
	return K5_OK;
}

/* Once: whether or not it may still signal, it is not set any more. */
static void ring(idx_t t)
{
	struct timer timer = k5_timer[t];
	struct cap cap = {0};

	timer_forget(t);
	if (target(t, timer.slot, &cap) == K5_OK)
		ntf_signal(cap.object, ntf_allowed(cap, timer.bits));
}

static void ring_all(void)
{
	for (idx_t t = 0; t < k5_app.threads; t++) {
		if (k5_timer[t].bits == 0)
			continue;
		if (k5_timer[t].at <= k5.now)
			ring(t);
		else
			look_at(k5_timer[t].at);
	}
}

/* Bits that come at the very deadline of who waits for them are in time. */
K5_RARE void timer_expire(void)
{
	if (k5.now < k5.deadline)
		return;
	k5.deadline = NEVER;
	if (app_timed())
		ring_all();
	end_waits();
}
