/*
 * test_decode.c - streams: whole, in pieces, chopped, cut and corrupted
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../../cli/cobs.h"
#include "../../cli/decode.h"
#include "frames.h"

/*
 * The sum cannot see the loss of a zero byte where its low half happens to be
 * zero (one place in 255). This build id keeps the stream below clear of that,
 * so that the tests may say "never".
 */
enum {
	FRAMES = 12,
	BUILD = 0x1a2b3c5e
};

/* A stream of FRAMES different frames, and where each ends in it. */
static struct frames stream;
static size_t ends[FRAMES];

/* What came out of a decoder: numbers of frames, from their payloads. */
struct seen {
	unsigned number[64];
	size_t count;
	unsigned damaged;
	unsigned dropped;
};

static size_t payload_of(unsigned number, uint8_t *out)
{
	size_t length = 4 + number * 8 % (K5_LOG_MAX + 1);

	for (size_t i = 0; i < length; i++) {
		out[i] = (uint8_t)(i * number);
	}
	out[0] = (uint8_t)number;
	return length;
}

static int make_stream(void **state)
{
	uint8_t payload[K5_LOG_MAX + 4];

	(void)state;
	for (unsigned n = 0; n < FRAMES; n++) {
		struct frame_head head = {
			.kind = K5_LOG_RECORD,
			.level = K5_LEVEL_INFO,
			.task = (uint8_t)(n % 3),
			.dropped = (uint16_t)(n == 7 ? 5 : 0),
			.build = BUILD,
			.ticks = (uint64_t)n << 33,
		};
		frames_add(&stream, head, payload, payload_of(n, payload));
		ends[n] = stream.used;
	}
	return 0;
}

/* Every frame that comes out is exactly one that went in. */
static void see(void *context, const struct frame *f)
{
	struct seen *s = context;
	uint8_t payload[K5_LOG_MAX + 4];
	unsigned number = f->payload[0];

	assert_true(number < FRAMES);
	assert_int_equal(f->length, payload_of(number, payload));
	assert_memory_equal(f->payload, payload, f->length);
	assert_int_equal(f->kind, K5_LOG_RECORD);
	assert_int_equal(f->level, K5_LEVEL_INFO);
	assert_int_equal(f->task, number % 3);
	assert_int_equal(f->build, BUILD);
	assert_true(f->ticks == (uint64_t)number << 33);
	s->number[s->count++] = number;
	s->damaged += f->damaged;
	s->dropped += f->dropped;
}

static struct seen decode(const uint8_t *bytes, size_t length)
{
	struct decoder d = {0};
	struct seen s = {0};

	decoder_feed(&d, bytes, length, see, &s);
	return s;
}

static void whole(void **state)
{
	struct seen s = decode(stream.bytes, stream.used);

	(void)state;
	assert_int_equal(s.count, FRAMES);
	for (unsigned n = 0; n < FRAMES; n++) {
		assert_int_equal(s.number[n], n);
	}
	assert_int_equal(s.damaged, 0);
	assert_int_equal(s.dropped, 5);
}

static void byte_by_byte(void **state)
{
	struct decoder d = {0};
	struct seen s = {0};

	(void)state;
	for (size_t i = 0; i < stream.used; i++) {
		decoder_feed(&d, stream.bytes + i, 1, see, &s);
	}
	assert_int_equal(s.count, FRAMES);
}

/* The first frame that lies wholly behind `start`. */
static unsigned first_after(size_t start)
{
	unsigned n = 0;

	while (n < FRAMES && (n == 0 ? 0 : ends[n - 1]) < start) {
		n++;
	}
	return n;
}

static void started_at_every_byte(void **state)
{
	(void)state;
	for (size_t start = 0; start < stream.used; start++) {
		struct seen s =
			decode(stream.bytes + start, stream.used - start);
		unsigned first = first_after(start);

		assert_int_equal(s.count, FRAMES - first);
		assert_int_equal(s.damaged, 0);
		for (size_t i = 0; i < s.count; i++) {
			assert_int_equal(s.number[i], first + i);
		}
	}
}

static void stopped_at_every_byte(void **state)
{
	(void)state;
	for (size_t stop = 0; stop <= stream.used; stop++) {
		struct seen s = decode(stream.bytes, stop);
		size_t expected = 0;

		while (expected < FRAMES && ends[expected] <= stop) {
			expected++;
		}
		assert_int_equal(s.count, expected);
	}
}

/* Bytes are lost: so are the frames they were in, and with an end mark the next. */
static void cut_at_every_byte(void **state)
{
	static uint8_t bytes[sizeof(stream.bytes)];

	(void)state;
	for (size_t cut = 1; cut <= 40; cut += 13) {
		for (size_t at = ends[0]; at + cut < ends[FRAMES - 2]; at++) {
			memcpy(bytes, stream.bytes, at);
			memcpy(bytes + at, stream.bytes + at + cut,
			       stream.used - at - cut);
			struct seen s = decode(bytes, stream.used - cut);
			unsigned before = first_after(at + 1) - 1;
			unsigned after = first_after(at + cut);

			assert_true(s.count + 1 >= before + FRAMES - after);
			assert_true(s.count < FRAMES);
			assert_true(s.damaged <= 1);
			assert_int_equal(s.number[s.count - 1], FRAMES - 1);
		}
	}
}

/* No flipped bit goes unseen, and each costs at most two frames. */
static void every_bit_flipped(void **state)
{
	(void)state;
	for (size_t at = 0; at < stream.used; at++) {
		for (unsigned bit = 0; bit < 8; bit++) {
			stream.bytes[at] ^= (uint8_t)(1u << bit);
			struct seen s = decode(stream.bytes, stream.used);
			stream.bytes[at] ^= (uint8_t)(1u << bit);

			assert_in_range(s.count, FRAMES - 2, FRAMES - 1);
		}
	}
}

static void noise_before_and_between(void **state)
{
	static uint8_t bytes[sizeof(stream.bytes)];
	size_t used = 0;

	(void)state;
	for (unsigned n = 0; n < FRAMES; n++) {
		size_t start = n == 0 ? 0 : ends[n - 1];

		memset(bytes + used, 'x', 500);
		used += 500;
		bytes[used++] = 0;
		memcpy(bytes + used, stream.bytes + start, ends[n] - start);
		used += ends[n] - start;
		bytes[used++] = 0; /* empty pieces are no damage */
	}
	struct seen s = decode(bytes, used);
	assert_int_equal(s.count, FRAMES);
	assert_int_equal(s.damaged, FRAMES - 1);
}

/* Frames that are too short, or longer than any frame is. */
static void odd_sizes(void **state)
{
	static struct frames f;
	struct frame_head head = {.build = 1};
	uint8_t payload[256] = {0};
	struct seen s;

	(void)state;
	frames_add(&f, head, payload, 200);
	s = decode(f.bytes, f.used);
	assert_int_equal(s.count, 0);

	/* with a right sum, but too short for a header */
	for (size_t length = 0; length < K5_LOG_HEADER; length++) {
		f.used = 0;
		frames_add_bytes(&f, payload, length);
		s = decode(f.bytes, f.used);
		assert_int_equal(s.count, 0);
	}
}

/* The paper's own example and the edges of a code byte. */
static void cobs_examples(void **state)
{
	uint8_t a[] = {3, 0x11, 0x22, 2, 0x33};
	uint8_t b[] = {1, 1};
	uint8_t c[] = {1};

	(void)state;
	assert_int_equal(cobs_decode(a, 5), 4);
	assert_memory_equal(a, "\x11\x22\x00\x33", 4);
	assert_int_equal(cobs_decode(b, 2), 1);
	assert_int_equal(b[0], 0);
	assert_int_equal(cobs_decode(c, 1), 0);
}

static void cobs_round_trips(void **state)
{
	uint8_t raw[600];
	uint8_t wire[700];

	(void)state;
	for (size_t length = 1; length <= sizeof(raw); length++) {
		for (unsigned every = 1; every < 300; every += 37) {
			for (size_t i = 0; i < length; i++) {
				raw[i] = (uint8_t)(i % every ? i | 1 : 0);
			}
			size_t n = stuff(wire, raw, length);
			assert_null(memchr(wire, 0, n));
			assert_int_equal(cobs_decode(wire, n), length);
			assert_memory_equal(wire, raw, length);
		}
	}
}

static void cobs_refusals(void **state)
{
	uint8_t beyond[] = {4, 1, 1};
	uint8_t zero_code[] = {2, 1, 0, 1};
	uint8_t zero_inside[] = {4, 1, 0, 1};

	(void)state;
	assert_int_equal(cobs_decode(beyond, 3), COBS_BAD);
	assert_int_equal(cobs_decode(zero_code, 4), COBS_BAD);
	assert_int_equal(cobs_decode(zero_inside, 4), COBS_BAD);
	assert_int_equal(cobs_decode(beyond, 0), COBS_BAD);
}

static void fletcher_vectors(void **state)
{
	(void)state;
	assert_int_equal(fletcher16((const uint8_t *)"abcde", 5), 0xcdf1);
	assert_int_equal(fletcher16((const uint8_t *)"abcdef", 6), 0x2658);
	assert_int_equal(fletcher16((const uint8_t *)"abcdefgh", 8), 0x0e28);
	assert_int_equal(fletcher16((const uint8_t *)"", 0), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole),
		cmocka_unit_test(byte_by_byte),
		cmocka_unit_test(started_at_every_byte),
		cmocka_unit_test(stopped_at_every_byte),
		cmocka_unit_test(cut_at_every_byte),
		cmocka_unit_test(every_bit_flipped),
		cmocka_unit_test(noise_before_and_between),
		cmocka_unit_test(odd_sizes),
		cmocka_unit_test(cobs_examples),
		cmocka_unit_test(cobs_round_trips),
		cmocka_unit_test(cobs_refusals),
		cmocka_unit_test(fletcher_vectors),
	};
	return cmocka_run_group_tests_name("decode", tests, make_stream, NULL);
}
