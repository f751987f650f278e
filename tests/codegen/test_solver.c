/*
 * test_solver.c - places are inside, aligned, exact, apart; or refused rightly
 *
 * What the solver promises must hold for every kind of hardware. What a kind
 * can express is said again here in the hardware's own words, and compared for
 * every range of a small address space.
 */
#include "cases.h"

#include <string.h>

#include "../../codegen/solver.h"

enum {
	ROUNDS = 2000,
	WISHES = 24
};

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
		assert_int_equal(w->size, job->kind.size(&job->kind, w->bytes));
		assert_true(solver_exact(&job->kind, w->base, w->size));
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
	unsigned fitted = try_kind(solver_v8m(32), 0x00200000);

	assert_in_range(fitted, 100, ROUNDS - 100);
}

static void c04_random_eighths_are_exact(void **state)
{
	(void)state;
	unsigned fitted = try_kind(solver_v7m(32), 0x00200000);

	assert_in_range(fitted, 100, ROUNDS - 100);
}

static void c04_random_edges_are_exact(void **state)
{
	(void)state;
	unsigned fitted = try_kind(solver_pmp(4), 0x00200000);

	assert_in_range(fitted, 100, ROUNDS - 100);
}

enum {
	SPACE = 0x2000, /* bytes of the small address space */
	STEP = 32,
	CELLS = SPACE / STEP
};

/* Can one PMSAv7 region cover these bytes? Every region there is, tried. */
static bool v7m_can(uint32_t base, uint32_t size)
{
	for (uint32_t whole = STEP; whole <= SPACE; whole *= 2) {
		uint32_t at = base / whole * whole;
		uint32_t piece = whole >= 256 ? whole / 8 : whole;
		uint32_t covered = 0, wrong = 0;

		for (uint32_t p = at; p < at + whole; p += piece) {
			bool in = p < base + size && p + piece > base;

			covered += in ? piece : 0;
			wrong += in && (p < base || p + piece > base + size);
		}
		if (covered == size && wrong == 0)
			return true;
	}
	return false;
}

/* Each range, once by the solver and once by the hardware's rule. */
static void c04_eighths_are_what_v7m_can_express(void **state)
{
	(void)state;
	static bool possible[CELLS + 1][CELLS + 1];
	const struct solver_kind kind = solver_v7m(STEP);
	unsigned exact = 0;

	for (uint32_t i = 0; i < CELLS; i++)
		for (uint32_t n = 1; i + n <= CELLS; n++) {
			possible[i][n] = v7m_can(i * STEP, n * STEP);
			exact += possible[i][n];
			assert_int_equal(
				solver_exact(&kind, i * STEP, n * STEP),
				possible[i][n]);
		}
	assert_in_range(exact, 1000, CELLS * CELLS / 2);

	for (uint32_t bytes = 1; bytes <= SPACE; bytes++) {
		uint32_t n = (bytes + STEP - 1) / STEP;

		while (!possible[0][n]) /* what fits nowhere does not at 0 */
			n++;
		assert_int_equal(kind.size(&kind, bytes), n * STEP);
		for (uint32_t i = 0; i < CELLS && n * STEP == bytes; i++) {
			uint64_t at = kind.place(&kind, i * STEP, bytes);
			uint32_t j = i;

			while (j + n <= CELLS && !possible[j][n])
				j++;
			if (j + n <= CELLS)
				assert_int_equal(at, j * STEP);
		}
	}
}

/* A whole block, an eighth of it, and one eighth too many. */
static void c04_eighths_at_their_edges(void **state)
{
	(void)state;
	const struct solver_kind kind = solver_v7m(32);

	assert_int_equal(kind.size(&kind, 256), 256);
	assert_int_equal(kind.size(&kind, 257), 320);
	assert_true(solver_exact(&kind, 0x20000020, 0xe0));
	assert_false(solver_exact(&kind, 0x20000020, 0x100));
	assert_true(solver_exact(&kind, 0xe0000000, 0x20000000));
	assert_false(solver_exact(&kind, 0x20000010, 32));
	assert_false(solver_exact(&kind, 0x20000000, 0));
	assert_int_equal(kind.size(&kind, 0xffffffff), 0x100000000);
}

/* A gap before a large region is filled by a small one. */
static void c04_gaps_are_filled(void **state)
{
	(void)state;
	const struct solver_memory memory = {0x8000, 0x2000, 0x20};
	struct solver_wish w[] = {
		{.bytes = 0x800}, {.bytes = 0x1000}, {.bytes = 0x700}};
	struct solver_job job = {solver_v7m(32), &memory, 1, w, 3};
	struct solver_failure f;

	assert_true(solver_place(&job, &f));
	assert_true(solver_ok(&job));
	assert_int_equal(w[1].base, 0x9000);
	assert_in_range(w[2].base, 0x8020, 0x8fff);
}

/*
 * Naive is what v7-M ports do: powers of two in the order of app.toml. Never
 * worse, and over many apps a fifth less.
 */
static void c04_eighths_beat_powers_of_two(void **state)
{
	(void)state;
	const struct solver_memory memory = {0x20000000, 0x400000, 0x2000};
	uint64_t ours = 0, naive = 0;
	uint32_t seed = 3;

	for (int round = 0; round < 200; round++) {
		struct solver_wish w[8] = {0};
		struct solver_job job = {solver_v7m(32), &memory, 1, w, 8};
		struct solver_failure f;
		uint64_t at = 0x2000, end = 0x2000;

		for (size_t i = 0; i < 8; i++) {
			uint64_t whole = 32;

			w[i].bytes = 1 + scramble(&seed) % 0x3000;
			while (whole < w[i].bytes)
				whole *= 2;
			at = (at + whole - 1) / whole * whole + whole;
		}
		assert_true(solver_place(&job, &f));
		for (size_t i = 0; i < 8; i++)
			if (w[i].base + w[i].size - 0x20000000ull > end)
				end = w[i].base + w[i].size - 0x20000000ull;
		assert_true(end <= at);
		ours += end - 0x2000;
		naive += at - 0x2000;
	}
	assert_true(ours * 5 < naive * 4);
}

static void c04_kinds_have_names(void **state)
{
	(void)state;
	struct solver_kind kind;

	assert_true(solver_named(&kind, "v8m", 32));
	assert_int_equal(kind.guard, 0);
	assert_true(solver_named(&kind, "v7m", 32));
	assert_int_equal(kind.guard, 32);
	assert_true(solver_named(&kind, "pmp", 4));
	assert_string_equal(kind.name, "pmp");
	assert_false(solver_named(&kind, "v9m", 32));
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
	struct solver_job job = {solver_v8m(32), &memory, 1, w, 5};
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
	struct solver_job job = {solver_v8m(32), &memory, 1, w, 2};
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
	struct solver_job job = {solver_v8m(32), &memory, 1, w, 3};
	struct solver_failure f;

	assert_true(solver_place(&job, &f));
	assert_int_equal(w[1].base, 0x8000);
	assert_int_equal(w[2].base, 0x8040);
	assert_int_equal(w[0].base, 0x8020); /* the gap */
}

static void c04_top_of_memory_does_not_wrap(void **state)
{
	(void)state;
	const struct solver_memory memory = {0xfffff000, 0x1000, 0};
	struct solver_wish w[] = {{.bytes = 0xfe0}, {.bytes = 32}};
	struct solver_job job = {solver_v8m(32), &memory, 1, w, 2};
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
	struct solver_job job = {solver_v8m(32), &memory, 1, w, 1};
	struct solver_failure f;

	assert_false(solver_place(&job, &f));
	assert_int_equal(f.free, 0);
}

static void c04_ok_sees_what_is_wrong(void **state)
{
	(void)state;
	const struct solver_memory memory = {0x1000, 0x400, 0x40};
	struct solver_wish w[] = {{.bytes = 64}, {.bytes = 64}};
	struct solver_job job = {solver_v8m(32), &memory, 1, w, 2};
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
		cmocka_unit_test(c04_random_eighths_are_exact),
		cmocka_unit_test(c04_random_edges_are_exact),
		cmocka_unit_test(c04_eighths_are_what_v7m_can_express),
		cmocka_unit_test(c04_eighths_at_their_edges),
		cmocka_unit_test(c04_gaps_are_filled),
		cmocka_unit_test(c04_eighths_beat_powers_of_two),
		cmocka_unit_test(c04_kinds_have_names),
		cmocka_unit_test(c04_granules_waste_only_rounding),
		cmocka_unit_test(c04_exactly_full_fits_one_more_does_not),
		cmocka_unit_test(c04_largest_alignment_comes_first),
		cmocka_unit_test(c04_top_of_memory_does_not_wrap),
		cmocka_unit_test(c04_reservation_above_memory_is_a_failure),
		cmocka_unit_test(c04_ok_sees_what_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
