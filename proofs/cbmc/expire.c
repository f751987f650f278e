/*
 * expire.c - deadlines and timers pass, from any state to a state as good
 *
 * WP rests on timer_expire's contract; here is what it keeps, for any small
 * system (world.h), at any time, with any deadlines and timers. And what comes to
 * a notification is what the caps allow that stand in the slots then.
 */
#include "bitmap.h"
#include "timer.h"
#include "world.h"

static bool waits(const struct thread *t)
{
	return t->state >= T_FIRST_WAIT;
}

/* What t's timer may say to the one notification there is. */
static k5_word_t allowed(idx_t t)
{
	struct timer timer = k5_timer[t];
	idx_t task = k5_thread[t].task;
	struct cap cap;

	if (timer.bits == 0 || timer.at > k5.now || timer.slot >= SLOTS / TASKS)
		return 0;
	cap = k5_slot[task * (SLOTS / TASKS) + timer.slot];
	if (cap.type != K5_CAP_NOTIFICATION ||
	    !allows(cap.rights, K5_RIGHT_SIGNAL))
		return 0;
	return cap.badge == 0 ? timer.bits : timer.bits & cap.badge;
}

int main(void)
{
	struct thread old[THREADS];
	uint16_t asked[THREADS];
	k5_word_t bits, said = 0;

	world_any();
	bits = k5_notification[0].bits;
	for (unsigned i = 0; i < THREADS; i++) {
		old[i] = k5_thread[i];
		asked[i] = (uint16_t)k5_context[i].arg[K5_ARG_NUMBER];
		said |= allowed((idx_t)i);
	}
	timer_expire();
	world_prove();
	PROVE((k5_notification[0].bits & ~(bits | said)) == 0,
	      "no bit comes that no cap allows");
	PROVE((bits & ~k5_notification[0].bits) == 0, "no bit is lost");
	REACH_IF(k5_notification[0].bits != bits, "bits come");
	for (unsigned i = 0; i < THREADS; i++) {
		bool ended = waits(&old[i]) && !waits(&k5_thread[i]);
		bool late =
			old[i].state == T_ASLEEP || allows(asked[i], K5_TIMED);
		k5_word_t heard = k5_context[i].arg[K5_ARG_WORD];

		PROVE(!ended || late ||
			      (old[i].state == T_WAITING && heard != 0 &&
			       (heard & ~said) == 0),
		      "no wait ends but at its deadline, or with bits");
		PROVE(waits(&old[i]) || !waits(&k5_thread[i]),
		      "nobody begins to wait");
		PROVE(k5_timer[i].bits == 0 || k5_timer[i].at > k5.now,
		      "each rings once");
		REACH_IF(ended && old[i].state == T_REPLY, "an answer is late");
		REACH_IF(ended && !late, "a wait ends with bits");
	}
}
