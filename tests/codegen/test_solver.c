/*
 * test_solver.c - places are inside, aligned, exact, apart; or refused rightly
 *
 * Besides the part's granules a second kind is tried, which no board has yet:
 * powers of two whose upper eighths may be cut off, as v7-M has them. What the
 * solver promises must hold for both.
 */
#include "cases.h"

#include <string.h>

#include "../../codegen/solver.h"

enum {
	ROUNDS = 2000,
	WISHES = 24
};

static struct solver_shape eighths(const struct solver_kind *kind,
				   uint32_t bytes)
{
	uint64_t whole = kind->granule;

	while (whole < bytes)
		whole *= 2;
	uint64_t eighth = whole >= 256 ? whole / 8 : whole;
	return (struct solver_shape){
		.size = (bytes + eighth - 1) / eighth * eighth, .align = whole};
}

static struct solver_kind subregions(void)
{
	return (struct solver_kind){.granule = 32, .shape = eighths};
}

/* What solver_ok says, said again in another way: by colouring bytes. */
static void assert_apart(const struct solver_job *job, size_t memory)
{
	static uint8_t color[1 << 16];
	const struct solver_memory *m = &job->memories[memory];

	memset(color, 0, sizeof(color));
	assert_true(m->size <= sizeof(color));
	for (size_t i = 0; i < job->wish_count; i++) {
		const struct solver_wish *w = &job->wishes[i];

		if (w->memory != memory)
			continue;
		for (uint32_t j = 0; j < w->size; j++) {
			uint32_t at = w->base + j - m->base;
			assert_true(at >= m->used && at < m->size);
			assert_int_equal(color[at]++, 0);
		}
	}
}

static void assert_exact(const struct solver_job *job)
{
	for (size_t i = 0; i < job->wish_count; i++) {
		const struct solver_wish *w = &job->wishes[i];

		if (w->bytes == 0) {
			assert_int_equal(w->size, 0);
			continue;
		}
		struct solver_shape s = job->kind.shape(&job->kind, w->bytes);
		assert_int_equal(w->size, s.size);
		assert_int_equal(w->base % s.align, 0);
		if (w->align)
			assert_int_equal(w->base % w->align, 0);
		assert_true(w->size >= w->bytes);
	}
}

static void random_wishes(struct solver_wish *wishes, uint32_t *seed,
			  uint32_t largest)
{
	for (size_t i = 0; i < WISHES; i++)
		wishes[i] =
			(struct solver_wish){.memory = scramble(seed) % 2,
					     .bytes = scramble(seed) % largest,
					     .align = 1u << scramble(seed) % 9};
}

/* Random wishes of one kind; returns how many rounds fitted. */
static unsigned try_kind(struct solver_kind kind, uint32_t base)
{
	const struct solver_memory memories[] = {{base, 0x8000, 0x400},
						 {0x28000000, 0x8000, 0x300}};
	struct solver_wish wishes[WISHES];
	struct solver_job job = {.kind = kind,
				 .memories = memories,
				 .memory_count = 2,
				 .wishes = wishes,
				 .wish_count = WISHES};
	uint32_t seed = 7;
	unsigned fitted = 0;

	for (int round = 0; round < ROUNDS; round++) {
		struct solver_failure f = {0};

		random_wishes(wishes, &seed, 1 + (uint32_t)round * 3);
		if (!solver_place(&job, &f)) {
			assert_true(f.needed > f.free);
			continue;
		}
		fitted++;
		assert_true(solver_ok(&job));
		assert_exact(&job);
		assert_apart(&job, 0);
		assert_apart(&job, 1);
	}
	return fitted;
}

static void c04_random_granules_are_exact(void **state)
{
	(void)state;
	unsigned fitted = try_kind(solver_granules(32), 0x00200000);

	assert_in_range(fitted, 100, ROUNDS - 100);
}

static void c04_random_subregions_are_exact(void **state)
{
	(void)state;
	unsigned fitted = try_kind(subregions(), 0x00200000);

	assert_in_range(fitted, 100, ROUNDS - 100);
}

/* Without alignments of their own, granules leave nothing unused between. */
static void c04_granules_waste_only_rounding(void **state)
{
	(void)state;
	const struct solver_memory memory = {0x1000, 0x1000, 0x20};
	struct solver_wish w[] = {{.bytes = 1},
				  {.bytes = 32},
				  {.bytes = 33},
				  {.bytes = 0},
				  {.bytes = 100}};
	struct solver_job job = {solver_granules(32), &memory, 1, w, 5};
	struct solver_failure f;

	assert_true(solver_place(&job, &f));
	assert_int_equal(w[0].base, 0x1020);
	assert_int_equal(w[0].size, 32);
	assert_int_equal(w[1].base, 0x1040);
	assert_int_equal(w[2].base, 0x1060);
	assert_int_equal(w[2].size, 64);
	assert_int_equal(w[3].size, 0);
	assert_int_equal(w[4].base, 0x10a0);
	assert_int_equal(w[4].size, 128);
}

static void c04_exactly_full_fits_one_more_does_not(void **state)
{
	(void)state;
	const struct solver_memory memory = {0x2000, 0x100, 0x40};
	struct solver_wish w[] = {{.bytes = 0x80}, {.bytes = 0x40}};
	struct solver_job job = {solver_granules(32), &memory, 1, w, 2};
	struct solver_failure f;

	assert_true(solver_place(&job, &f));
	assert_int_equal(w[1].base + w[1].size, 0x2100);
	w[1].bytes++;
	assert_false(solver_place(&job, &f));
	assert_int_equal(f.memory, 0);
	assert_int_equal(f.needed, 0xe0);
	assert_int_equal(f.free, 0xc0);
}

static void c04_largest_alignment_comes_first(void **state)
{
	(void)state;
	const struct solver_memory memory = {0x8000, 0x1000, 0};
	struct solver_wish w[] = {{.bytes = 32},
				  {.bytes = 32, .align = 256},
				  {.bytes = 32, .align = 64}};
	struct solver_job job = {solver_granules(32), &memory, 1, w, 3};
	struct solver_failure f;

	assert_true(solver_place(&job, &f));
	assert_int_equal(w[1].base, 0x8000);
	assert_int_equal(w[2].base, 0x8040);
	assert_int_equal(w[0].base, 0x8060);
}

static void c04_top_of_memory_does_not_wrap(void **state)
{
	(void)state;
	const struct solver_memory memory = {0xfffff000, 0x1000, 0};
	struct solver_wish w[] = {{.bytes = 0xfe0}, {.bytes = 32}};
	struct solver_job job = {solver_granules(32), &memory, 1, w, 2};
	struct solver_failure f;

	assert_true(solver_place(&job, &f));
	assert_int_equal(w[1].base, 0xffffffe0);
	w[1].bytes = 0xffffffff;
	assert_false(solver_place(&job, &f));
	assert_true(f.needed > 0xffffffff);
	assert_int_equal(f.free, 0x1000);
}

static void c04_reservation_above_memory_is_a_failure(void **state)
{
	(void)state;
	const struct solver_memory memory = {0x1000, 0x100, 0x200};
	struct solver_wish w[] = {{.bytes = 1}};
	struct solver_job job = {solver_granules(32), &memory, 1, w, 1};
	struct solver_failure f;

	assert_false(solver_place(&job, &f));
	assert_int_equal(f.free, 0);
}

static void c04_ok_sees_what_is_wrong(void **state)
{
	(void)state;
	const struct solver_memory memory = {0x1000, 0x400, 0x40};
	struct solver_wish w[] = {{.bytes = 64}, {.bytes = 64}};
	struct solver_job job = {solver_granules(32), &memory, 1, w, 2};
	struct solver_failure f;

	assert_true(solver_place(&job, &f));
	assert_true(solver_ok(&job));
	w[1].base = w[0].base + 32; /* overlap */
	assert_false(solver_ok(&job));
	w[1].base = 0x1020; /* in the reservation */
	assert_false(solver_ok(&job));
	w[1].base = 0x13e0; /* over the end */
	assert_false(solver_ok(&job));
	w[1].base = 0x1110; /* unaligned */
	assert_false(solver_ok(&job));
	w[1].base = 0x1100;
	assert_true(solver_ok(&job));
	w[1].size = 96; /* not what was asked for */
	assert_false(solver_ok(&job));
}

int cases_solver(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(c04_random_granules_are_exact),
		cmocka_unit_test(c04_random_subregions_are_exact),
		cmocka_unit_test(c04_granules_waste_only_rounding),
		cmocka_unit_test(c04_exactly_full_fits_one_more_does_not),
		cmocka_unit_test(c04_largest_alignment_comes_first),
		cmocka_unit_test(c04_top_of_memory_does_not_wrap),
		cmocka_unit_test(c04_reservation_above_memory_is_a_failure),
		cmocka_unit_test(c04_ok_sees_what_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
