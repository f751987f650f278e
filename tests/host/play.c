/*
 * play.c - a run in a child process; what it leaves behind is made small
 *
 *      child: seed --> steps, noted in shared memory --x
 *      parent: notes of the last app --> shrink --> a file, and how to replay
 */
#include "play.h"

#include <errno.h>
#include <stdlib.h>

#include "shrink.h"

enum {
	HANG = 5000,  /* ms of a processor for one app */
	PATIENCE = 30 /* seconds to shrink for */
};

static struct run {
	struct chaos chaos;
	struct steps steps;
	struct play play;
} * shared;

static void go(struct chaos *c, const struct play *p, struct steps *steps)
{
	uint32_t world = 0;

	chaos_begin(c, chance_from(p->seed), p->mix, steps);
	while (c->calls < p->calls) {
		if (steps != NULL && c->world != world)
			guard_limit(HANG);
		world = c->world;
		chaos_step(c);
	}
}

/* By way of exit, or coverage would not count what only a child ran. */
static void go_and_exit(void *with)
{
	struct run *r = with;

	go(&r->chaos, &r->play, &r->steps);
	guard_limit(0);
	exit(0);
}

static void report(const struct steps *s, const char *name, uint64_t seed)
{
	char path[300];
	FILE *file;

	snprintf(path, sizeof(path), "%s-%s-%llu.steps",
		 program_invocation_name, name, (unsigned long long)seed);
	steps_write(stderr, s);
	file = fopen(path, "w");
	if (file == NULL) {
		print_error("cannot write %s\n", path);
		return;
	}
	steps_write(file, s);
	fclose(file);
	print_error("replay: K5_REPLAY=%s %s random\n", path,
		    program_invocation_name);
}

static void tell(const struct verdict *failure)
{
	const struct play *p = &shared->play;
	uint32_t before = shared->steps.count;

	fputs(failure->text, stderr);
	if (shrink(&shared->steps, failure, PATIENCE)) {
		print_error("%u of %u steps are left, after %u replays:\n",
			    shared->steps.count, before, shrink_tried);
		report(&shared->steps, p->name, p->seed);
	} else {
		print_error("the last app alone does not fail so; replay: "
			    "K5_SEED=%llu K5_STEPS=%llu %s random\n",
			    (unsigned long long)p->seed,
			    (unsigned long long)p->calls,
			    program_invocation_name);
	}
	fail_msg("%s failed in app %u", p->name, shared->chaos.world);
}

const struct chaos *play(const struct play *p)
{
	struct verdict verdict;

	if (shared == NULL)
		shared = guard_shared(sizeof(*shared));
	shared->play = *p;
	shared->play.seed = chaos_number("K5_SEED", p->seed);
	shared->play.calls = chaos_number("K5_STEPS", p->calls);
	print_message("K5_SEED=%llu\n", (unsigned long long)shared->play.seed);
	if (chaos_number("K5_SHRINK", 1) == 0) {
		go(&shared->chaos, &shared->play, NULL);
		return &shared->chaos;
	}
	guard(go_and_exit, shared, &verdict);
	if (!verdict.passed)
		tell(&verdict);
	return &shared->chaos;
}

void play_again(const char *path)
{
	static struct chaos chaos;
	static struct steps steps;
	FILE *file = fopen(path, "r");

	if (file == NULL || !steps_read(&steps, file))
		fail_msg("no steps in %s", path);
	fclose(file);
	guard_limit(HANG);
	chaos_replay(&chaos, &steps);
	guard_limit(0);
	print_message("%u steps, nothing failed\n", steps.count);
}
