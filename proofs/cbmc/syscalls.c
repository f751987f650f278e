/*
 * syscalls.c - a system call, from any state to a state as good
 *
 * From every state of the world (world.h) that satisfies the invariant, with
 * every argument in every register: the invariant holds again, no assertion
 * of the kernel fails, no memory is touched that is not the caller's or its
 * partner's. NUMBER is the row of syscalls.def.
 *
 * The way in (sched_charge) and the way out (sched_next) are proved by WP, for
 * any number of threads; here is what stands between them. There the caller
 * may have no time left: sched_next looks at it.
 */
/* the source itself: the row is named, so only its handler is walked */
#include "syscall.c"

#include "stubs.h"
#include "world.h"

int main(void)
{
	world_any();
	stubs_any();
	ASSUME(k5.current != NIL);

	idx_t t = k5.current;

	ASSUME((arg(t, K5_ARG_NUMBER) & ~(k5_word_t)K5_FLAGS_MASK) == NUMBER);
	world_charge(t);
	result(t, K5_ARG_STATUS, (k5_word_t)dispatch(t, NUMBER));
	world_settle(t);
	world_prove();
	for (idx_t i = 0; i < THREADS; i++)
		PROVE(buffers_ok(i), "who waits, waits with its own buffers");
	REACH("a call returns");
}
