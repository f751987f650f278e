/*
 * frames.h - the device's side of the log, for tests: frames as it sends them
 *
 * Written from abi/k5/log.h alone, not from the tool's reader, so that both
 * can be wrong only independently.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <k5/log.h>

/* A stream under construction. */
struct frames {
	uint8_t bytes[65536];
	size_t used;
};

struct frame_head {
	uint8_t kind;
	uint8_t level;
	uint8_t task;
	uint16_t dropped;
	uint32_t build;
	uint64_t ticks;
};

/* Appends one frame, stuffed and ended. */
void frames_add(struct frames *f, struct frame_head head, const void *payload,
		size_t length);

/* Appends any bytes as a frame: a right sum, stuffed and ended. */
void frames_add_bytes(struct frames *f, const void *bytes, size_t length);

/* `length` bytes stuffed into `out`, without the end mark; their number. */
size_t stuff(uint8_t *out, const uint8_t *bytes, size_t length);
