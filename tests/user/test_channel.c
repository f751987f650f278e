/*
 * test_channel.c - the ring: order, full, empty, and a peer that lies
 *
 * Both ends live here; the shared region is allocated to the byte, so what is
 * read or written beside it is a fault of the sanitizer.
 */
#include "trap.h"

#include <k5/channel.h>
#include <stdlib.h>
#include <string.h>

enum {
	ENTRY = 12,
	ENTRIES = 4,
	HEADER = 16,
	SIZE = HEADER + ENTRY * (ENTRIES + 3), /* not a power of two */
	WAKE = 5,
	BITS = 0x10
};

/* The words at the start of the region: channel.c has them. */
enum {
	HEAD,
	TAIL,
	ASLEEP,
	DROPPED
};

struct pair {
	uint32_t *memory;
	struct k5_channel_end to, from;
};

static struct k5_channel over(void *memory, size_t size)
{
	return (struct k5_channel){.memory = memory,
				   .size = size,
				   .entry_size = ENTRY,
				   .wake = {WAKE},
				   .bits = BITS};
}

static struct pair opened(void)
{
	struct pair p = {.memory = malloc(SIZE)};

	assert_non_null(p.memory);
	memset(p.memory, 0xa5, SIZE);
	trap_reset();
	assert_int_equal(k5_channel_open_recv(&p.from, over(p.memory, SIZE)),
			 K5_OK);
	assert_int_equal(k5_channel_open_send(&p.to, over(p.memory, SIZE)),
			 K5_OK);
	k5_channel_heard(&p.from, BITS);
	return p;
}

static enum k5_err put(struct pair *p, uint8_t value)
{
	uint8_t entry[ENTRY];

	memset(entry, value, sizeof(entry));
	return k5_channel_send(&p->to, entry);
}

static enum k5_err take(struct pair *p, uint8_t *value)
{
	uint8_t entry[ENTRY];
	enum k5_err e = k5_channel_try_recv(&p->from, entry);

	*value = entry[0];
	for (unsigned i = 1; e == K5_OK && i < ENTRY; i++)
		assert_int_equal(entry[i], entry[0]);
	return e;
}

static void comes_out_in_order(void **state)
{
	(void)state;
	struct pair p = opened();
	uint8_t value;

	for (unsigned i = 0; i < 1000; i++) {
		unsigned burst = 1 + i % ENTRIES;

		for (unsigned j = 0; j < burst; j++)
			assert_int_equal(put(&p, (uint8_t)(i + j)), K5_OK);
		for (unsigned j = 0; j < burst; j++) {
			assert_int_equal(take(&p, &value), K5_OK);
			assert_int_equal(value, (uint8_t)(i + j));
		}
		assert_int_equal(take(&p, &value), K5_ERR_AGAIN);
	}
	free(p.memory);
}

/* Counters pass 2^32 and nobody notices. */
static void counters_wrap(void **state)
{
	(void)state;
	struct pair p = opened();
	uint8_t value;

	p.to.count = p.from.count = UINT32_MAX - 1;
	p.memory[HEAD] = p.memory[TAIL] = UINT32_MAX - 1;
	for (unsigned i = 0; i < ENTRIES; i++)
		assert_int_equal(put(&p, (uint8_t)i), K5_OK);
	assert_int_equal(put(&p, 99), K5_ERR_AGAIN);
	for (unsigned i = 0; i < ENTRIES; i++) {
		assert_int_equal(take(&p, &value), K5_OK);
		assert_int_equal(value, i);
	}
	assert_int_equal(take(&p, &value), K5_ERR_AGAIN);
	free(p.memory);
}

static void full_is_refused_and_counted(void **state)
{
	(void)state;
	struct pair p = opened();
	uint8_t value;

	for (unsigned i = 0; i < ENTRIES; i++)
		assert_int_equal(put(&p, (uint8_t)i), K5_OK);
	assert_int_equal(put(&p, 77), K5_ERR_AGAIN);
	assert_int_equal(put(&p, 78), K5_ERR_AGAIN);
	assert_int_equal(p.to.dropped, 2);
	assert_int_equal(k5_channel_missed(&p.from), 2);
	assert_int_equal(take(&p, &value), K5_OK);
	assert_int_equal(value, 0);
	assert_int_equal(put(&p, 4), K5_OK);
	for (uint8_t i = 1; i <= ENTRIES; i++) {
		assert_int_equal(take(&p, &value), K5_OK);
		assert_int_equal(value, i);
	}
	free(p.memory);
}

/* The kernel is called to open, and then only for one who sleeps. */
static void wakes_only_a_sleeper(void **state)
{
	(void)state;
	struct pair p = opened();
	uint8_t value;

	assert_int_equal(trap.calls, 1);
	assert_int_equal(put(&p, 1), K5_OK);
	assert_false(k5_channel_may_sleep(&p.from));
	assert_int_equal(put(&p, 2), K5_OK);
	assert_int_equal(trap.calls, 1);
	assert_int_equal(take(&p, &value), K5_OK);
	assert_int_equal(take(&p, &value), K5_OK);
	assert_true(k5_channel_may_sleep(&p.from));
	assert_int_equal(put(&p, 3), K5_OK);
	assert_int_equal(trap.calls, 2);
	assert_int_equal(trap.asked.arg[K5_ARG_NUMBER], K5_SYS_notify);
	assert_int_equal(trap.asked.arg[K5_ARG_SLOT], WAKE);
	assert_int_equal(trap.asked.arg[K5_ARG_WORD], BITS);
	assert_int_equal(put(&p, 4), K5_OK);
	assert_int_equal(trap.calls, 2);
	free(p.memory);
}

/* Memory that nobody set up is not looked at: it may hold anything. */
static void unheard_is_empty(void **state)
{
	(void)state;
	struct pair p = opened();
	uint8_t value;

	assert_int_equal(put(&p, 1), K5_OK);
	assert_int_equal(k5_channel_open_recv(&p.from, over(p.memory, SIZE)),
			 K5_OK);
	assert_int_equal(take(&p, &value), K5_ERR_AGAIN);
	assert_true(k5_channel_may_sleep(&p.from));
	assert_int_equal(p.memory[ASLEEP], 0);
	assert_int_equal(k5_channel_missed(&p.from), 0);
	k5_channel_heard(&p.from, ~(k5_word_t)BITS);
	assert_int_equal(take(&p, &value), K5_ERR_AGAIN);
	k5_channel_heard(&p.from, BITS);
	assert_int_equal(take(&p, &value), K5_OK);
	free(p.memory);
}

static void waits_until_told(void **state)
{
	(void)state;
	struct pair p = opened();
	uint8_t entry[ENTRY];

	assert_int_equal(put(&p, 9), K5_OK);
	assert_int_equal(k5_channel_open_recv(&p.from, over(p.memory, SIZE)),
			 K5_OK);
	trap.answer.arg[K5_ARG_WORD] = BITS;
	assert_int_equal(k5_channel_recv(&p.from, entry), K5_OK);
	assert_int_equal(trap.asked.arg[K5_ARG_NUMBER], K5_SYS_wait);
	assert_int_equal(entry[ENTRY - 1], 9);

	trap.answer.arg[K5_ARG_STATUS] = K5_ERR_RIGHT;
	assert_int_equal(k5_channel_recv(&p.from, entry), K5_ERR_RIGHT);
	free(p.memory);
}

static void sizes_that_fit_nothing(void **state)
{
	(void)state;
	uint32_t memory[SIZE / 4];
	struct k5_channel_end end;
	struct k5_channel c = over(memory, HEADER + ENTRY - 1);

	assert_int_equal(k5_channel_open_recv(&end, c), K5_ERR_RANGE);
	c.size = HEADER - 1;
	assert_int_equal(k5_channel_open_send(&end, c), K5_ERR_RANGE);
	c.size = SIZE;
	c.entry_size = 0;
	assert_int_equal(k5_channel_open_send(&end, c), K5_ERR_RANGE);
	c.entry_size = SIZE_MAX;
	assert_int_equal(k5_channel_open_send(&end, c), K5_ERR_RANGE);
	c.size = HEADER + ENTRY;
	c.entry_size = ENTRY;
	assert_int_equal(k5_channel_open_recv(&end, c), K5_OK);
	assert_int_equal(end.entries, 1);
}

static void nonsense_is_named_and_left_behind(void **state)
{
	(void)state;
	struct pair p = opened();
	uint8_t value;

	p.memory[HEAD] = ENTRIES + 1;
	assert_int_equal(take(&p, &value), K5_ERR_RANGE);
	assert_int_equal(take(&p, &value), K5_ERR_AGAIN);
	p.memory[HEAD] = ENTRIES + 2;
	assert_int_equal(take(&p, &value), K5_OK);
	free(p.memory);
}

static void a_receiver_that_lies_gets_nothing_more(void **state)
{
	(void)state;
	struct pair p = opened();

	assert_int_equal(put(&p, 1), K5_OK);
	p.memory[TAIL] = 2; /* took what was never sent */
	assert_int_equal(put(&p, 2), K5_ERR_AGAIN);
	p.memory[TAIL] = 0x80000000;
	assert_int_equal(put(&p, 2), K5_ERR_AGAIN);
	free(p.memory);
}

/*
 * Any words, at any time, from the other side: nothing beside the ring is
 * touched, which the sanitizer sees, and no more is given than was offered.
 */
static void any_lie_stays_in_the_ring(void **state)
{
	(void)state;
	struct pair p = opened();
	uint32_t seed = 7;
	uint8_t value;

	for (unsigned i = 0; i < 200000; i++) {
		seed = seed * 1664525 + 1013904223;

		uint32_t lie = seed >> (seed >> 27);

		p.memory[seed >> 4 & 3] = seed & 0x100 ? lie : ~lie;
		if (seed & 0x200)
			(void)put(&p, (uint8_t)i);
		(void)k5_channel_may_sleep(&p.from);
		enum k5_err e =
			k5_channel_try_recv(&p.from, (uint8_t[ENTRY]){0});
		assert_true(e == K5_OK || e == K5_ERR_AGAIN ||
			    e == K5_ERR_RANGE);
	}
	/* and once it stops lying, it is heard again */
	k5_channel_open_send(&p.to, over(p.memory, SIZE));
	k5_channel_open_recv(&p.from, over(p.memory, SIZE));
	k5_channel_heard(&p.from, BITS);
	assert_int_equal(put(&p, 3), K5_OK);
	assert_int_equal(take(&p, &value), K5_OK);
	assert_int_equal(value, 3);
	free(p.memory);
}

const struct CMUnitTest channel_tests[] = {
	cmocka_unit_test(comes_out_in_order),
	cmocka_unit_test(counters_wrap),
	cmocka_unit_test(full_is_refused_and_counted),
	cmocka_unit_test(wakes_only_a_sleeper),
	cmocka_unit_test(unheard_is_empty),
	cmocka_unit_test(waits_until_told),
	cmocka_unit_test(sizes_that_fit_nothing),
	cmocka_unit_test(nonsense_is_named_and_left_behind),
	cmocka_unit_test(a_receiver_that_lies_gets_nothing_more),
	cmocka_unit_test(any_lie_stays_in_the_ring),
};
const size_t channel_test_count =
	sizeof(channel_tests) / sizeof(channel_tests[0]);
