/*
 * test_random.c - the whole surface at once, kernel and model side by side
 *
 * Here under sanitizers, for a while; tests/random plays the same for long.
 */
#include <stdlib.h>

#include "groups.h"
#include "play.h"

enum {
	CALLS = 400000
};

/* Far enough for what comes once in some thousand calls to have come? */
static bool far(const struct chaos *c)
{
	print_message("%llu calls, %llu comparisons, %u apps, %llu gifts, "
		      "%llu loans\n",
		      (unsigned long long)c->calls,
		      (unsigned long long)c->compared, c->world,
		      (unsigned long long)c->model.seen[SEEN_GIFT],
		      (unsigned long long)c->model.seen[SEEN_LENT]);
	return c->calls >= 100000;
}

static void c17_nothing_a_task_does_breaks_the_kernel(void **state)
{
	const struct play all = {.name = "all",
				 .seed = 20261122,
				 .calls = CALLS,
				 .mix = {.new_world = 300,
					 .derive = 20,
					 .give = 6,
					 .fault = 400,
					 .irq = 20,
					 .early_tick = 30,
					 .console = 40,
					 .end = 60,
					 .pass_most = 20,
					 .nonsense = 12}};
	const struct chaos *c = play(&all);

	(void)state;
	if (far(c)) {
		/* every outcome was seen: no row of refusals */
		for (unsigned e = K5_OK; e <= K5_ERR_LATE; e++) {
			if (e != K5_ERR_DEAD && e != K5_ERR_FULL &&
			    c->said[e] == 0)
				fail_msg("status %u never came", e);
		}
	}
}

static void c06_authority_is_never_made_of_nothing(void **state)
{
	const struct play caps = {.name = "caps",
				  .seed = 6,
				  .calls = CALLS,
				  .mix = {.new_world = 200,
					  .pass_most = 3,
					  .names = 4,
					  .derive = 3,
					  .give = 2,
					  .nonsense = 6}};
	const struct chaos *c = play(&caps);

	(void)state;
	if (far(c))
		assert_true(c->model.seen[SEEN_GIFT] > c->calls / 10000);
}

static void c08_who_writes_memory_is_alone_with_it(void **state)
{
	const struct play travel = {.name = "travel",
				    .seed = 8,
				    .calls = CALLS,
				    .mix = {.new_world = 400,
					    .pass_most = 3,
					    .derive = 12,
					    .give = 1,
					    .fault = 300,
					    .end = 100,
					    .nonsense = 40}};
	const struct chaos *c = play(&travel);

	(void)state;
	if (far(c))
		assert_true(c->model.seen[SEEN_LENT] > c->calls / 4000);
}

static void c17_steps_that_failed_before(void **state)
{
	(void)state;
	play_again(getenv("K5_REPLAY"));
}

int group_random(void)
{
	if (getenv("K5_REPLAY") != NULL) {
		ADD(c17_steps_that_failed_before);
		return run_group_of("random");
	}
	ADD(c17_nothing_a_task_does_breaks_the_kernel);
	ADD(c06_authority_is_never_made_of_nothing);
	ADD(c08_who_writes_memory_is_alone_with_it);
	return run_group_of("random");
}
