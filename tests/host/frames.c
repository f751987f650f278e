/*
 * frames.c - COBS undone, sum checked, header taken apart
 */
#include "frames.h"

#include <string.h>

static uint32_t position;

/* False if the codes do not lead to the end exactly. */
static bool uncobs(uint8_t *out, size_t *length, const uint8_t *in, size_t n)
{
	size_t at = 0;

	*length = 0;
	while (at < n) {
		uint8_t code = in[at];

		if (code == 0 || at + code > n)
			return false;
		memcpy(out + *length, in + at + 1, code - 1u);
		*length += code - 1u;
		at += code;
		if (code != 0xff && at < n)
			out[(*length)++] = 0;
	}
	return true;
}

static bool sum_ok(const uint8_t *bytes, size_t n)
{
	unsigned a = 1, b = 0;

	for (size_t i = 0; i + 2 < n; i++) {
		a = (a + bytes[i]) % 255;
		b = (b + a) % 255;
	}
	return bytes[n - 2] == a && bytes[n - 1] == b;
}

static uint64_t little(const uint8_t *bytes, unsigned n)
{
	uint64_t value = 0;

	while (n > 0)
		value = value << 8 | bytes[--n];
	return value;
}

bool frame_decode(struct frame *out, const uint8_t *bytes, size_t count)
{
	uint8_t raw[512];
	size_t n;

	if (count > sizeof(raw) || !uncobs(raw, &n, bytes, count) ||
	    n < K5_LOG_HEADER + K5_LOG_SUM || !sum_ok(raw, n))
		return false;
	*out = (struct frame){.kind = raw[0] & 0xf,
			      .level = raw[0] >> 4,
			      .task = raw[1],
			      .dropped = (uint16_t)little(raw + 2, 2),
			      .build = (uint32_t)little(raw + 4, 4),
			      .time = little(raw + 8, 8),
			      .length = n - K5_LOG_HEADER - K5_LOG_SUM};
	memcpy(out->payload, raw + K5_LOG_HEADER, out->length);
	return true;
}

void frames_restart(void)
{
	position = 0;
}

void frames_skip(void)
{
	position = host.console_count;
}

bool frames_next(struct frame *out)
{
	const uint8_t *start = host.console_bytes + position;
	const uint8_t *end = memchr(start, 0, host.console_count - position);

	if (end == NULL)
		return false;
	position += (uint32_t)(end - start) + 1;
	return frame_decode(out, start, (size_t)(end - start));
}

uint32_t frame_u32(const struct frame *frame, size_t at)
{
	assert_true(at + 4 <= frame->length);
	return (uint32_t)little(frame->payload + at, 4);
}

uint64_t frame_u64(const struct frame *frame, size_t at)
{
	assert_true(at + 8 <= frame->length);
	return little(frame->payload + at, 8);
}
