/*
 * arch_trap.h - the way into the kernel when there is none: host tests
 *
 * The user library compiled for the machine that builds it. A test defines
 * k5_host_trap and sees every system call as the kernel would.
 */
#pragma once

#include <k5/abi.h>

struct k5_regs {
	k5_word_t arg[K5_ARGS];
};

#ifdef __cplusplus
extern "C" {
#endif
void k5_host_trap(struct k5_regs *regs);
#ifdef __cplusplus
}
#endif

/* A value for a register nobody will read. */
static inline k5_word_t k5_any(void)
{
	return 0;
}

static inline void k5_trap(struct k5_regs *regs)
{
	k5_host_trap(regs);
}
