/*
 * core.h - what the files of this port share
 *
 * entry.S saves and loads; the C beside it decides. Whatever entry.S calls is
 * declared here or in kernel/arch.h.
 */
#pragma once

#include <arch/types.h>

#include "arch.h"

/*
 * What the hart holds now. It lies at the top of the kernel's stack, so that
 * sp points at it at every entry and exit.
 */
struct arch_port {
	struct arch_context *running;       /* the last thread's */
	const struct arch_regions *regions; /* as the PMP holds them */
	uintptr_t load;  /* where entry.S begins to load a view */
	idx_t thread;    /* NIL: idle */
	uint8_t fp_live; /* a floating-point register may not be zero */
};

/* arch_port.thread: no thread, not even NIL. Between entry and exit only. */
enum {
	ARCH_STALE = NIL - 1
};

extern struct arch_port arch_port;

/* --- called by entry.S ------------------------------------------------- */

/* Reset: memory of the kernel's C to its start. */
void port_start(void);

/* Once: the port and the kernel to their start. */
void port_boot(void);

/* Whatever interrupt pends; nothing, if it has gone. */
void port_interrupt(void);

/* An exception of the running thread: mcause, mtval. */
void port_fault(k5_word_t cause, k5_word_t value);

/* The same of the kernel itself, on a fresh stack. */
_Noreturn void port_broken(k5_word_t cause);

/* --- between the C files ----------------------------------------------- */

void clock_tick(void);
void plic_init(void);
void plic_irq(void);
