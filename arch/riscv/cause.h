/*
 * cause.h - from mcause to a fault of abi.h
 *
 * No hardware here: what the registers held comes in, a class and an address
 * go out.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <k5/abi.h>

/* What the hart and the thread's description said at a fault. */
struct fault_status {
	k5_word_t cause;      /* mcause of an exception */
	k5_word_t value;      /* mtval */
	k5_word_t sp;         /* the thread's */
	k5_word_t stack_base; /* its lowest byte */
	bool allowed;         /* its regions give it what it asked for */
};

enum k5_fault fault_class(const struct fault_status *s);

/* What was touched; 0 where there is no such thing. */
k5_word_t fault_address(const struct fault_status *s);

/* The right that an access of this cause needs: K5_MEM_ bits, or 0. */
uint8_t fault_right(k5_word_t cause);
