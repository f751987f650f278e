/*
 * decode.h - from a stream of bytes to frames
 *
 * Feed it bytes as they come, in any portions. It finds the end marks, undoes
 * the stuffing, checks the sum and takes the header apart; what does not fit
 * together is counted and left behind, and the next end mark begins afresh.
 * What comes before the first good frame is not held against the stream: one
 * may start listening anywhere.
 *
 * It knows nothing of dictionaries: see record.h for what a frame means.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <k5/log.h>

struct frame {
	uint8_t kind; /* enum k5_log_kind, or one we do not know */
	uint8_t level;
	uint8_t task; /* index, or K5_LOG_KERNEL */
	uint16_t dropped;
	uint32_t build;
	uint64_t ticks;
	const uint8_t *payload;
	size_t length;
	unsigned damaged; /* frames found broken since the last good one */
};

typedef void frame_fn(void *context, const struct frame *frame);

struct decoder {
	uint8_t bytes[K5_LOG_FRAME_MAX]; /* since the last end mark */
	size_t used;
	bool overrun;    /* more came than a frame can hold */
	bool synced;     /* a good frame was seen */
	unsigned broken; /* since the last good frame */
};

/* An all-zero decoder is ready. Calls `each` for every good frame. */
void decoder_feed(struct decoder *d, const uint8_t *bytes, size_t length,
		  frame_fn *each, void *context);

/* Little-endian numbers in a payload. */
uint32_t get_u32(const uint8_t *bytes);
uint64_t get_u64(const uint8_t *bytes);
