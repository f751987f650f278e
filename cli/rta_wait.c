/*
 * rta_wait.c - waiting for a passive server that serves somebody else
 *
 *      client --call--> [server: serves l] <--call-- l, out of time
 *                              `--- stands still until l has time again
 *
 * A passive server runs on its client's time and is served out in the middle
 * of a request. What l used comes back one period after it was used; with more
 * pieces than the kernel keeps (4) the last two come back together, at most
 * one period later still. So a request that fits l's budget stands still for
 * at most two periods of l, one that needs n budgets for n times as long.
 * While the server runs on l's time that is l's budget, which rta.c counts.
 *
 * A passive server can call on time of its own as well (rta.c). Those that the
 * job itself calls are believed not to, as they are in their work.
 *
 * Whoever controls l's time may make its period as long as it likes, and its
 * budget a tick: then nothing is known of when a request of its ends.
 *
 * Callers are taken by priority, then by age, as soon as the server answers.
 * A caller of higher priority comes first again and again, but it has to be
 * answered before it calls again; at that moment the server takes another.
 * Two such callers, though, could take turns for ever.
 */
#include "rta_view.h"

enum {
	PIECES = 2 * RTA_REFILLS, /* of a budget, in two periods */
	MOST_TIMES = 16, /* budgets for one request: beyond, no answer */
	MOST_STEPS = 500 /* of its recurrence: the same */
};

/* Is there time that begins with t, and may be against the viewer? */
static bool has_time(const struct rta_view *v, size_t t)
{
	const struct rta_thread *thread = &v->set->thread[t];

	return thread->budget > 0 &&
	       !(thread->passive && rta_in(v->reach[v->self], t));
}

uint64_t rta_roots(const struct rta_view *v, size_t c)
{
	const struct rta_set *set = v->set;
	uint64_t roots = 0;

	for (size_t t = 0; t < set->count && t < 64; t++) {
		bool runs = t == c || rta_in(v->reach[t], c);

		if (runs && t != v->self && has_time(v, t)) {
			roots |= UINT64_C(1) << t;
		}
	}
	return roots;
}

/* Does c call s on time that is not the viewer's? */
static bool competes(const struct rta_view *v, size_t c, size_t s)
{
	return rta_in(rta_calls(v, c), s) && rta_roots(v, c) != 0;
}

/* How a request runs on l's time, if that is to be back `times` times. */
struct request {
	const struct rta_view *v;
	size_t l;
	uint64_t work;
	uint64_t
		pieces; /* in which it runs at most: each begins with a refill */
	uint64_t still;  /* periods in which it stands still, in all */
	uint64_t kernel; /* entries charged to l meanwhile */
};

/* Periods of thread t that such a request, `length` long in all, can meet. */
static uint64_t met(const struct request *r, size_t t, uint64_t length)
{
	uint64_t period = r->v->set->thread[t].period;
	uint64_t apart = rta_add(r->pieces, rta_pieces(length, period));
	uint64_t whole = rta_pieces(rta_add(r->still, length), period);

	return apart < whole ? apart : whole;
}

/* Those below it are charged to it only while it runs, in `stretches`. */
static uint64_t entries_below(const struct request *r, size_t t,
			      uint64_t length, uint64_t stretches)
{
	const struct rta_set *set = r->v->set;
	uint64_t run = set->thread[r->l].budget * (r->pieces / PIECES);
	uint64_t n = rta_pieces(run, set->thread[t].period);
	uint64_t all = met(r, t, length);

	n = rta_add(n, stretches);
	return rta_times(n < all ? n : all, set->thread[t].wakes);
}

/* The time in which it runs or is ready, were that `length`. The viewer
 * waits meanwhile. */
static uint64_t ready_in(struct request *r, uint64_t length)
{
	const struct rta_set *set = r->v->set;
	uint64_t others = 0, above = 0, below = 2 * r->pieces;

	for (size_t t = 0; t < set->count; t++) {
		const struct rta_thread *o = &set->thread[t];

		if (t != r->l && rta_interferes(r->v, t)) {
			uint64_t n = met(r, t, length);

			above = rta_add(above, rta_times(n, o->wakes));
			others = rta_add(others, rta_times(n, o->budget));
		}
	}
	for (size_t t = 0; t < set->count; t++) {
		if (t != r->l && set->thread[t].period > 0 &&
		    !rta_interferes(r->v, t)) {
			uint64_t n = rta_add(above, r->pieces);

			below = rta_add(below, entries_below(r, t, length, n));
		}
	}
	r->kernel = rta_add(rta_times(set->path, rta_add(above, 1)),
			    rta_times(set->tick, rta_add(above, below)));
	return rta_add(rta_add(r->work, r->kernel), others);
}

/* Do `times` budgets of l suffice for the request and the kernel meanwhile? */
static bool suffice(struct request *r, uint64_t times)
{
	const struct rta_thread *l = &r->v->set->thread[r->l];
	uint64_t enough = rta_times(times, l->budget);
	uint64_t length = 0, next = 1;
	int steps = 0;

	r->kernel = 0;
	r->pieces = PIECES * times + 1;
	r->still = rta_times(times, rta_times(2, l->period));
	while (next > length && rta_add(r->work, r->kernel) <= enough) {
		if (++steps > MOST_STEPS) {
			return false;
		}
		length = next;
		next = ready_in(r, length);
	}
	return rta_add(r->work, r->kernel) <= enough;
}

/* How long a request of server s on l's time stands still. */
static uint64_t stall_of(struct rta_view *v, size_t l, size_t s)
{
	struct request r = {.v = v, .l = l, .work = v->set->thread[s].work};
	uint64_t times = 1;

	if (v->still[l][s] == 0) {
		while (times <= MOST_TIMES && !suffice(&r, times)) {
			times++;
		}
		v->still[l][s] =
			times <= MOST_TIMES ? r.still : RTA_ENDLESS_TIME;
		if (times > MOST_TIMES) {
			v->starved = (uint8_t)l;
			v->behind = (uint8_t)s;
		}
	}
	return v->still[l][s];
}

/* The same by caller c, whoever it runs for. */
static uint64_t stall(struct rta_view *v, size_t c, size_t s)
{
	uint64_t roots = rta_roots(v, c);
	uint64_t most = 0;

	for (size_t l = 0; l < v->set->count; l++) {
		if (rta_in(roots, l) && !rta_slices(&v->set->thread[l])) {
			uint64_t still = stall_of(v, l, s);

			most = still > most ? still : most;
		}
	}
	return most;
}

/* One of lower priority may be served already; equals may be older. */
static uint64_t wait_at(struct rta_view *v, size_t c, size_t s)
{
	const struct rta_thread *thread = v->set->thread;
	uint64_t inner = rta_held(v, s);
	uint64_t lower = 0, higher = 0, sum = 0;
	uint64_t turns = 0; /* between which one of higher priority comes in */

	for (size_t o = 0; o < v->set->count; o++) {
		if (o == c || !competes(v, o, s)) {
			continue;
		}
		uint64_t hold = rta_add(stall(v, o, s), inner);

		if (rta_most(&thread[o]) == thread[c].priority) {
			sum = rta_add(sum, hold);
			turns++;
		} else if (rta_most(&thread[o]) > thread[c].priority) {
			higher = hold;
		} else if (hold >= lower) {
			lower = hold;
		}
	}
	sum = rta_add(sum, lower);
	return rta_add(sum, rta_times(higher, turns + 2));
}

uint64_t rta_held(struct rta_view *v, size_t t)
{
	uint64_t sum = 0;

	if (rta_in(v->known, t)) {
		return v->nested[t];
	}
	for (size_t s = 0; s < v->set->count; s++) {
		if (rta_in(v->set->thread[t].calls, s)) {
			sum = rta_add(sum, wait_at(v, t, s));
			sum = rta_add(sum, rta_held(v, s));
		}
	}
	v->nested[t] = sum;
	v->known |= UINT64_C(1) << t;
	return sum;
}

/* Whose time may be set by others while it pays for a call of s by c. */
static bool stilled(const struct rta_view *v, size_t c, size_t s,
		    struct rta_result *out)
{
	uint64_t roots = rta_roots(v, c);

	for (size_t l = 0; l < v->set->count; l++) {
		if (rta_in(roots, l) && rta_set_by(v, l, RTA_NOBODY)) {
			out->why = RTA_STILL;
			out->who = (uint8_t)l;
			out->also = (uint8_t)s;
			return true;
		}
	}
	return false;
}

bool rta_unheld(const struct rta_view *v, size_t c, size_t s,
		struct rta_result *out)
{
	const struct rta_thread *thread = v->set->thread;
	size_t higher = 0;
	bool any = false;

	for (size_t o = 0; o < v->set->count; o++) {
		if (o == c || !competes(v, o, s)) {
			continue;
		}
		any = true;
		if (stilled(v, o, s, out)) {
			return true;
		}
		if (rta_most(&thread[o]) > thread[c].priority) {
			out->also = out->who;
			out->who = (uint8_t)o;
			higher++;
		}
	}
	if (higher >= 2) {
		out->why = RTA_TURNS;
		return true;
	}
	if (any && thread[s].work == 0) {
		out->why = RTA_HELD;
		out->who = (uint8_t)s;
		return true;
	}
	return false;
}
