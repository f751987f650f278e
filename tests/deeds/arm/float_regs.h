/*
 * float_regs.h - all 32 single registers at once, behind the compiler's back
 *
 * Nothing here is declared to the compiler where values shall stay: a task
 * that computes no floats leaves the registers alone, and so does the kernel,
 * or else it shows.
 */
#pragma once

#include <stdint.h>

/* For the status register: unlike a fresh one. */
#define FLOAT_ROUNDS_DOWN 0x00800000
#define FLOAT_STATUS_ALL  0x00c0009f /* all that a task may set */

#define FLOAT_FILL                                                             \
	".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n\t"                     \
	"vmov d\\n, %0, %0\n\t"                                                \
	".endr\n\t"                                                            \
	"vmsr fpscr, %1\n\t"
#define FLOAT_REGS                                                             \
	"d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9", "d10",     \
		"d11", "d12", "d13", "d14", "d15"

/*
 * LTPSIZE steers the loops of a core with vectors (Armv8.1-M, DDI 0553): it is
 * left as the kernel set it, and is no value.
 */
#define FLOAT_LTPSIZE 0x00070000u

static inline uint32_t float_fpscr(void)
{
	uint32_t fpscr;

	__asm__ volatile("vmrs %0, fpscr" : "=r"(fpscr));
	return fpscr;
}

__attribute__((noinline, unused)) static void float_fill(uint32_t value,
							 uint32_t status)
{
	status |= float_fpscr() & FLOAT_LTPSIZE;
	__asm__ volatile(FLOAT_FILL : : "r"(value), "r"(status));
}

/* The bits in which any of s0 to s31 differs from the value. */
__attribute__((noinline, unused)) static uint32_t float_differs(uint32_t value)
{
	uint32_t differs = 0, one;

	__asm__ volatile(".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,"
			 "16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31\n\t"
			 "vmov %1, s\\n\n\t"
			 "eor %1, %1, %2\n\t"
			 "orr %0, %0, %1\n\t"
			 ".endr\n\t"
			 : "+&r"(differs), "=&r"(one)
			 : "r"(value));
	return differs;
}

__attribute__((noinline, unused)) static uint32_t float_status(void)
{
	return float_fpscr() & ~FLOAT_LTPSIZE;
}
