/*
 * float.h - what a thread has beside, on a hart with F and D
 *
 * `fp_used` says whether the rest means anything: until a thread writes to a
 * floating-point register for the first time, all of them are zero.
 */
#pragma once

#include <stdint.h>

#include <k5/abi.h>

/* clang-format off */
#define ARCH_FLOAT                                                             \
	uint64_t f[32];                                                        \
	k5_word_t fcsr;                                                        \
	uint8_t fp_used;
/* clang-format on */
