/*
 * test_random.c - the whole surface at once, a million steps and more
 *
 *      K5_SEED=n     the run to have again
 *      K5_STEPS=n    how far
 */
#include "cast.h"
#include "chaos.h"

static struct chaos chaos;

static const struct chaos_mix mix = {.new_world = 300,
				     .derive = 20,
				     .give = 6,
				     .fault = 400,
				     .irq = 20,
				     .early_tick = 30,
				     .console = 40,
				     .end = 60,
				     .pass_most = 20,
				     .nonsense = 12};

/*
 * From K5_SEED or `seed`, for K5_STEPS or `most`. True if that is far enough for
 * what comes once in some thousand steps to have come.
 */
static bool play(uint64_t seed, uint64_t most, struct chaos_mix how)
{
	uint64_t steps = chaos_number("K5_STEPS", most);

	chaos_start(&chaos, chaos_number("K5_SEED", seed), how);
	while (chaos.step < steps)
		chaos_step(&chaos);
	print_message("%llu steps, %u apps, %llu gifts, %llu loans\n",
		      (unsigned long long)steps, chaos.world,
		      (unsigned long long)chaos.gifts,
		      (unsigned long long)chaos.loans);
	return steps >= 100000;
}

static void c17_nothing_a_task_does_breaks_the_kernel(void **state)
{
	(void)state;
	if (play(20261122, 1200000, mix)) {
		/* every outcome was seen: no row of refusals */
		for (unsigned e = K5_OK; e <= K5_ERR_LATE; e++) {
			if (e != K5_ERR_DEAD && e != K5_ERR_FULL &&
			    chaos.said[e] == 0)
				fail_msg("status %u never came", e);
		}
	}
}

static void c06_authority_is_never_made_of_nothing(void **state)
{
	const struct chaos_mix names = {.new_world = 200,
					.pass_most = 3,
					.names = 4,
					.derive = 3,
					.give = 2,
					.nonsense = 6};

	(void)state;
	if (play(6, 1000000, names))
		assert_true(chaos.gifts > chaos.step / 10000);
}

static void c08_who_writes_memory_is_alone_with_it(void **state)
{
	const struct chaos_mix travel = {.new_world = 400,
					 .pass_most = 3,
					 .derive = 12,
					 .give = 1,
					 .fault = 300,
					 .end = 100,
					 .nonsense = 40};

	(void)state;
	if (play(8, 1000000, travel))
		assert_true(chaos.loans > chaos.step / 4000);
}

int group_random(void)
{
	ADD(c17_nothing_a_task_does_breaks_the_kernel);
	ADD(c06_authority_is_never_made_of_nothing);
	ADD(c08_who_writes_memory_is_alone_with_it);
	return run_group_of("random");
}
