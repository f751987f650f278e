/*
 * rta_bound.c - when the recurrence may not be asked: nothing bounds a wait
 *
 * Three ways there are to have no bound: what the caps of the thread itself and
 * of its servers allow; a server that others may hold (rta_wait.c); and somebody
 * at or above it who is never out of time. Each names who it is, for
 * schedule_why.c to say so in the words of app.toml.
 */
#include "rta_view.h"

/*
 * A thread without limit is bearable only as an equal that calls nobody, and
 * if the job is at that priority for its own part alone: then it is a slice
 * each time the job goes to the tail, as it does after each answer.
 */
static bool bearable(const struct rta_view *v, size_t t)
{
	const struct rta_thread *self = &v->set->thread[v->self];

	if (rta_most(&v->set->thread[t]) != self->priority ||
	    rta_calls(v, t) != 0) {
		return false;
	}
	for (size_t s = 0; s < v->set->count; s++) {
		if (rta_in(v->reach[v->self], s) &&
		    v->set->thread[s].priority <= self->priority) {
			return false;
		}
	}
	return true;
}

/*
 * Is a slice of t, which is bearable, not one for each time that the job goes to
 * the tail? So it is where another may turn the ready queue to somebody, again
 * and again: the job goes behind all who stand after it. Who turns it to itself
 * runs, and is first already.
 */
static bool disordered(const struct rta_view *v, size_t t,
		       struct rta_result *out)
{
	for (size_t x = 0; x < v->set->count; x++) {
		if (rta_set_by(v, x, x) &&
		    v->high[x] >= v->set->thread[v->self].priority) {
			out->why = RTA_ORDER;
			out->who = (uint8_t)t;
			out->also = (uint8_t)x;
			return true;
		}
	}
	return false;
}

/* The server in which t can come as high as the viewer, if not by itself. */
static uint8_t lifted(const struct rta_view *v, size_t t)
{
	if (rta_most(&v->set->thread[t]) >= v->low) {
		return RTA_NOBODY;
	}
	for (size_t s = 0; s < v->set->count; s++) {
		if (rta_in(v->reach[t], s) &&
		    rta_most(&v->set->thread[s]) >= v->low) {
			return (uint8_t)s;
		}
	}
	return RTA_NOBODY;
}

/* Is t without limit where that leaves the viewer no bound? */
static bool endless(const struct rta_view *v, size_t t, struct rta_result *out)
{
	if (!rta_interferes(v, t) || !rta_slices(&v->set->thread[t])) {
		return false;
	}
	if (bearable(v, t)) {
		return disordered(v, t, out);
	}
	out->why = RTA_ENDLESS;
	out->who = (uint8_t)t;
	out->also = lifted(v, t);
	return true;
}

/* What the caps of c alone forbid to promise. */
static bool hindered(const struct rta_view *v, size_t c, struct rta_result *out)
{
	const struct rta_thread *t = &v->set->thread[c];

	out->who = (uint8_t)c;
	if (t->hinder != RTA_BOUNDED) {
		out->why = t->hinder;
		out->also = t->hinders;
		return true;
	}
	if (t->passive && rta_in(v->reach[c], c)) {
		out->why = RTA_CYCLE;
		return true;
	}
	return false;
}

bool rta_no_bound(const struct rta_view *v, struct rta_result *out)
{
	const struct rta_set *set = v->set;

	for (size_t c = 0; c < set->count; c++) {
		bool part = rta_part(v, c);

		if (part && hindered(v, c, out)) {
			return true;
		}
		for (size_t s = 0; part && s < set->count; s++) {
			if (rta_in(set->thread[c].calls, s) &&
			    rta_unheld(v, c, s, out)) {
				return true;
			}
		}
	}
	for (size_t t = 0; t < set->count; t++) {
		if (endless(v, t, out)) {
			return true;
		}
	}
	return false;
}
