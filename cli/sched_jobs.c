/*
 * sched_jobs.c - the jobs of app.toml, played by the model of sched_sim.h
 *
 *      work:   own | server: its own | its server | own
 *
 * A job runs its own part, calls each server once, and runs the rest. What
 * app.toml states no work for is a whole budget; a server without work answers
 * at once. Calls that would nest too deep for the model are left out.
 */
#include "sched_jobs.h"

enum {
	MOST_STEPS = 1000000 /* a second of work: more than can be drawn */
};

struct play {
	const struct schedule *s;
	const struct sched_events *events;
	struct sim sim;
	uint64_t jobs[SIM_THREADS]; /* released so far */
};

uint64_t sched_every(const struct schedule *s, size_t t)
{
	const struct rta_thread *thread = &s->set.thread[t];

	return thread->every > 0 ? thread->every : thread->period;
}

static void add(struct sim_job *job, enum sim_kind kind, uint8_t server,
		uint64_t ticks)
{
	struct sim_part *last = &job->part[job->parts > 0 ? job->parts - 1 : 0];

	if (kind == SIM_RUN && job->parts > 0 && last->kind == SIM_RUN) {
		last->ticks += ticks;
		return;
	}
	job->part[job->parts++] = (struct sim_part){kind, server, ticks};
}

/* What thread t's servers do for it, of its work. */
static uint64_t servers_work(const struct rta_set *set, size_t t)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < set->count; i++) {
		if (i < SIM_THREADS && (set->thread[t].calls >> i & 1)) {
			sum += set->thread[i].work;
		}
	}
	return sum;
}

/* The job or request of t, which is `work` in all, `deep` calls down. */
static void add_work(const struct rta_set *set, struct sim_job *job, size_t t,
		     uint64_t work, size_t deep)
{
	uint64_t others = servers_work(set, t);
	uint64_t own = work > others ? work - others : 0;

	add(job, SIM_RUN, 0, own / 2);
	for (size_t i = 0; i < set->count && i < SIM_THREADS; i++) {
		/* room to come back from everywhere, at two parts a level */
		bool room = job->parts + 3 * deep + 8 < SIM_STEPS;

		if ((set->thread[t].calls >> i & 1) && deep < SIM_DEEP &&
		    room) {
			add(job, SIM_CALL, (uint8_t)i, 0);
			add_work(set, job, i, set->thread[i].work, deep + 1);
			add(job, SIM_RETURN, 0, 0);
		}
	}
	add(job, SIM_RUN, 0, own - own / 2);
}

static void next_job(struct sim *sim, size_t t, struct sim_job *job)
{
	struct play *p = sim->user;
	const struct rta_thread *thread = &p->s->set.thread[t];

	job->release = p->jobs[t]++ * sched_every(p->s, t);
	job->parts = 0;
	add_work(&p->s->set, job, t,
		 thread->work > 0 ? thread->work : thread->budget, 0);
	p->events->released(p->events->user, t, job->release);
}

static void job_done(struct sim *sim, size_t t)
{
	struct play *p = sim->user;

	p->events->done(p->events->user, t, sim->thread[t].job.release,
			sim->now);
}

static void ran(struct sim *sim, size_t t, uint8_t as, uint64_t from,
		uint64_t to)
{
	struct play *p = sim->user;

	p->events->ran(p->events->user, t, as, from, to);
}

void sched_play(const struct schedule *s, const struct sched_events *events,
		uint64_t end)
{
	static struct play p; /* larger than a stack likes */
	struct sim *sim = &p.sim;

	p = (struct play){.s = s, .events = events};
	sim->user = &p;
	sim->count = s->rows;
	sim->path = s->set.path;
	sim->tick = s->set.tick;
	sim->next_job = next_job;
	sim->job_done = job_done;
	sim->ran = ran;
	for (size_t t = 0; t < s->rows; t++) {
		const struct rta_thread *from = &s->set.thread[t];

		sim->thread[t].priority = from->priority;
		sim->thread[t].passive = from->passive;
		sim->thread[t].budget = from->budget;
		sim->thread[t].period = from->period;
	}
	sim_start(sim);
	for (int i = 0; i < MOST_STEPS && sim->now < end; i++) {
		sim_step(sim);
	}
}
