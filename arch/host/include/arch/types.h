/*
 * types.h - a context and a view on the host: what the kernel handed in
 *
 * Nothing is encoded: a test can read back the entry, the stack and the
 * regions as they were asked for.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <k5/abi.h>

struct k5_region;

struct arch_context {
	k5_word_t arg[K5_ARGS];
	bool fresh; /* nothing of it has run; who runs it says otherwise */
	uintptr_t entry;
	k5_word_t argument;
	uintptr_t stack_base;
	uintptr_t stack_top;
};

enum {
	HOST_WINDOWS = 4
};

/* A window: size 0 shows nothing. */
struct arch_window {
	uintptr_t base;
	uintptr_t size;
	uint8_t rights;
};

struct arch_place {
	struct arch_window *window;
};

struct arch_regions {
	const struct k5_region *region;
	uint8_t count;
	struct arch_window window[HOST_WINDOWS];
};
