/*
 * frames.h - the console's bytes, read as a host tool would
 *
 * Written from abi/k5/log.h alone: it shares no line with the kernel's writer.
 */
#pragma once

#include "drive.h"

struct frame {
	uint8_t kind;
	uint8_t level;
	uint8_t task;
	uint16_t dropped;
	uint32_t build;
	uint64_t time;
	uint8_t payload[256];
	size_t length; /* of the payload */
};

/* Reads on from where the last call stopped; boot starts it over. */
bool frames_next(struct frame *out);
void frames_skip(void);
void frames_restart(void);

/* One frame out of bytes between two zeros; false if it is damaged. */
bool frame_decode(struct frame *out, const uint8_t *bytes, size_t count);

uint32_t frame_u32(const struct frame *frame, size_t at);
uint64_t frame_u64(const struct frame *frame, size_t at);
