/*
 * csrs.c - registers of machine mode, and of modes that are not there
 *
 * Bits 9 and 8 of a CSR's number say who may touch it, bits 11 and 10 whether
 * it can be written at all (privileged specification 1.12, 2.1). To user mode
 * everything else is an illegal instruction. tests/probe goes through all 4096.
 */
#include "ways.h"

#define CSRS(X)                                                                \
	X(mstatus, 0x300)                                                      \
	X(misa, 0x301)                                                         \
	X(medeleg, 0x302)                                                      \
	X(mie, 0x304)                                                          \
	X(mtvec, 0x305)                                                        \
	X(mcounteren, 0x306)                                                   \
	X(mscratch, 0x340)                                                     \
	X(mepc, 0x341)                                                         \
	X(mcause, 0x342)                                                       \
	X(mtval, 0x343)                                                        \
	X(mip, 0x344)                                                          \
	X(pmpcfg0, 0x3a0)                                                      \
	X(pmpcfg3, 0x3a3)                                                      \
	X(pmpaddr0, 0x3b0)                                                     \
	X(pmpaddr15, 0x3bf)                                                    \
	X(mseccfg, 0x747)                                                      \
	X(mcycle, 0xb00)                                                       \
	X(minstret, 0xb02)                                                     \
	X(tselect, 0x7a0)                                                      \
	X(dcsr, 0x7b0)                                                         \
	X(sstatus, 0x100)                                                      \
	X(stvec, 0x105)                                                        \
	X(satp, 0x180)                                                         \
	X(hstatus, 0x600)                                                      \
	X(ustatus, 0x000)

#define ACTS(name, number)                                                     \
	INSTRUCTION(read_##name, "csrr a0, " #number)                          \
	INSTRUCTION(write_##name, "csrw " #number ", a0")
CSRS(ACTS)

INSTRUCTION(read_mhartid, "csrr a0, 0xf14")
INSTRUCTION(read_mvendorid, "csrr a0, 0xf11")
INSTRUCTION(set_mstatus, "li a0, 0x1800\n\tcsrs 0x300, a0")
INSTRUCTION(clear_mie, "li a0, -1\n\tcsrc 0x304, a0")
INSTRUCTION(set_nothing_mstatus, "csrsi 0x300, 0")
INSTRUCTION(set_pmpcfg, "csrsi 0x3a0, 7")
INSTRUCTION(write_time, "csrw 0xc01, a0")
INSTRUCTION(write_cycle, "csrw 0xc00, a0")
INSTRUCTION(set_instret, "li a0, 1\n\tcsrs 0xc02, a0")
INSTRUCTION(read_event_counter, "csrr a0, 0xc03")
INSTRUCTION(read_time, "csrr a0, 0xc01")
INSTRUCTION(read_cycle, "csrr a0, 0xc00")
INSTRUCTION(read_instret, "csrr a0, 0xc02")

#define ROWS(name, number)                                                     \
	{"c02_read_of_" #name, read_##name, K5_FAULT_UNDEFINED, number},       \
		{"c02_write_of_" #name, write_##name, K5_FAULT_UNDEFINED,      \
		 number},

static const struct deed deeds[] = {
	/* clang-format off */
	CSRS(ROWS)
	/* clang-format on */
	ORDER("c02_read_of_mhartid", read_mhartid, K5_FAULT_UNDEFINED),
	ORDER("c02_read_of_mvendorid", read_mvendorid, K5_FAULT_UNDEFINED),
	ORDER("c02_set_of_mstatus_mpp", set_mstatus, K5_FAULT_UNDEFINED),
	ORDER("c02_clear_of_mie", clear_mie, K5_FAULT_UNDEFINED),
	ORDER("c02_set_of_no_bit_of_mstatus", set_nothing_mstatus,
	      K5_FAULT_UNDEFINED),
	ORDER("c02_set_of_pmpcfg0", set_pmpcfg, K5_FAULT_UNDEFINED),
	ORDER("c02_write_of_time", write_time, K5_FAULT_UNDEFINED),
	ORDER("c02_write_of_cycle", write_cycle, K5_FAULT_UNDEFINED),
	ORDER("c02_set_of_instret", set_instret, K5_FAULT_UNDEFINED),
	ORDER("c02_event_counters_are_closed", read_event_counter,
	      K5_FAULT_UNDEFINED),
	ORDER("c02_time_may_be_read", read_time, RETURNS),
	ORDER("c02_cycle_may_be_read", read_cycle, RETURNS),
	ORDER("c02_instret_may_be_read", read_instret, RETURNS),
};

const struct deeds csr_deeds = DEEDS(deeds);
