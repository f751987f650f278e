/*
 * frames.c - header, payload, sum, stuffing
 */
#include "frames.h"

#include <assert.h>
#include <string.h>

size_t stuff(uint8_t *out, const uint8_t *bytes, size_t length)
{
	size_t code = 0;
	size_t used = 1;

	for (size_t i = 0; i < length; i++) {
		if (bytes[i] == 0) {
			out[code] = (uint8_t)(used - code);
			code = used++;
			continue;
		}
		out[used++] = bytes[i];
		if (used - code == 255 && i + 1 < length) {
			out[code] = 255;
			code = used++;
		}
	}
	out[code] = (uint8_t)(used - code);
	return used;
}

static void little(uint8_t *to, uint64_t value, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		to[i] = (uint8_t)(value >> 8 * i);
	}
}

/* The definition, as slow as it likes to be. */
static void add_sum(uint8_t *bytes, size_t length)
{
	unsigned long a = 1;
	unsigned long b = 0;

	for (size_t i = 0; i < length; i++) {
		a += bytes[i];
		b += a;
	}
	bytes[length] = (uint8_t)(a % 255);
	bytes[length + 1] = (uint8_t)(b % 255);
}

void frames_add_bytes(struct frames *f, const void *bytes, size_t length)
{
	uint8_t raw[K5_LOG_HEADER + 256 + K5_LOG_SUM];

	assert(length + K5_LOG_SUM <= sizeof(raw));
	assert(f->used + 300 < sizeof(f->bytes));
	memcpy(raw, bytes, length);
	add_sum(raw, length);
	f->used += stuff(f->bytes + f->used, raw, length + K5_LOG_SUM);
	f->bytes[f->used++] = 0;
}

void frames_add(struct frames *f, struct frame_head head, const void *payload,
		size_t length)
{
	uint8_t raw[K5_LOG_HEADER + 256];

	assert(length <= 256);
	raw[0] = (uint8_t)(head.kind | head.level << 4);
	raw[1] = head.task;
	little(raw + 2, head.dropped, 2);
	little(raw + 4, head.build, 4);
	little(raw + 8, head.ticks, 8);
	memcpy(raw + K5_LOG_HEADER, payload, length);
	frames_add_bytes(f, raw, K5_LOG_HEADER + length);
}
