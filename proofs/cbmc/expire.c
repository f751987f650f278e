/*
 * expire.c - deadlines pass, from any state to a state as good
 *
 * WP rests on timer_expire's contract; here is what it keeps, for any small
 * system (world.h), at any time, with any deadlines.
 */
#include "bitmap.h"
#include "timer.h"
#include "world.h"

/* Whose wait may end: it sleeps, or asked for a deadline and has its time. */
static bool waits(const struct thread *t)
{
	return t->state >= T_FIRST_WAIT;
}

int main(void)
{
	struct thread old[THREADS];
	uint16_t asked[THREADS];

	world_any();
	for (unsigned i = 0; i < THREADS; i++) {
		old[i] = k5_thread[i];
		asked[i] = (uint16_t)k5_context[i].arg[K5_ARG_NUMBER];
	}
	timer_expire();
	world_prove();
	for (unsigned i = 0; i < THREADS; i++) {
		bool ended = waits(&old[i]) && !waits(&k5_thread[i]);

		PROVE(!ended || old[i].state == T_ASLEEP ||
			      allows(asked[i], K5_TIMED),
		      "no wait ends that asked for no deadline");
		PROVE(waits(&old[i]) || !waits(&k5_thread[i]),
		      "nobody begins to wait");
		REACH_IF(ended && old[i].state == T_REPLY, "an answer is late");
	}
}
