/*
 * variant.h - what an Armv7-M core does otherwise than its sisters, in C
 */
#pragma once

#include <arch/types.h>

/* Thread mode, on PSP, without FP (DDI 0403, table B1-8). */
#define EXC_FRESH 0xfffffffdu

/* A division by zero faults; frames keep to 8 bytes (STKALIGN). */
#define CCR_START ((1u << 4) | (1u << 9))

/* RBAR's low bits: the entry's number, and that it counts. */
#define RBAR_NUMBER(n) ((1u << 4) | (n))

/*
 * RBAR of the guard: the 32 bytes below the stack, which codegen leaves to
 * nobody (DDI 0403, B3.5.8).
 */
static inline uint32_t limit_of(uint32_t stack_base)
{
	return ((stack_base & ~31u) - 32) | RBAR_NUMBER(ARCH_GUARD);
}
