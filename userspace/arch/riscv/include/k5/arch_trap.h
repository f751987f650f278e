/*
 * arch_trap.h - the way into the kernel on RISC-V
 *
 * abi.h's arg[0..7] are a0-a7, where C has its arguments anyway. A call may lose
 * what a function may lose as well, t1-t6; the kernel keeps every other
 * register. Bound to variables, they cost an instruction
 * only where a value is not yet in its place.
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
	register k5_word_t a0 __asm__("a0") = regs->arg[0];
	register k5_word_t a1 __asm__("a1") = regs->arg[1];
	register k5_word_t a2 __asm__("a2") = regs->arg[2];
	register k5_word_t a3 __asm__("a3") = regs->arg[3];
	register k5_word_t a4 __asm__("a4") = regs->arg[4];
	register k5_word_t a5 __asm__("a5") = regs->arg[5];
	register k5_word_t a6 __asm__("a6") = regs->arg[6];
	register k5_word_t a7 __asm__("a7") = regs->arg[7];

	__asm__ volatile("ecall"
			 : "+r"(a0), "+r"(a1), "+r"(a2), "+r"(a3), "+r"(a4),
			   "+r"(a5), "+r"(a6), "+r"(a7)
			 :
			 : "t1", "t2", "t3", "t4", "t5", "t6", "memory");
	regs->arg[0] = a0;
	regs->arg[1] = a1;
	regs->arg[2] = a2;
	regs->arg[3] = a3;
	regs->arg[4] = a4;
	regs->arg[5] = a5;
	regs->arg[6] = a6;
	regs->arg[7] = a7;
}
