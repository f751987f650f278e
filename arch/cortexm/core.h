/*
 * core.h - what the files of this port share
 *
 * entry.S saves and loads; the C beside it decides. Whatever entry.S calls is
 * declared here or in kernel/arch.h.
 */
#pragma once

#include <arch/types.h>

#include "arch.h"

/* What the core holds now. Read and written by entry.S at every switch. */
struct arch_port {
	struct arch_context *running;       /* saved into at the next entry */
	const struct arch_regions *regions; /* as the MPU holds them */
	uint32_t thread;                    /* NIL: idle */
};

/* arch_port.thread: no thread, not even NIL. Between entry and exit only. */
enum {
	ARCH_STALE = NIL - 1
};

extern struct arch_port arch_port;

/*
 * Where the core waits when no thread is ready; unprivileged as any task. It never
 * uses FP, so its view lies where a thread's s16-s31 would.
 */
union arch_idle {
	struct arch_context ctx;
	struct {
		uint8_t used[offsetof(struct arch_context, fp)];
		struct arch_regions regions;
	} view;
};

extern union arch_idle arch_idle;

/* --- called by entry.S ------------------------------------------------- */

/* Reset, thread mode, privileged: memory of the kernel's C to its start. */
void port_start(void);

/* PendSV, once: the port and the kernel to their start. */
void port_boot(void);

/* SysTick. */
void port_tick(void);

/* An interrupt line, named by IPSR. */
void port_irq(void);

/*
 * A fault of the running thread; psp as at entry. Tells the kernel, and
 * withdraws a system call whose frame never reached the stack.
 */
void port_fault(uint32_t psp);

/*
 * The same, noticed at the start of a system call or an interrupt, which is
 * made pending again where it was the outside world's.
 */
void port_fault_late(uint32_t psp);

/* A fault of the kernel itself, on a fresh stack. */
_Noreturn void port_broken(void);

/* --- between the C files ----------------------------------------------- */

/*
 * What the core itself cannot know of a fault, its port adds: who else saw it
 * (armv8m), that a store was a push (armv7m). psp as at entry.
 */
struct fault_status;
void fault_refine(struct k5_fault_info *info, const struct fault_status *s,
		  uint32_t psp);

void clock_init(void);
void idle_init(void);
void mpu_init(void);
void nvic_init(void);

/* The interrupt being served pends once more. Nothing for an svc. */
void nvic_again(void);
