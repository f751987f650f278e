/*
 * sched_sim.c - a plain model of the scheduler
 *
 *      event: alarm, release, or the end of a part
 *         -> charge what ran -> act -> choose -> the way through the kernel
 *
 * Whose time runs is what is scheduled: a thread, at the priority of the
 * server it is in. An event in the kernel waits until its way is over. The
 * kernel's time is charged to whoever it chooses, as there.
 */
#include "sched_sim.h"

#include "sched_refill.h"

static const uint64_t NEVER = UINT64_MAX;

/* The thread that runs on t's time: the innermost server, or t. */
static size_t runner(const struct sim *s, size_t t)
{
	const struct sim_thread *h = &s->thread[t];

	return h->deep > 0 ? h->inside[h->deep - 1] : t;
}

static uint8_t priority(const struct sim *s, size_t t)
{
	return s->thread[runner(s, t)].priority;
}

static void tell(struct sim *s, enum sim_event e, size_t t, uint8_t server)
{
	if (s->event) {
		s->event(s, e, t, server);
	}
}

/* To the tail of its ready queue, or out of time. */
static void place(struct sim *s, size_t t)
{
	struct sim_thread *h = &s->thread[t];

	h->arrival = s->arrivals++;
	if (refill_left(h, s->now) == 0 && sim_slices(h)) {
		h->refill[0] = (struct sim_refill){s->now, h->budget};
	}
	h->state = refill_left(h, s->now) > 0 ? SIM_READY : SIM_THROTTLED;
	if (h->state == SIM_THROTTLED && h->refill[0].time < s->release) {
		s->release = h->refill[0].time;
		s->alarm = s->now;
	}
}

static void begin_part(struct sim_thread *t)
{
	t->left = t->part < t->job.parts && t->job.part[t->part].kind == SIM_RUN
			  ? t->job.part[t->part].ticks
			  : 0;
}

/* t, who waits, is taken by the server. */
static void enter_server(struct sim *s, size_t t, uint8_t server)
{
	struct sim_thread *h = &s->thread[t];

	s->thread[server].serves = (uint8_t)t;
	h->inside[h->deep++] = server;
	place(s, t);
}

/* Of those who wait for the server the best: priority, then age. */
static size_t best_waiter(const struct sim *s, uint8_t server)
{
	size_t best = SIM_NOBODY;

	for (size_t t = 0; t < s->count; t++) {
		const struct sim_thread *h = &s->thread[t];

		if (h->state != SIM_WAITING ||
		    h->job.part[h->part - 1].server != server) {
			continue;
		}
		if (best == SIM_NOBODY || priority(s, t) > priority(s, best) ||
		    (priority(s, t) == priority(s, best) &&
		     h->arrival < s->thread[best].arrival)) {
			best = t;
		}
	}
	return best;
}

static void call(struct sim *s, size_t t, uint8_t server)
{
	struct sim_thread *h = &s->thread[t];

	if (s->thread[server].serves == SIM_NOBODY) {
		enter_server(s, t, server);
	} else {
		h->state = SIM_WAITING;
		h->arrival = s->arrivals++;
	}
}

/* The alarm's time has come: the thread that runs on may be out of time. */
static void settle(struct sim *s)
{
	if (s->alarm <= s->now && s->current != SIM_NOBODY &&
	    s->thread[s->current].state == SIM_READY) {
		refill_join(&s->thread[s->current], s->now);
		if (refill_left(&s->thread[s->current], s->now) == 0) {
			place(s, s->current);
		}
	}
}

/* The caller is answered, and the next one taken, in one step. */
static void leave_server(struct sim *s, size_t t)
{
	struct sim_thread *h = &s->thread[t];
	uint8_t server = h->inside[--h->deep];
	size_t next = best_waiter(s, server);

	place(s, t);
	s->thread[server].serves = SIM_NOBODY;
	if (next != SIM_NOBODY) {
		enter_server(s, next, server);
		s->current = (uint8_t)next;
		settle(s); /* the server is who entered */
	}
}

static void next_job(struct sim *s, size_t t)
{
	s->thread[t].state = SIM_IDLE;
	s->thread[t].job.parts = 0;
	s->next_job(s, t, &s->thread[t].job);
}

/* What the running thread does when a part of its job is over. */
static void end_part(struct sim *s, size_t t)
{
	struct sim_thread *h = &s->thread[t];
	const struct sim_part *next;

	if (h->part < h->job.parts && h->job.part[h->part].kind == SIM_RUN) {
		h->part++;
	}
	if (h->part >= h->job.parts) {
		tell(s, SIM_DONE, t, SIM_NOBODY);
		if (s->job_done) {
			s->job_done(s, t);
		}
		next_job(s, t);
		return;
	}
	next = &h->job.part[h->part++];
	begin_part(h);
	if (next->kind == SIM_CALL) {
		tell(s, SIM_CALLED, t, next->server);
		call(s, t, next->server);
	} else {
		tell(s, SIM_RETURNED, t, h->inside[h->deep - 1]);
		leave_server(s, t);
	}
}

static void release(struct sim *s, size_t t)
{
	struct sim_thread *h = &s->thread[t];

	h->part = 0;
	h->used = 0;
	begin_part(h);
	place(s, t);
}

/* The one whose job is released first. */
static size_t first_release(const struct sim *s)
{
	size_t first = SIM_NOBODY;

	for (size_t t = 0; t < s->count; t++) {
		const struct sim_thread *h = &s->thread[t];

		if (!h->passive && h->state == SIM_IDLE &&
		    (first == SIM_NOBODY ||
		     h->job.release < s->thread[first].job.release)) {
			first = t;
		}
	}
	return first;
}

/* The throttled thread that is due, of these the one that was so first. */
static size_t first_due(const struct sim *s)
{
	size_t first = SIM_NOBODY;

	for (size_t t = 0; t < s->count; t++) {
		const struct sim_thread *h = &s->thread[t];

		if (!h->passive && h->state == SIM_THROTTLED &&
		    h->refill[0].time <= s->now &&
		    (first == SIM_NOBODY ||
		     h->arrival < s->thread[first].arrival)) {
			first = t;
		}
	}
	return first;
}

/* Who is due has time again; returns when the next one is. */
static uint64_t refill_due(struct sim *s)
{
	uint64_t next = NEVER;
	size_t due;

	while ((due = first_due(s)) != SIM_NOBODY) {
		place(s, due);
	}
	for (size_t t = 0; t < s->count; t++) {
		const struct sim_thread *h = &s->thread[t];

		if (!h->passive && h->state == SIM_THROTTLED &&
		    h->refill[0].time < next) {
			next = h->refill[0].time;
		}
	}
	return next;
}

/* Highest priority first, among equals who came first. */
static void choose(struct sim *s)
{
	s->current = SIM_NOBODY;
	for (size_t t = 0; t < s->count; t++) {
		if (s->thread[t].passive || s->thread[t].state != SIM_READY) {
			continue;
		}
		size_t best = s->current;
		uint64_t age = s->thread[t].arrival;

		if (best == SIM_NOBODY || priority(s, t) > priority(s, best) ||
		    (priority(s, t) == priority(s, best) &&
		     age < s->thread[best].arrival)) {
			s->current = (uint8_t)t;
		}
	}
}

/* The way out: others may have time again. */
static void leave(struct sim *s, uint64_t cost)
{
	if (s->alarm <= s->now) {
		s->release = refill_due(s);
		s->alarm = s->release;
	}
	choose(s);
	if (s->current != SIM_NOBODY) {
		uint64_t end =
			s->now + refill_left(&s->thread[s->current], s->now);

		s->alarm = end < s->alarm ? end : s->alarm;
	}
	s->outside = s->now + cost;
}

/* Into the kernel at `time`: what ran until then is paid for. */
static void enter(struct sim *s, uint64_t time)
{
	s->now = time;
	if (s->current == SIM_NOBODY) {
		s->since = time;
		return;
	}
	struct sim_thread *h = &s->thread[s->current];
	size_t as = runner(s, s->current);

	if (s->ran && s->outside > s->since) {
		s->ran(s, s->current, SIM_NOBODY, s->since, s->outside);
	}
	if (s->ran && time > s->outside) {
		s->ran(s, s->current, (uint8_t)as, s->outside, time);
	}
	h->left -= time - s->outside;
	refill_charge(h, s->since, time - s->since);
	s->since = time;
}

void sim_start(struct sim *s)
{
	s->now = s->since = s->outside = s->arrivals = 0;
	s->alarm = s->release = NEVER;
	s->current = SIM_NOBODY;
	for (size_t t = 0; t < s->count; t++) {
		struct sim_thread *h = &s->thread[t];

		h->serves = SIM_NOBODY;
		h->deep = 0;
		h->refill[0] = (struct sim_refill){0, h->budget};
		h->refills = 1;
		if (!h->passive) {
			next_job(s, t);
		}
	}
}

void sim_step(struct sim *s)
{
	size_t first = first_release(s);
	uint64_t due =
		first == SIM_NOBODY ? NEVER : s->thread[first].job.release;
	uint64_t end = s->current == SIM_NOBODY
			       ? NEVER
			       : s->outside + s->thread[s->current].left;
	uint64_t time = s->alarm < due ? s->alarm : due;

	time = time < end ? time : end;
	time = time > s->outside ? time : s->outside;
	if (time == NEVER) {
		s->now = NEVER;
		return;
	}
	enter(s, time);
	if (end <= time && due >= time && s->alarm >= time) {
		end_part(s, s->current);
		leave(s, s->path);
	} else if (s->alarm <= time) {
		tell(s, SIM_ALARM, SIM_NOBODY, SIM_NOBODY);
		s->alarm = s->now;
		settle(s);
		leave(s, s->tick);
	} else {
		tell(s, SIM_RELEASED, first, SIM_NOBODY);
		release(s, first);
		settle(s);
		leave(s, s->tick);
	}
}
