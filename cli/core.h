/*
 * core.h - a halted machine in a file: a standard ELF core, and whose it is
 *
 *      ELF header, program headers
 *      PT_NOTE   NT_PRSTATUS of each thread      "CORE"   registers, as gdb wants
 *                NT_GDB_TDESC, on Arm            "GDB"    that it is an M profile
 *                K5_ORIGIN                       "K5"     image, board, app
 *      PT_LOAD   RAM
 *      PT_NOTE   K5_SEAL                         "K5"     a sum of all before
 *
 * gdb reads the first, second and fourth, and code from the image; k5 inspect
 * all but the second. A thread is numbered from 1, in the kernel's order.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	CORE_REGISTERS = 33,
	CORE_MEMORIES = 8,
	CORE_PROCESSOR = 256 /* thread number of what is no thread of K5's */
};

/*
 * Registers as the core has them. Arm: r0-r15, xPSR. RISC-V: pc, x1-x31.
 */
struct core_thread {
	uint32_t number;
	uint64_t reg[CORE_REGISTERS];
};

struct core_memory {
	uint64_t address;
	size_t size;
	uint8_t *bytes;
};

struct core {
	uint16_t machine; /* EM_ARM, EM_RISCV */
	bool wide;        /* 64 bits */
	uint64_t image;   /* core_sum of the image's file */
	const char *board;
	const char *app; /* its folder, from the root */

	struct core_memory memory[CORE_MEMORIES];
	size_t memories;
	struct core_thread *thread; /* the one that ran first */
	size_t threads;
};

/* Where a register stands that every machine has. */
size_t core_sp(const struct core *c);
size_t core_pc(const struct core *c);

/* The bytes at an address, or NULL if not all of them are there. */
const uint8_t *core_bytes(const struct core *c, uint64_t address, size_t size);

/* FNV-1a of 64 bits, of a whole file; 0: it cannot be read. */
uint64_t core_sum_file(const char *path);

/* Whole or not at all. 0, or an exit code after saying why not. */
int core_write(const struct core *c, const char *path);

/* Kept. 0, or an exit code after saying what is wrong with the file. */
int core_read(struct core *c, const char *path);
