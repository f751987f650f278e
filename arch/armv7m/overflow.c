/*
 * overflow.c - which faults are a stack that overflowed
 *
 *      what happened                           how it shows
 *      no room for the core's own frame        MSTKERR: already named
 *      a push into the guard, or below RAM     a data fault just below
 *      sp moved past the guard at one go       psp below it, at any entry
 *
 * The first comes from cause.c. The second is a data fault like any other but
 * for its place: below the stack, with the stack pointer close above.
 */
#include "../cortexm/cause.h"
#include "../cortexm/core.h"

enum {
	DACCVIOL = 1 << 1,
	MMARVALID = 1 << 7,
	/* as far as one push, with the frame of the fault on top, reaches */
	NEAR = 256
};

/* The guard ends where the stack begins. */
static uint32_t stack_base(void)
{
	uint32_t guard = k5.current == NIL ? 0 : k5_context[k5.current].limit;

	return (guard & ~31u) + 32;
}

static bool push(const struct fault_status *s, uint32_t psp)
{
	uint32_t base = stack_base();

	if ((~s->cfsr & (DACCVIOL | MMARVALID)) != 0)
		return false;
	return s->mmfar - (base - NEAR) < NEAR && psp - base < NEAR;
}

void fault_refine(struct k5_fault_info *info, const struct fault_status *s,
		  uint32_t psp)
{
	if (psp < stack_base()) {
		info->fault = K5_FAULT_STACK;
		info->address = psp;
	} else if (info->fault == K5_FAULT_MEMORY && push(s, psp)) {
		info->fault = K5_FAULT_STACK;
	}
}
