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

static const char *const events[] = {
#define MODEL_EVENT(name, text) [SEEN_##name] = text,
	MODEL_EVENTS(MODEL_EVENT)
#undef MODEL_EVENT
};

/* Of a million calls so many at least, or the run was blind: a third of the usual. */
static const uint32_t floors[] = {
	[SEEN_MET] = 25000,   [SEEN_ANSWERED] = 15000, [SEEN_COPIED] = 9000,
	[SEEN_GIFT] = 4000,   [SEEN_LENT] = 700,       [SEEN_UNLENT] = 700,
	[SEEN_MOVED] = 350,   [SEEN_LATE] = 8000,      [SEEN_DEAD] = 400,
	[SEEN_LOST] = 130,    [SEEN_AWAY] = 1300,      [SEEN_BITS] = 3000,
	[SEEN_STARTED] = 350, [SEEN_SET] = 5000};

/* Far enough for what comes once in some thousand calls to have come? */
static bool far(const struct chaos *c)
{
	bool far = c->calls >= 100000;

	print_message("%llu calls, %llu comparisons, %u apps\n",
		      (unsigned long long)c->calls,
		      (unsigned long long)c->compared, c->world);
	for (unsigned i = 0; i < SEEN_ALL; i++) {
		uint64_t seen = c->model.seen[i];

		print_message("seen %llu %s\n", (unsigned long long)seen,
			      events[i]);
		if (far && seen * 1000000 < c->calls * floors[i])
			fail_msg("%llu calls, and only %llu %s",
				 (unsigned long long)c->calls,
				 (unsigned long long)seen, events[i]);
	}
	return far;
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
					  .names = 10,
					  .derive = 4,
					  .give = 2,
					  .nonsense = 6}};

	(void)state;
	far(play(&caps));
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

	(void)state;
	far(play(&travel));
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
