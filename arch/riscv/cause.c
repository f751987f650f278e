/*
 * cause.c - which fault an exception is
 *
 * mcause names it (privileged specification 1.12, table 3.6). Two distinctions
 * are made here: an access that the task's own regions allow was refused by
 * the bus, and one between the stack pointer and the stack it has left is an
 * overflow:
 *
 *      stack_base -> +-------+
 *                    |   x   | <- mtval
 *              sp -> +-------+
 */
#include "cause.h"

enum {
	CAUSE_FETCH = 1,
	CAUSE_LOAD = 5,
	CAUSE_STORE = 7,
	CAUSES = 8
};

static const uint8_t faults[CAUSES] = {
	K5_FAULT_ALIGNMENT,  /* 0 fetch from an odd address */
	K5_FAULT_EXECUTE,    /* 1 fetch refused */
	K5_FAULT_UNDEFINED,  /* 2 illegal instruction */
	K5_FAULT_BREAKPOINT, /* 3 */
	K5_FAULT_ALIGNMENT,  /* 4 load */
	K5_FAULT_MEMORY,     /* 5 load refused */
	K5_FAULT_ALIGNMENT,  /* 6 store, atomic operation */
	K5_FAULT_MEMORY,     /* 7 store, atomic operation refused */
};

uint8_t fault_right(k5_word_t cause)
{
	switch (cause) {
	case CAUSE_FETCH:
		return K5_MEM_EXEC;
	case CAUSE_LOAD:
		return K5_MEM_READ;
	case CAUSE_STORE:
		return K5_MEM_WRITE;
	default:
		return 0;
	}
}

static bool overflow(const struct fault_status *s)
{
	return (s->cause == CAUSE_LOAD || s->cause == CAUSE_STORE) &&
	       s->sp < s->stack_base && s->value >= s->sp &&
	       s->value < s->stack_base;
}

enum k5_fault fault_class(const struct fault_status *s)
{
	if (s->cause >= CAUSES)
		return K5_FAULT_STATE;
	if (overflow(s))
		return K5_FAULT_STACK;
	if (fault_right(s->cause) != 0 && s->allowed)
		return K5_FAULT_BUS;
	return (enum k5_fault)faults[s->cause];
}

/* An illegal instruction leaves its own bits in mtval, ebreak its address. */
k5_word_t fault_address(const struct fault_status *s)
{
	return fault_right(s->cause) != 0 ||
			       fault_class(s) == K5_FAULT_ALIGNMENT
		       ? s->value
		       : 0;
}
