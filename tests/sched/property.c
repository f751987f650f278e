/*
 * property.c - the analysis never promises what a simulation then breaks
 *
 *      property FIRST COUNT     sets of the seeds FIRST, FIRST + 1, ...
 *      property -v SEED         one of them, with all that ran
 *
 * Each set is analysed, then simulated; a job of an honest thread that takes
 * longer than was promised is a failure, and its seed is printed. The last
 * line says how much was promised, and how close the simulation came: an
 * analysis that promises nothing would be sound as well.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draw.h"

struct trial {
	struct draw draw;
	struct sim sim;
	struct rta_result result[RTA_THREADS];
	uint64_t longest[RTA_THREADS]; /* response seen */
	bool verbose;
	size_t broken; /* whose promise; the set's count: nobody's */
};

static struct {
	uint64_t sets, threads, promised, reached, broken;
	uint64_t why[RTA_OVERLOAD + 1];
} sum;

static void judge(struct trial *k, size_t t, uint64_t response)
{
	const struct rta_result *r = &k->result[t];

	if (k->draw.hostile[t] || r->why != RTA_BOUNDED) {
		return;
	}
	if (response > k->longest[t]) {
		k->longest[t] = response;
	}
	if (response > r->response) {
		k->broken = t;
	}
}

static void on_next(struct sim *s, size_t t, struct sim_job *job)
{
	struct trial *k = s->user;

	draw_job(&k->draw, t, s->now, job);
	if (k->verbose) {
		printf("%6" PRIu64 " %zu: next job at %" PRIu64 "\n", s->now, t,
		       job->release);
	}
}

static void on_done(struct sim *s, size_t t)
{
	struct trial *k = s->user;

	if (k->draw.set.thread[t].work > 0) {
		judge(k, t, s->now - s->thread[t].job.release);
	}
}

/* A job that is a whole budget ends when that is used up. */
static void on_ran(struct sim *s, size_t t, uint8_t as, uint64_t from,
		   uint64_t to)
{
	struct trial *k = s->user;
	const struct sim_thread *h = &s->thread[t];
	uint64_t used = h->used + (to - s->since);

	if (k->verbose) {
		printf("%6" PRIu64 "-%" PRIu64 " %zu", from, to, t);
		printf(as == SIM_NOBODY ? " kernel\n" : " as %d\n", as);
	}
	if (k->draw.set.thread[t].work == 0 && h->used < h->budget &&
	    used >= h->budget) {
		judge(k, t, to - (used - h->budget) - h->job.release);
	}
}

static void set_up(struct trial *k)
{
	const struct rta_set *set = &k->draw.set;

	memset(&k->sim, 0, sizeof(k->sim));
	k->sim.count = set->count;
	k->sim.path = set->path;
	k->sim.tick = set->tick;
	k->sim.user = k;
	k->sim.next_job = on_next;
	k->sim.job_done = on_done;
	k->sim.ran = on_ran;
	for (size_t t = 0; t < set->count; t++) {
		k->sim.thread[t].priority = set->thread[t].priority;
		k->sim.thread[t].passive = draw_serves(&k->draw, t);
		k->sim.thread[t].budget = set->thread[t].budget;
		k->sim.thread[t].period = set->thread[t].period;
	}
}

static void count(const struct trial *k)
{
	sum.sets++;
	for (size_t t = 0; t < k->draw.set.count; t++) {
		const struct rta_result *r = &k->result[t];

		if (k->draw.set.thread[t].passive || k->draw.hostile[t]) {
			continue;
		}
		sum.threads++;
		sum.why[r->why]++;
		if (r->why == RTA_BOUNDED) {
			sum.promised++;
			sum.reached += k->longest[t] == r->response;
		}
	}
}

/* True if every promise was kept. */
static bool try_seed(uint64_t seed, bool verbose)
{
	static struct trial k;

	k = (struct trial){.verbose = verbose};
	draw_set(&k.draw, seed);
	k.broken = k.draw.set.count;
	for (size_t t = 0; t < k.draw.set.count; t++) {
		if (!k.draw.set.thread[t].passive) {
			k.result[t] = rta_response(&k.draw.set, t);
		}
	}
	if (verbose) {
		draw_print(&k.draw);
	}
	set_up(&k);
	sim_start(&k.sim);
	while (k.sim.now < k.draw.horizon && k.broken == k.draw.set.count) {
		sim_step(&k.sim);
	}
	count(&k);
	if (k.broken == k.draw.set.count) {
		return true;
	}
	printf("seed %" PRIu64 ": thread %zu was promised %" PRIu64
	       ", took %" PRIu64 "; property -v %" PRIu64 " shows it\n",
	       seed, k.broken, k.result[k.broken].response, k.longest[k.broken],
	       seed);
	return false;
}

static void report(void)
{
	printf("%" PRIu64 " sets, %" PRIu64 " threads: %" PRIu64
	       " promises, %" PRIu64 " of them reached, %" PRIu64 " broken\n",
	       sum.sets, sum.threads, sum.promised, sum.reached, sum.broken);
	printf("why not: held %" PRIu64 ", turns %" PRIu64 ", endless %" PRIu64
	       ", work %" PRIu64 ", back %" PRIu64 ", late %" PRIu64
	       ", overload %" PRIu64 "\n",
	       sum.why[RTA_HELD], sum.why[RTA_TURNS], sum.why[RTA_ENDLESS],
	       sum.why[RTA_WORK], sum.why[RTA_BACK], sum.why[RTA_LATE],
	       sum.why[RTA_OVERLOAD]);
}

int main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "-v") == 0) {
		return !try_seed(strtoull(argv[2], NULL, 0), true);
	}
	uint64_t first = argc > 1 ? strtoull(argv[1], NULL, 0) : 1;
	uint64_t sets = argc > 2 ? strtoull(argv[2], NULL, 0) : 1000;

	for (uint64_t i = 0; i < sets && sum.broken < 5; i++) {
		sum.broken += !try_seed(first + i, false);
	}
	report();
	return sum.broken > 0;
}
