/*
 * regs.h - the registers the monitor sets, Secure view
 *
 * Armv8-M Architecture Reference Manual, chapter D1.
 */
#pragma once

#include <stdint.h>

#include <k5/barrier.h>
#include <k5/reg.h>

#define NVIC_ITNS 0xe000e380u /* 16 words: which lines are Non-secure */

#define SCB_VTOR        0xe000ed08u
#define SCB_AIRCR       0xe000ed0cu
#define AIRCR_KEY       (0x05fau << 16)
#define AIRCR_BFHFNMINS (1u << 13)
#define SCB_HFSR        0xe000ed2cu
#define SCB_NSACR       0xe000ed8cu
#define NSACR_FP        (3u << 10)

#define SAU_CTRL 0xe000edd0u
#define SAU_TYPE 0xe000edd4u
#define SAU_RNR  0xe000edd8u
#define SAU_RBAR 0xe000eddcu
#define SAU_RLAR 0xe000ede0u
#define SAU_SFSR 0xe000ede4u
#define SAU_SFAR 0xe000ede8u

/* The Non-secure side's own registers, through the Secure window. */
#define SCB_VTOR_NS      0xe002ed08u
#define SCB_SHCSR_NS     0xe002ed24u
#define SHCSR_MEMPENDED  (1u << 13)
#define SHCSR_HARDPENDED (1u << 21)
