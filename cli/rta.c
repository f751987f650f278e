/*
 * rta.c - the recurrence
 *
 * In a window of length L that begins with a job of thread i:
 *
 *      own work       stated, or a whole budget
 *      kernel         entries whose time is charged to i: each wake of a
 *                     thread that is not above costs a timer's entry; one
 *                     above costs the way out of it and an alarm that came
 *                     too early; and what was under way at the release
 *      others         every thread at or above the lowest priority that i's
 *                     job runs at (its own, or a server's it calls), with
 *                     its budget; a thread is as high as the highest server
 *                     it can lend its time to, and as the highest that
 *                     somebody may make it
 *      slices         equals without limit: one slice each time that i goes to
 *                     the tail of its ready queue
 *      held           rta_wait.c
 *
 * All this supposes that i is never out of time in a job. The kernel gives
 * time back a period after its use, not after the release: a thread whose
 * budget is no larger than its work, at jobs a period apart, is delayed once
 * and then late for good, a little more each time. So the budget must be there:
 *
 *      every >= response + period      all of it is back: budget > use
 *      else                            budget > use of all jobs whose time can
 *                                      still be on its way: two periods and a
 *                                      response back (four refills may join)
 *
 * A passive thread has a budget as well: for its start-up, and for what it
 * still does when nobody pays for it any more. It can bring that about itself,
 * by giving up the cap to answer with, so it counts as any thread's.
 *
 * Not here: when it may not be asked (rta_bound.c), and start-up itself.
 */
#include "rta.h"

#include "rta_view.h"

enum {
	MOST_STEPS = 20000 /* of the recurrence: beyond, no time is left */
};

/* A job's window longer than this is no answer to anybody. */
static const uint64_t LONGEST = UINT64_C(1) << 48;

uint64_t rta_reach(const struct rta_set *set, size_t t, bool hostile)
{
	const struct rta_thread *thread = set->thread;
	uint64_t all = hostile ? UINT64_MAX : 0;
	uint64_t reach = thread[t].calls | (thread[t].may & all), before;

	do {
		before = reach;
		for (size_t s = 0; s < set->count; s++) {
			if (rta_in(before, s)) {
				reach |=
					thread[s].calls | (thread[s].may & all);
			}
		}
	} while (reach != before);
	return reach;
}

/* The lowest priority of thread t and all it calls. */
static uint8_t lowest(const struct rta_view *v, size_t t)
{
	uint8_t p = v->set->thread[t].priority;

	for (size_t s = 0; s < v->set->count; s++) {
		uint8_t other = v->set->thread[s].priority;

		if (rta_in(v->reach[t], s) && other < p) {
			p = other;
		}
	}
	return p;
}

/* The highest, which others must reckon with. */
static uint8_t highest(const struct rta_view *v, size_t t)
{
	uint8_t p = rta_most(&v->set->thread[t]);

	for (size_t s = 0; s < v->set->count; s++) {
		uint8_t other = rta_most(&v->set->thread[s]);

		if (rta_in(v->reach[t], s) && other > p) {
			p = other;
		}
	}
	return p;
}

bool rta_interferes(const struct rta_view *v, size_t t)
{
	return t != v->self && v->set->thread[t].budget > 0 &&
	       v->high[t] >= v->low;
}

/*
 * Kernel entries for thread t in such a window. Below the job it is woken once
 * and does not run, so that nothing wakes it again; before the job's release is
 * handled it may lose to the kernel what was left of a piece of its budget, and
 * then of the rest, and so again in a
 * later period. For a job that waits for servers it may run meanwhile.
 */
static uint64_t entries(const struct rta_view *v, size_t t, uint64_t length)
{
	const struct rta_thread *o = &v->set->thread[t];

	uint64_t periods = rta_pieces(length, o->period);

	if (!rta_interferes(v, t) && o->budget > 0 &&
	    v->set->thread[v->self].calls == 0) {
		return rta_add(3 + (uint64_t)o->lines,
			       rta_times(periods - 1, o->wakes));
	}
	return rta_times(periods, o->wakes);
}

/*
 * A piece of its own budget ends with an alarm, which then joins all that is
 * due: one, if all is due at the release.
 */
static uint64_t own_entries(const struct rta_view *v, uint64_t length)
{
	const struct rta_thread *self = &v->set->thread[v->self];
	uint64_t whole = rta_add(length, self->period);

	if (!rta_slices(self) && (self->every == 0 || self->every >= whole)) {
		return 1;
	}
	return rta_times(rta_pieces(length, self->period), RTA_REFILLS);
}

/*
 * Below the job, or beside it: what happens while others run is charged to
 * them. The job runs no longer than its budget, in stretches that end when it
 * is pre-empted (`above`), waits, or goes to the tail.
 */
static uint64_t entries_below(const struct rta_view *v, size_t t,
			      uint64_t length, uint64_t above)
{
	const struct rta_thread *self = &v->set->thread[v->self];
	const struct rta_thread *o = &v->set->thread[t];
	uint64_t all = entries(v, t, length);
	uint64_t stretches = rta_add(2, rta_times(3, v->visits[v->self]));

	if (rta_slices(self)) {
		return all;
	}
	stretches = rta_add(stretches, above);
	stretches = rta_add(stretches, rta_pieces(self->budget, o->period));
	stretches = rta_times(stretches, o->wakes);
	return stretches < all ? stretches : all;
}

/*
 * The kernel's time that can be charged to the viewer in such a window. At its
 * release a system call can be under way, and an alarm already be too early.
 */
static uint64_t charged_in(const struct rta_view *v, uint64_t length)
{
	const struct rta_set *set = v->set;
	uint64_t above = 0;
	uint64_t below = rta_add(2, own_entries(v, length));

	for (size_t t = 0; t < set->count; t++) {
		if (rta_interferes(v, t)) {
			above = rta_add(above, entries(v, t, length));
		}
	}
	for (size_t t = 0; t < set->count; t++) {
		if (t != v->self && set->thread[t].period > 0 &&
		    !rta_interferes(v, t)) {
			below = rta_add(below,
					entries_below(v, t, length, above));
		}
	}
	return rta_add(rta_times(set->path, rta_add(above, 1)),
		       rta_times(set->tick, rta_add(above, below)));
}

/* How often the job goes to the tail of its ready queue. */
static uint64_t rounds(const struct rta_view *v, uint64_t use)
{
	const struct rta_thread *self = &v->set->thread[v->self];
	uint64_t n = 1 + (uint64_t)__builtin_popcountll(self->calls);

	return rta_slices(self) ? rta_add(n, rta_pieces(use, self->budget)) : n;
}

/* What others can run in such a window, while the job would. */
static uint64_t others_in(const struct rta_view *v, uint64_t length,
			  uint64_t use)
{
	const struct rta_set *set = v->set;
	uint64_t sum = 0;

	for (size_t t = 0; t < set->count; t++) {
		const struct rta_thread *o = &set->thread[t];

		if (!rta_interferes(v, t)) {
			continue;
		}
		if (rta_slices(o)) {
			uint64_t slice = rta_add(o->budget, set->path);

			slice = rta_add(slice, set->tick);
			sum = rta_add(sum, rta_times(rounds(v, use), slice));
		} else {
			uint64_t periods = rta_pieces(length, o->period);

			sum = rta_add(sum, rta_times(periods, o->budget));
		}
	}
	return sum;
}

/* What a job takes from its budget: the work, or all there is. */
static uint64_t use_of(const struct rta_view *v)
{
	const struct rta_thread *self = &v->set->thread[v->self];

	return self->work > 0 ? rta_add(self->work, v->charged) : self->budget;
}

/* f(L), its parts in `out`. */
static uint64_t total_in(struct rta_view *v, uint64_t length,
			 struct rta_result *out)
{
	v->charged = charged_in(v, length);
	v->known = 0;
	out->kernel = v->charged;
	out->held = v->unheld ? 0 : rta_held(v, v->self);
	out->others = others_in(v, length, use_of(v));
	uint64_t own = v->set->thread[v->self].work;
	uint64_t sum = own > 0 ? own : v->set->thread[v->self].budget;

	sum = rta_add(sum, v->charged);
	return rta_add(rta_add(sum, out->others), out->held);
}

/* The least L with f(L) <= L; false: not within reason. */
static bool solve(struct rta_view *v, struct rta_result *out)
{
	uint64_t length = 1;

	for (int i = 0; i < MOST_STEPS; i++) {
		uint64_t next = total_in(v, length, out);

		if (next <= length) {
			out->response = length;
			return true;
		}
		if (next > LONGEST) {
			return false;
		}
		length = next;
	}
	return false;
}

/* Is the budget there for each job? See above. */
static enum rta_why back_in_time(const struct rta_view *v,
				 struct rta_result *out)
{
	const struct rta_thread *self = &v->set->thread[v->self];
	uint64_t use = use_of(v);
	uint64_t jobs = 1;

	if (self->every > 0 && out->response > self->every) {
		return RTA_LATE;
	}
	if (rta_slices(self)) {
		return RTA_BOUNDED;
	}
	/* a whole budget ends when it is used up; stated work must fit */
	if (self->work > 0 && use >= self->budget) {
		return RTA_WORK;
	}
	if (self->every == 0 || self->every >= out->response + self->period) {
		return RTA_BOUNDED;
	}
	jobs = rta_pieces(2 * self->period + out->response, self->every);
	out->needs = rta_add(rta_times(jobs, use), 1);
	return self->budget < out->needs ? RTA_BACK : RTA_BOUNDED;
}

/* Calls of calls: as often as there are threads is deep enough. */
static void count_visits(struct rta_view *v)
{
	const struct rta_set *set = v->set;

	for (size_t deep = 0; deep < set->count; deep++) {
		for (size_t t = 0; t < set->count; t++) {
			uint64_t n = 0;

			for (size_t s = 0; s < set->count; s++) {
				if (rta_in(set->thread[t].calls, s)) {
					n = rta_add(n, 1);
					n = rta_add(n, v->visits[s]);
				}
			}
			v->visits[t] = n;
		}
	}
}

struct rta_result rta_response(const struct rta_set *set, size_t t)
{
	struct rta_result out = {.who = RTA_NOBODY, .also = RTA_NOBODY};
	struct rta_view v = {.set = set, .self = t, .starved = RTA_NOBODY};

	v.reach[t] = rta_reach(set, t, false);
	for (size_t i = 0; i < set->count; i++) {
		v.reach[i] = rta_reach(set, i, !rta_part(&v, i));
		v.high[i] = highest(&v, i);
	}
	v.low = lowest(&v, t);
	count_visits(&v);
	if (rta_no_bound(&v, &out)) {
		return out;
	}
	out.who = RTA_NOBODY;
	out.also = RTA_NOBODY;
	if (solve(&v, &out)) {
		out.why = back_in_time(&v, &out);
		return out;
	}
	out.why = RTA_OVERLOAD;
	v.unheld = true;
	if (v.starved != RTA_NOBODY && solve(&v, &out)) {
		out.why = RTA_STARVED; /* that alone is too much */
		out.who = v.starved;
		out.also = v.behind;
	}
	return out;
}
