/*
 * overrun.c - somebody hears whose time is out, from any state to one as good
 *
 * WP rests on overrun_tell's contract; here is what it keeps, for any small
 * system (world.h), and that nobody but a waiter for those bits is touched.
 */
#include "overrun.h"
#include "bitmap.h"
#include "world.h"

bool nondet_bool(void);

int main(void)
{
	struct thread old[THREADS];
	struct notification was;
	k5_word_t bits, heard;

	world_any();
	if (nondet_bool())
		k5.current = NIL;
	was = k5_notification[0];
	bits = k5_app.thread[0].overrun_bits;
	for (unsigned i = 0; i < THREADS; i++)
		old[i] = k5_thread[i];
	world_spent = nondet_bool();
	overrun_tell();
	PROVE(world_spent || k5_notification[0].bits == was.bits,
	      "while there is time, nothing is told");
	world_spent = false;
	world_prove();
	heard = k5_notification[0].bits;
	PROVE(heard == was.bits || heard == (was.bits | bits),
	      "bits of the thread that ran, and no others");
	for (unsigned i = 0; i < THREADS; i++) {
		bool woken = old[i].state == T_WAITING &&
			     k5_thread[i].state != T_WAITING;

		PROVE(woken || old[i].state == k5_thread[i].state,
		      "only who waits for bits is woken");
		PROVE(!woken || k5_context[i].arg[K5_ARG_WORD] == bits,
		      "and has them");
		REACH_IF(woken && i == 1, "a waiter hears");
	}
	REACH_IF(heard != was.bits, "bits stay set");
}
