/*
 * rta_view.h - one thread's view of a set, shared by rta.c and rta_wait.c
 */
#pragma once

#include "rta.h"

struct rta_view {
	const struct rta_set *set;
	size_t self;
	uint64_t reach[RTA_THREADS]; /* of every thread */
	uint8_t high[RTA_THREADS];   /* the highest priority it lends time to */
	uint8_t low;                 /* the lowest that the job runs at */
	uint64_t charged; /* kernel on any one budget, in the window tried */
	uint64_t visits[RTA_THREADS]; /* calls in a job, servers' included */
	uint64_t nested[RTA_THREADS]; /* memory of rta_held */
	uint64_t known;               /* bit t: nested[t] is of this window */
	bool unheld;                  /* as if no server were ever held */
	uint8_t starved; /* who calls `behind` with too little time */
	uint8_t behind;
	uint64_t still[64]
		      [64]; /* of rta_held: by client and server; 0: unknown */
};

/* Sums and products end here instead of wrapping. */
#define RTA_ENDLESS_TIME UINT64_MAX

static inline uint64_t rta_add(uint64_t a, uint64_t b)
{
	uint64_t sum;

	return __builtin_add_overflow(a, b, &sum) ? RTA_ENDLESS_TIME : sum;
}

static inline uint64_t rta_times(uint64_t a, uint64_t b)
{
	uint64_t product;

	return __builtin_mul_overflow(a, b, &product) ? RTA_ENDLESS_TIME
						      : product;
}

/* How many pieces of `size` cover `length`. */
static inline uint64_t rta_pieces(uint64_t length, uint64_t size)
{
	return length / size + (length % size != 0);
}

static inline bool rta_in(uint64_t mask, size_t t)
{
	return t < 64 && (mask >> t & 1);
}

/* Is t the job's own, or a server that it calls: believed in what it does? */
static inline bool rta_part(const struct rta_view *v, size_t t)
{
	return t == v->self || rta_in(v->reach[v->self], t);
}

/* Whom t calls, as far as the viewer has to reckon with. */
static inline uint64_t rta_calls(const struct rta_view *v, size_t t)
{
	const struct rta_thread *thread = &v->set->thread[t];

	return rta_part(v, t) ? thread->calls : thread->calls | thread->may;
}

/* May anybody set the time of t but the viewer, and `also`, perhaps nobody? */
static inline bool rta_set_by(const struct rta_view *v, size_t t, size_t also)
{
	uint64_t by = v->set->thread[t].set_by;

	for (size_t x = 0; x < 64; x++) {
		if (rta_in(by, x) && x != v->self && x != also) {
			return t != v->self;
		}
	}
	return false;
}

/* Can t's budget be used where it keeps the viewer from running? */
bool rta_interferes(const struct rta_view *v, size_t t);

/* The threads whose time caller c may run on, the viewer's excepted. */
uint64_t rta_roots(const struct rta_view *v, size_t c);

/*
 * How long a job or request of thread t can wait for servers that stand still
 * because whoever they serve is out of time.
 */
uint64_t rta_held(struct rta_view *v, size_t t);

/* Is there no such bound for a call of server s by c? Fills why, who, also. */
bool rta_unheld(const struct rta_view *v, size_t c, size_t s,
		struct rta_result *out);

/* Can no recurrence be asked at all? The same. */
bool rta_no_bound(const struct rta_view *v, struct rta_result *out);
