/*
 * check.h - the kernel's own contract with itself
 *
 * A failed K5_ASSERT is a kernel bug: its place is logged by id, the text
 * stays in the ELF, and the board stops with K5_EXIT_KERNEL.
 */
#pragma once

#include <stdint.h>

#include "types.h"

enum {
	K5_EXIT_FAULT = 3,  /* every thread ended, some by fault or panic */
	K5_EXIT_KERNEL = 70 /* the kernel broke its own contract */
};

#define K5_STRING_(x) #x
#define K5_STRING(x)  K5_STRING_(x)

/* Never returns in the product; in a test it jumps out to the test. */
/*@ requires never: \false;
    assigns \nothing;
    exits \false;
    ensures \false; */
_Noreturn void kernel_assert_failed(const char *id);

#define K5_ASSERT(condition)                                                   \
	do {                                                                   \
		static const char k5_id[]                                      \
			__attribute__((section(".k5_log"), used)) = __FILE__   \
			":" K5_STRING(__LINE__) "\x1f" #condition;             \
		if (!(condition))                                              \
			kernel_assert_failed(k5_id);                           \
	} while (0)
