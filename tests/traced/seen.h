/*
 * seen.h - what a traced kernel told, out of the console's frames
 *
 * Written from abi/k5/trace.h alone.
 */
#pragma once

#include <trace/hooks.h>

#include <k5/trace.h>

enum {
	SEEN = 4096
};

/* In order; a test that begins sets the count to 0. */
extern struct trace_event seen[SEEN];
extern unsigned seen_count;

/* All that is told until now: what the console has, and what waits behind. */
void collect(void);

/* The first of a kind that names the thread, or NULL; how many of a kind. */
const struct trace_event *find(uint8_t kind, idx_t thread);
unsigned count_of(uint8_t kind);
