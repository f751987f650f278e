/*
 * context.h - what a thread is to a Cortex-M core
 *
 *      on the thread's stack, by hardware      here, by entry.S
 *      r0-r3 r12 lr pc xpsr                    r4-r11, PSP, EXC_RETURN
 *      s0-s15 FPSCR, if it uses FP             s16-s31, if it uses FP
 *
 * EXC_RETURN says how a thread is resumed: which stack, with or without FP.
 * It stays in kernel memory from entry to exit and is never read from a
 * place a task can write. entry.S knows these structs by <arch/offsets.h>.
 */
#pragma once

#include <stdint.h>

#include <k5/abi.h>

struct arch_regions;

struct arch_context {
	k5_word_t arg[K5_ARGS]; /* r4-r11 */

	/* written by entry.S when another thread is chosen */
	uint32_t psp;
	uint32_t exc_return;

	/* written once: where the stack ends, in the core's words; its view */
	uint32_t limit;
	const struct arch_regions *regions;

	/* s16-s31; of no meaning while exc_return says "no FP" */
	uint32_t fp[16];
};
