/*
 * core_layout.h - how a core's notes are laid out, machine by machine
 *
 * As BFD's elf32-arm.c and elfnn-riscv.c take NT_PRSTATUS apart by its size, and
 * gdb's *-none-tdep.c the registers in it.
 */
#pragma once

#include <elf.h>

#include "core.h"

enum {
	K5_ORIGIN = 1,
	K5_SEAL = 2,
	SEAL_SIZE = 8,
	NT_GDB_TDESC = (int)0xff000000
};

struct core_layout {
	uint16_t machine;
	bool wide;
	uint8_t word;
	uint16_t status; /* bytes of NT_PRSTATUS */
	uint8_t signal;  /* where in it: what halted the thread, 2 bytes */
	uint8_t number;  /* 4 bytes */
	uint8_t regs;    /* in the order of struct core_thread */
	uint8_t count;   /* how many */
	uint8_t sp, pc;  /* which */
};

/* NULL: no machine of ours. */
const struct core_layout *core_layout(uint16_t machine, bool wide);

/* FNV-1a. */
uint64_t core_sum(const void *bytes, size_t size);
