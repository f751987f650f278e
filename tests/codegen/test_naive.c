/*
 * test_naive.c - the solver against laying one region behind the other
 */
#include "cases.h"

#include "../../codegen/solver.h"

/* Behind the last region, from the start of the memory. */
static uint64_t used_by(const struct solver_job *job)
{
	uint64_t end = job->memories[0].base + job->memories[0].used;

	for (size_t i = 0; i < job->wish_count; i++) {
		const struct solver_wish *w = &job->wishes[i];

		if ((uint64_t)w->base + w->size > end)
			end = (uint64_t)w->base + w->size;
	}
	return end - job->memories[0].base;
}

/* In no round worse; returns what all rounds together gained. */
static uint64_t gain(struct solver_kind kind)
{
	const struct solver_memory memory = {0x20000000, 0x800000, 0x2000};
	uint64_t gained = 0;
	uint32_t seed = 5;

	for (int round = 0; round < 500; round++) {
		struct solver_wish w[9] = {0};
		struct solver_job job = {kind, &memory, 1, w, 9};
		struct solver_failure f;

		for (size_t i = 0; i < 9; i++) {
			w[i].bytes = 1 + scramble(&seed) % 0x3000;
			w[i].align = 4u << scramble(&seed) % 8;
		}
		uint64_t naive = solver_naive(&job, 0) - memory.base;
		assert_true(solver_place(&job, &f));
		assert_true(used_by(&job) <= naive);
		gained += naive - used_by(&job);
	}
	return gained;
}

static void c04_never_worse_than_one_behind_the_other(void **state)
{
	(void)state;
	assert_true(gain(solver_v8m(32)) > 0);
	assert_true(gain(solver_v7m(32)) > 500 * 0x800);
	assert_true(gain(solver_pmp(4)) > 500 * 0x800);
}

int cases_naive(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(c04_never_worse_than_one_behind_the_other),
	};

	return cmocka_run_group_tests_name("naive", tests, NULL, NULL);
}
