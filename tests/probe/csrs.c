/*
 * csrs.c - every control and status register, asked of a hart
 *
 * All 4096 numbers, read and written by instructions that are written into
 * the task's code for this. To user mode only the registers of floating point
 * and the counters that mcounteren opens are there (privileged specification
 * 1.12, 2.1 and 3.1.11), and of these only the first are to be written.
 * Afterwards the registers of machine mode that the kernel set hold what they
 * held.
 */
#include "csrs.h"

#include <stdio.h>

#include "machine.h"

enum {
	CSRS = 4096,
	INSTRUCTIONS = WINDOW / 4,
	READ = 0x00002573,  /* csrr a0, 0 */
	WRITE = 0x00059073, /* csrw 0, a1 */
	FCSR = 3,
	CYCLE = 0xc00,
	INSTRET = 0xc02,
	HIGH = 0x80, /* of a counter, on 32 bits */
	KEPT = 25
};

/* misa, mie, mtvec, mcounteren, mscratch, the PMP, mhartid, mepc. */
static const uint16_t kept[KEPT] = {
	0x301, 0x304, 0x305, 0x306, 0x340, 0x3a0, 0x3a2, 0x3b0, 0x3b1,
	0x3b2, 0x3b3, 0x3b4, 0x3b5, 0x3b6, 0x3b7, 0x3b8, 0x3b9, 0x3ba,
	0x3bb, 0x3bc, 0x3bd, 0x3be, 0x3bf, 0xf14, 0x341};

static bool allowed(unsigned csr, bool write)
{
	bool counter = csr >= CYCLE && csr <= INSTRET;

	if (plan.word == 4)
		counter = counter ||
			  (csr >= CYCLE + HIGH && csr <= INSTRET + HIGH);
	return (csr >= 1 && csr <= FCSR) || (counter && !write);
}

static void lay(unsigned first, bool write)
{
	uint8_t bytes[WINDOW];

	for (unsigned i = 0; i < INSTRUCTIONS; i++) {
		uint32_t word = (write ? WRITE : READ) | (first + i) << 20;

		for (unsigned j = 0; j < 4; j++)
			bytes[4 * i + j] = (uint8_t)(word >> 8 * j);
	}
	machine_write(plan.spot, bytes);
}

static unsigned long try_all(bool write)
{
	unsigned long wrong = 0;

	for (unsigned csr = 0; csr < CSRS; csr++) {
		uint64_t at = plan.spot + csr % INSTRUCTIONS * 4;

		if (csr % INSTRUCTIONS == 0)
			lay(csr, write);
		if (machine_done(at, at + 4) == allowed(csr, write))
			continue;
		wrong++;
		printf("  csr %03x can%s be %s\n", csr,
		       allowed(csr, write) ? "not" : "",
		       write ? "written" : "read");
	}
	return wrong;
}

unsigned long csrs_try(unsigned long *wrong)
{
	uint8_t code[WINDOW];
	uint64_t before[KEPT];

	machine_read(plan.spot, code);
	for (unsigned i = 0; i < KEPT; i++)
		before[i] = machine_csr(kept[i]);
	*wrong += try_all(false) + try_all(true);
	machine_write(plan.spot, code);
	for (unsigned i = 0; i < KEPT; i++) {
		if (machine_csr(kept[i]) == before[i])
			continue;
		++*wrong;
		printf("  csr %03x has changed\n", kept[i]);
	}
	return 2 * CSRS + KEPT;
}
