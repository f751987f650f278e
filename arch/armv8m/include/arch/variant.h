/*
 * variant.h - what an Armv8-M core does otherwise than its sisters, in C
 */
#pragma once

#include <stdint.h>

/* Non-secure, thread mode, on PSP, without FP. */
#define EXC_FRESH 0xffffffbcu

/*
 * A division by zero faults; stacks keep to 8 bytes; a stack limit does not
 * stop the handler of last resort (STKOFHFNMIGN).
 */
#define CCR_START ((1u << 4) | (1u << 9) | (1u << 10))

/* PSPLIM: the lowest address the stack may reach, a multiple of 8. */
static inline uint32_t limit_of(uint32_t stack_base)
{
	return (stack_base + 7) & ~7u;
}
