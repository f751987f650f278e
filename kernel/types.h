/*
 * types.h - the kernel's small words
 *
 * Objects live in pools and name each other by index, never by pointer: an
 * index can be checked, compared and proved about.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <k5/abi.h>

/* An index into a pool of objects; NIL names none. */
typedef uint8_t idx_t;
enum {
	NIL = 0xff
};

/* An index into the pool of slots, which may be longer than 254.
 * NO_SLOT names none. */
typedef uint16_t slot_idx_t;
enum {
	NO_SLOT = 0xffff
};

/* Time since boot, in ticks of the port's clock. */
typedef uint64_t k5_ticks_t;

enum {
	PRIOS = 32
};

/*
 * A function that the common path seldom takes: out of line, so that it costs
 * that path no registers.
 */
#define K5_RARE __attribute__((noinline))

/* One that it never takes: the compiler lays the branch to it out of the way. */
#define K5_COLD __attribute__((noinline, cold))
