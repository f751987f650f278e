/*
 * csr.h - control and status registers
 *
 * Privileged specification 1.12, chapters 2 and 3. Only what this port
 * touches; entry.S writes the rest by name.
 */
#pragma once

#include <k5/abi.h>

#define csr_read(name)                                                         \
	__extension__({                                                        \
		k5_word_t csr_value;                                           \
		__asm__ volatile("csrr %0, " #name : "=r"(csr_value));         \
		csr_value;                                                     \
	})

#define csr_write(name, value)                                                 \
	__asm__ volatile("csrw " #name ", %0" : : "r"((k5_word_t)(value)))

#define MSTATUS_FS   (3u << 13)
#define MSTATUS_FS_1 (1u << 13) /* Initial */

#define MISA_S (1u << 18)

/* mip and mie. */
#define IRQ_TIMER    (1u << 7)
#define IRQ_EXTERNAL (1u << 11)

/* mcounteren: cycle, time, instret. */
#define COUNTERS 7u
