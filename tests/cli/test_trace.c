/*
 * test_trace.c - frames of events: whole, cut at every byte, and of no sense
 *
 * The encoder here is written from abi/k5/trace.h alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "../../cli/trace_decode.h"

enum {
	NOW = 1000000,
	MOST = 32
};

struct bytes {
	uint8_t byte[256];
	size_t count;
};

static struct trace_event seen[MOST];
static size_t seen_count;

static void see(void *context, const struct trace_event *event)
{
	(void)context;
	assert_true(seen_count < MOST);
	seen[seen_count++] = *event;
}

static enum trace_decoded decode(const struct bytes *b, size_t length,
				 uint8_t *kind)
{
	seen_count = 0;
	return trace_decode(b->byte, length, NOW, see, NULL, kind);
}

static void add(struct bytes *b, uint64_t n)
{
	for (; n > 0x7f; n >>= 7) {
		b->byte[b->count++] = (uint8_t)(n | 0x80);
	}
	b->byte[b->count++] = (uint8_t)n;
}

static void event(struct bytes *b, uint8_t kind, uint8_t thread, uint64_t time)
{
	b->byte[b->count++] = kind;
	b->byte[b->count++] = thread;
	add(b, time);
}

static struct bytes three(void)
{
	struct bytes b = {.count = 0};

	event(&b, K5_TRACE_SWITCH, 3, 1000);
	add(&b, K5_TRACE_NOBODY);
	add(&b, 0);
	event(&b, K5_TRACE_CHARGE, 3, 0);
	add(&b, 2);
	add(&b, 0xffffffff);
	add(&b, 0x80);
	event(&b, K5_TRACE_IRQ, K5_TRACE_NOBODY, 130);
	add(&b, 35);
	return b;
}

static void events_have_times_and_values(void **state)
{
	struct bytes b = three();
	uint8_t kind;

	(void)state;
	assert_int_equal(decode(&b, b.count, &kind), TRACE_OK);
	assert_int_equal(seen_count, 3);
	assert_int_equal(seen[0].time, NOW - 1000);
	assert_int_equal(seen[0].thread, 3);
	assert_int_equal(seen[0].value[0], K5_TRACE_NOBODY);
	assert_int_equal(seen[1].time, NOW - 1000);
	assert_int_equal(seen[1].value[1], 0xffffffff);
	assert_int_equal(seen[1].value[2], 0x80);
	assert_int_equal(seen[2].time, NOW - 870);
	assert_int_equal(seen[2].kind, K5_TRACE_IRQ);
	assert_int_equal(seen[2].value[0], 35);
}

static void cut_anywhere_it_is_whole_events_or_cut(void **state)
{
	struct bytes b = three();
	unsigned whole = 0;

	(void)state;
	for (size_t n = 0; n <= b.count; n++) {
		uint8_t *tight = malloc(
			n > 0 ? n : 1); /* so that a step beyond is seen */
		uint8_t kind;

		memcpy(tight, b.byte, n);
		seen_count = 0;
		whole += trace_decode(tight, n, NOW, see, NULL, &kind) ==
			 TRACE_OK;
		free(tight);
	}
	assert_int_equal(whole, 4); /* after none, one, two and three */
}

static void an_unknown_kind_is_named(void **state)
{
	static const uint8_t wrong[] = {0, K5_TRACE_KINDS, 0xff};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong); i++) {
		struct bytes b = three();
		uint8_t kind = 1;

		event(&b, wrong[i], 0, 0);
		assert_int_equal(decode(&b, b.count, &kind), TRACE_UNKNOWN);
		assert_int_equal(kind, wrong[i]);
		assert_int_equal(seen_count, 3);
	}
}

static void a_number_that_is_too_large_is_refused(void **state)
{
	struct bytes b = {.count = 0};
	uint8_t kind;

	(void)state;
	event(&b, K5_TRACE_IRQ, 0, 0);
	add(&b, UINT64_C(0x100000000));
	assert_int_equal(decode(&b, b.count, &kind), TRACE_CUT);
	b.count = 0;
	event(&b, K5_TRACE_IRQ, 0, 0);
	memset(b.byte + b.count, 0x80, 11);
	assert_int_equal(decode(&b, b.count + 11, &kind), TRACE_CUT);
	assert_int_equal(seen_count, 0);
}

static void a_time_may_have_64_bits(void **state)
{
	struct bytes b = {.count = 0};
	uint8_t kind;

	(void)state;
	event(&b, K5_TRACE_LEAVE, 0, NOW);
	add(&b, 0);
	event(&b, K5_TRACE_LEAVE, 0, UINT64_MAX);
	add(&b, 0);
	assert_int_equal(decode(&b, b.count, &kind), TRACE_OK);
	assert_int_equal(seen[0].time, 0);
	assert_true(seen[1].time == UINT64_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_have_times_and_values),
		cmocka_unit_test(cut_anywhere_it_is_whole_events_or_cut),
		cmocka_unit_test(an_unknown_kind_is_named),
		cmocka_unit_test(a_number_that_is_too_large_is_refused),
		cmocka_unit_test(a_time_may_have_64_bits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
