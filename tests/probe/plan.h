/*
 * plan.h - what the prober is to expect, a line each
 *
 * Numbers are hexadecimal but for `word`:
 *
 *      arch arm|riscv          word 4|8
 *      start ADDRESS           where the thread stands
 *      vector ADDRESS          riscv: the fault's entry
 *      back ADDRESS            an mret, or a bx lr
 *      closed ADDRESS          where no task may load
 *      gadget NAME ADDRESS NEXT
 *      region BASE SIZE RIGHTS       r, w, x, d: device
 *      hole BASE SIZE          of a region, but not the thread's
 *      sweep BASE SIZE STEP    one byte of each step is loaded
 *      spot ADDRESS            riscv: code to write, for every CSR
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum {
	REGIONS = 8,
	SWEEPS = 16,
	SIZES = 3 /* 1, 2, 4 bytes */
};

struct range {
	uint64_t base, size, step;
	char rights[8];
};

struct gadget {
	uint64_t at, next;
};

struct plan {
	bool arm;
	unsigned word;
	uint64_t start, vector, back, closed, spot;
	struct gadget load[SIZES], store[SIZES];
	struct range region[REGIONS], hole, sweep[SWEEPS];
	unsigned regions, sweeps;
};

extern struct plan plan;

void plan_read(const char *path);

/* All bytes in one region that has the right, none in the hole. */
bool plan_allows(uint64_t a, unsigned size, char right);
