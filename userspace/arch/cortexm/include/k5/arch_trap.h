/*
 * arch_trap.h - the way into the kernel on Armv8-M
 *
 * abi.h's arg[0..7] are r4-r11: none of the registers that the processor
 * stacks by itself, so the kernel takes a request from the registers alone.
 * Bound to variables, they cost an instruction only where a value is not yet
 * in its place.
 *
 * r7 is Thumb's frame pointer. Tasks are built with -fomit-frame-pointer; a
 * function with an array of variable length or alloca has one nevertheless
 * ("r7 cannot be used in asm here"): make the system call from another. And gcc
 * 12 takes r7 for an address even so, which is never 0: with -Os it drops
 * `if (arg[3] == 0)` behind a trap. So what comes in it is moved on unseen.
 */
#pragma once

#include <k5/abi.h>

struct k5_regs {
	k5_word_t arg[K5_ARGS];
};

/* A value that costs no instruction, for a register nobody will read. */
static inline k5_word_t k5_any(void)
{
	k5_word_t any;

	__asm__ volatile("" : "=r"(any));
	return any;
}

__attribute__((always_inline)) static inline void k5_trap(struct k5_regs *regs)
{
	register k5_word_t r4 __asm__("r4") = regs->arg[0];
	register k5_word_t r5 __asm__("r5") = regs->arg[1];
	register k5_word_t r6 __asm__("r6") = regs->arg[2];
	register k5_word_t r7 __asm__("r7") = regs->arg[3];
	register k5_word_t r8 __asm__("r8") = regs->arg[4];
	register k5_word_t r9 __asm__("r9") = regs->arg[5];
	register k5_word_t r10 __asm__("r10") = regs->arg[6];
	register k5_word_t r11 __asm__("r11") = regs->arg[7];

	__asm__ volatile("svc 0"
			 : "+r"(r4), "+r"(r5), "+r"(r6), "+r"(r7), "+r"(r8),
			   "+r"(r9), "+r"(r10), "+r"(r11)
			 :
			 : "memory");

	k5_word_t unseen;

	__asm__("" : "=r"(unseen) : "0"(r7));
	regs->arg[0] = r4;
	regs->arg[1] = r5;
	regs->arg[2] = r6;
	regs->arg[3] = unseen;
	regs->arg[4] = r8;
	regs->arg[5] = r9;
	regs->arg[6] = r10;
	regs->arg[7] = r11;
}
