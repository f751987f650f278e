/*
 * types.h - what a thread and a task are to a RISC-V hart
 *
 *      at every entry              when another thread is chosen
 *      x1-x31 and pc               f0-f31 fcsr, if it uses them
 *
 * entry.S knows these structs by <arch/offsets.h>. A board's parts say what its
 * hart has: <arch/float.h> and <arch/entries.h> are each found in one of their
 * folders.
 */
#pragma once

#include <stdint.h>

#include <k5/abi.h>

#include <arch/entries.h>
#include <arch/float.h>

struct arch_regions;

struct arch_context {
	/* written by entry.S at every entry */
	k5_word_t arg[K5_ARGS]; /* a0-a7 */
	k5_word_t pc;
	k5_word_t sp;
	k5_word_t ra;
	k5_word_t t[7];
	k5_word_t s[12];
	k5_word_t gp;
	k5_word_t tp;

	/* written once, by arch_context_init */
	k5_word_t guard; /* pmpaddr of what lies below its stack */
	const struct arch_regions *regions; /* its task's */

	ARCH_FLOAT /* written by entry.S when another thread is chosen */
};

/*
 *      PMP entry   0           the guard below the running thread's stack
 *                  1 and up    its task's view
 *                  the last    what stays for good (lockdown.inc)
 *
 * The lowest number wins where entries overlap. A guard is one power of two.
 */
enum {
	ARCH_GUARD = 0,
	ARCH_FIRST = 1,
	ARCH_ENTRIES = PMP_ENTRIES - 1 - PMP_FIXED,
	ARCH_REGIONS = ARCH_ENTRIES / 2, /* of two edges each */
	ARCH_GUARD_SIZE = 64             /* as codegen leaves it free */
};

/*
 * A task's view as the hart wants it: pmpaddr0 and up, and a byte of the
 * pmpcfg registers for each. addr[ARCH_GUARD] is the thread's to say, zero
 * here; entries from `used` on are off.
 */
struct arch_regions {
	k5_word_t addr[PMP_ENTRIES];
	_Alignas(k5_word_t) uint8_t cfg[PMP_ENTRIES];
	uint8_t used;
	uint8_t first_window; /* they follow what the task always sees */
};

/* An entry by itself: a power of two. */
struct arch_window {
	k5_word_t addr;
	uint8_t cfg;
};

struct arch_place {
	k5_word_t *addr;
	uint8_t *cfg;
};
