/*
 * draw.c - random task sets, and jobs that keep or break their word
 *
 * Numbers are small, so that periods meet in every way within a short run, and
 * half of all sets have a kernel that costs nothing, where bounds are tight.
 */
#include "draw.h"

#include <inttypes.h>
#include <stdio.h>

enum {
	HOSTILE_WAKES = 6 /* in a period, besides by refills */
};

uint64_t draw_number(struct draw *d, uint64_t low, uint64_t high)
{
	uint64_t z = d->seed += UINT64_C(0x9e3779b97f4a7c15); /* splitmix64 */

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	z ^= z >> 31;
	return low + z % (high - low + 1);
}

static bool one_in(struct draw *d, uint64_t n)
{
	return draw_number(d, 1, n) == 1;
}

static uint64_t least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* What a request of server s takes besides what it runs itself. */
static uint64_t inner_work(const struct rta_set *set, size_t s)
{
	uint64_t sum = 0;

	for (size_t n = 0; n < set->count; n++) {
		if (set->thread[s].calls >> n & 1) {
			sum += set->thread[n].work + set->path;
		}
	}
	return sum;
}

/* Servers stand last, so that each calls only those behind it. */
static void draw_server(struct draw *d, size_t s)
{
	struct rta_thread *t = &d->set.thread[s];

	for (size_t n = s + 1; n < d->set.count; n++) {
		t->calls |= (uint64_t)one_in(d, 3) << n;
	}
	t->passive = true;
	t->work = draw_number(d, 1, 4) + d->set.path + inner_work(&d->set, s);
}

static void draw_time(struct draw *d, struct rta_thread *t)
{
	uint64_t kernel = (d->set.path + d->set.tick) * 4;

	t->period = draw_number(d, 6, 60);
	t->budget = least(t->period, t->work + draw_number(d, 0, 3) * kernel +
					     draw_number(d, 0, 4) * t->work +
					     draw_number(d, 0, 2));
	if (one_in(d, 12)) {
		t->budget = t->period;
	}
	switch (d->drain && !one_in(d, 8) ? 0 : draw_number(d, 0, 3)) {
	case 0:
		t->every = t->period;
		break;
	case 1:
		t->every = t->period + draw_number(d, 0, 3 * t->period);
		break;
	case 2:
		t->every = 2 * t->period;
		break;
	default:
		t->every = 0;
		t->work = one_in(d, 2) ? t->work : 0;
		break;
	}
}

/* A third of the threads lie, and wake several times a period. */
static void draw_active(struct draw *d, size_t i, size_t active)
{
	struct rta_thread *t = &d->set.thread[i];

	for (size_t s = active; s < d->set.count; s++) {
		t->calls |= (uint64_t)(!d->alone[s] && one_in(d, 3)) << s;
	}
	t->work = draw_number(d, 1, 5) + inner_work(&d->set, i);
	draw_time(d, t);
	d->hostile[i] = one_in(d, 3);
	for (size_t s = active; d->hostile[i] && s < d->set.count; s++) {
		/* by caps that app.toml does not show */
		t->may |= (uint64_t)(!d->alone[s] && one_in(d, 6)) << s;
	}
	t->wakes = rta_slices(t) ? 0 : RTA_REFILLS;
	t->wakes += d->hostile[i] ? HOSTILE_WAKES : 1;
	d->horizon = d->horizon < 12 * t->period ? 12 * t->period : d->horizon;
}

/*
 * A passive thread that has given its caller up, again and again, and runs on
 * its start-up time alone: the analysis sees a server that nobody calls, the
 * simulation a thread as hostile as any.
 */
static void draw_alone(struct draw *d, size_t s)
{
	struct rta_thread *t = &d->set.thread[s];

	draw_server(d, s);
	draw_time(d, t);
	t->every = 0;
	t->wakes = (rta_slices(t) ? 0 : RTA_REFILLS) + HOSTILE_WAKES;
	d->alone[s] = true;
	d->hostile[s] = true;
}

/*
 * Many at one server, and little time: all but the first drain their budgets
 * before they call, so that the server stands still again and again.
 */
static void crowd(struct draw *d, size_t active)
{
	d->set.thread[active].work = d->set.path + draw_number(d, 2, 12);
	for (size_t i = 0; i < active; i++) {
		struct rta_thread *t = &d->set.thread[i];

		t->calls = UINT64_C(1) << active;
		if (i > 0) {
			t->budget = draw_number(d, 2, 6);
			t->period = draw_number(d, 20, 60);
			t->wakes = RTA_REFILLS + HOSTILE_WAKES;
			d->hostile[i] = true;
			continue;
		}
		t->work = draw_number(d, 1, 3) + inner_work(&d->set, i);
		t->budget = 3 * t->work + 300;
		t->period = 2 * t->budget;
		t->every = 3 * t->budget;
		d->hostile[i] = false;
	}
	d->drain = true;
	d->horizon = 6000;
}

void draw_set(struct draw *d, uint64_t seed)
{
	*d = (struct draw){.seed = seed};

	size_t active = draw_number(d, 1, 5);
	size_t servers = one_in(d, 2) ? draw_number(d, 1, 3) : 0;

	d->set.count = active + servers;
	d->together = one_in(d, 2);
	if (one_in(d, 2)) {
		d->set.path = draw_number(d, 0, 2);
		d->set.tick = draw_number(d, 0, d->set.path);
	}
	for (size_t i = d->set.count; i-- > 0;) {
		d->set.thread[i].priority = (uint8_t)draw_number(d, 0, 5);
		if (i == active && one_in(d, 3)) {
			draw_alone(d, i);
		} else if (i >= active) {
			draw_server(d, i);
		} else {
			draw_active(d, i, active);
		}
	}
	if (servers == 1 && !d->alone[active] && active > 1 && one_in(d, 3)) {
		crowd(d, active);
	}
}

static void add(struct sim_job *job, struct sim_part part)
{
	if (job->parts < SIM_STEPS) {
		job->part[job->parts++] = part;
	}
}

static void add_run(struct sim_job *job, uint64_t ticks)
{
	struct sim_part *last = &job->part[job->parts > 0 ? job->parts - 1 : 0];

	if (job->parts > 0 && last->kind == SIM_RUN) {
		last->ticks += ticks;
		return;
	}
	add(job, (struct sim_part){.kind = SIM_RUN, .ticks = ticks});
}

static void add_call(struct draw *d, struct sim_job *job, size_t s);

/* All that thread t calls, and in between what it runs itself. */
static void add_body(struct draw *d, struct sim_job *job, size_t t,
		     uint64_t own)
{
	for (size_t s = 0; s < d->set.count; s++) {
		uint64_t part = draw_number(d, 0, own - 1);

		if (d->set.thread[t].calls >> s & 1) {
			add_run(job, part);
			add_call(d, job, s);
			own -= part;
		}
	}
	add_run(job, own);
}

/* A call has nowhere to be cut off: room for it is looked for before. */
static void add_call(struct draw *d, struct sim_job *job, size_t s)
{
	uint64_t own =
		d->set.thread[s].work - d->set.path - inner_work(&d->set, s);

	add(job, (struct sim_part){.kind = SIM_CALL, .server = (uint8_t)s});
	add_body(d, job, s, one_in(d, 4) ? draw_number(d, 1, own) : own);
	add(job, (struct sim_part){.kind = SIM_RETURN});
}

/* How a hostile thread uses its time before it calls. */
static uint64_t hostile_run(struct draw *d, uint64_t budget)
{
	switch (draw_number(d, 0, 3)) {
	case 0: /* nearly all: the server will stand still */
		return budget - least(budget, draw_number(d, 0, 3));
	case 1: /* in pieces */
		return draw_number(d, 0, 2);
	case 2:
		return one_in(d, 3) ? 1000 : draw_number(d, 0, budget);
	default:
		return draw_number(d, 0, budget);
	}
}

static void hostile_job(struct draw *d, size_t t, uint64_t now,
			struct sim_job *job)
{
	const struct rta_thread *thread = &d->set.thread[t];
	uint64_t most = one_in(d, 2) ? thread->period : 3;

	job->release += (thread->period + HOSTILE_WAKES - 1) / HOSTILE_WAKES;
	job->release = job->release > now ? job->release : now;
	job->release += one_in(d, 2) ? draw_number(d, 0, most) : 0;
	for (uint64_t i = draw_number(d, 1, 3); i > 0; i--) {
		add_run(job, hostile_run(d, thread->budget));
		for (size_t s = 0; s < d->set.count; s++) {
			/* the longest request has 15 parts */
			if (((thread->calls | thread->may) >> s & 1) &&
			    one_in(d, 2) && job->parts + 16 < SIM_STEPS) {
				add_call(d, job, s);
			}
		}
	}
}

static void honest_job(struct draw *d, size_t t, uint64_t now,
		       struct sim_job *job)
{
	const struct rta_thread *thread = &d->set.thread[t];
	uint64_t apart = thread->every;

	if (apart == 0) { /* its budget is whole one period after its use */
		job->release = now;
		apart = thread->period;
	}
	job->release += apart;
	job->release = job->release > now ? job->release : now;
	job->release += one_in(d, 3) ? draw_number(d, 0, thread->period) : 0;

	uint64_t own = thread->work > 0 ? thread->work - inner_work(&d->set, t)
					: thread->budget;

	add_body(d, job, t,
		 thread->work > 0 && one_in(d, 4) ? draw_number(d, 1, own)
						  : own);
}

void draw_job(struct draw *d, size_t t, uint64_t now, struct sim_job *job)
{
	uint64_t first = d->together ? 5 : draw_number(d, 1, 40);
	bool begin = job->parts == 0 && job->release == 0;

	job->parts = 0;
	if (d->hostile[t]) {
		hostile_job(d, t, now, job);
	} else {
		honest_job(d, t, now, job);
	}
	if (begin) {
		job->release = first;
	}
}

bool draw_serves(const struct draw *d, size_t t)
{
	return d->set.thread[t].passive && !d->alone[t];
}

void draw_print(const struct draw *d)
{
	printf("path %" PRIu64 ", tick %" PRIu64 "%s\n", d->set.path,
	       d->set.tick, d->together ? ", all at once" : "");
	for (size_t t = 0; t < d->set.count; t++) {
		const struct rta_thread *h = &d->set.thread[t];

		printf("%zu: priority %d, %" PRIu64 "/%" PRIu64
		       ", work %" PRIu64 ", every %" PRIu64 ", calls 0x%" PRIx64
		       ", may call 0x%" PRIx64 "%s%s\n",
		       t, h->priority, h->budget, h->period, h->work, h->every,
		       h->calls, h->may, h->passive ? ", passive" : "",
		       d->alone[t]     ? ", alone"
		       : d->hostile[t] ? ", hostile"
				       : "");
	}
}
