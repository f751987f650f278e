/*
 * float_regs.h - all 32 double registers at once, behind the compiler's back
 *
 * Nothing here is declared to the compiler where values shall stay: a task
 * that computes no floats leaves the registers alone, and so does the kernel,
 * or else it shows. Both halves of a register hold the same.
 */
#pragma once

#include <stdint.h>

/* For the status register: unlike a fresh one. */
#define FLOAT_ROUNDS_DOWN 0x40
#define FLOAT_STATUS_ALL  0x7f /* ties away from zero, every flag */

#define FLOAT_LIST                                                             \
	"0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25," \
	"26,27,28,29,30,31"
#define FLOAT_FILL                                                             \
	".irp n," FLOAT_LIST "\n\t"                                            \
	"fld f\\n, (%0)\n\t"                                                   \
	".endr\n\t"                                                            \
	"fscsr %1\n\t"

__attribute__((noinline, unused)) static void float_fill(uint32_t value,
							 uint32_t status)
{
	const volatile uint32_t both[2]
		__attribute__((aligned(8))) = {value, value};

	__asm__ volatile(FLOAT_FILL : : "r"(both), "r"(status) : "memory");
}

/* The bits in which either half of any of f0 to f31 differs from the value. */
__attribute__((noinline, unused)) static uint32_t float_differs(uint32_t value)
{
	uint32_t differs = 0, one;
	volatile uint32_t both[2] __attribute__((aligned(8)));

	__asm__ volatile(".irp n," FLOAT_LIST "\n\t"
			 "fsd f\\n, (%3)\n\t"
			 "lw %1, (%3)\n\t"
			 "xor %1, %1, %2\n\t"
			 "or %0, %0, %1\n\t"
			 "lw %1, 4(%3)\n\t"
			 "xor %1, %1, %2\n\t"
			 "or %0, %0, %1\n\t"
			 ".endr\n\t"
			 : "+&r"(differs), "=&r"(one)
			 : "r"((int32_t)value), "r"(both)
			 : "memory");
	return differs;
}

__attribute__((noinline, unused)) static uint32_t float_status(void)
{
	uint32_t status;

	__asm__ volatile("frcsr %0" : "=r"(status));
	return status;
}
