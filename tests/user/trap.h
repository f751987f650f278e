/*
 * trap.h - the kernel's place, taken by a recorder
 *
 * Each system call of the user library lands here: what it asked is kept, and
 * the registers are answered with what the test prepared.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <k5/log.h>
#include <k5/panic.h>
#include <k5/syscall.h>

enum {
	TRAP_BYTES = 256
};

struct trap {
	struct k5_regs asked;
	uint8_t out[TRAP_BYTES]; /* what lay in the out-buffer */
	struct k5_regs answer;   /* the registers on the way out */
	unsigned calls;
	void (*serve)(
		struct k5_regs *regs); /* answers instead, if there is one */
	jmp_buf *away; /* where a call goes that must not return */
};

extern struct trap trap;

/* Forgets; the next answers are zeros. */
void trap_reset(void);

/* The groups of the other files. */
extern const struct CMUnitTest stub_tests[], log_tests[], channel_tests[],
	timers_tests[], edit_tests[];
extern const size_t stub_test_count, log_test_count, channel_test_count,
	timers_test_count, edit_test_count;
