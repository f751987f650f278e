/*
 * syscalls.c - a system call, from any state to a state as good
 *
 * From every state of the world (world.h) that satisfies the invariant, with
 * every argument in every register: the invariant holds again and no assertion
 * of the kernel fails. NUMBER is the row of syscalls.def.
 *
 * The way in (sched_charge) and the way out (sched_next) are proved by WP, for
 * any number of threads; here is what stands between them.
 */
/* the source itself: the row is named, so only its handler is walked */
#include "syscall.c"

#include "reach.h"
#include "world.h"

int main(void)
{
	world_any();

	idx_t t = k5.current;

	ASSUME((arg(t, K5_ARG_NUMBER) & K5_NUMBER_MASK) == NUMBER);
	reach_before(t);
	timer_begin(t, arg(t, K5_ARG_NUMBER));
	result(t, K5_ARG_STATUS, (k5_word_t)dispatch(t, NUMBER));
	world_prove();
	reach_prove();
	REACH("a call returns");
}
