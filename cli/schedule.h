/*
 * schedule.h - an app's threads as a set that rta.h can judge
 *
 *      app.toml -> model -> schedule_of -> a row for each thread, in order of
 *                                          priority: response, deadline, why
 */
#pragma once

#include "../codegen/model.h"
#include "rta.h"

/* Where the kernel's own costs come from. */
enum schedule_source {
	SCHEDULE_MEASURED, /* tests/bench/baseline.json */
	SCHEDULE_GIVEN,    /* --kernel-cost */
	SCHEDULE_NONE      /* nobody measured this board */
};

struct schedule_costs {
	enum schedule_source source;
	uint32_t path;  /* instructions of the longest way through the kernel */
	uint32_t tick;  /* of a timer's or an interrupt's */
	uint32_t least; /* of the shortest */
};

struct schedule_row {
	char *name; /* TASK, or TASK/THREAD for a further thread */
	const struct m_thread *thread;
	struct rta_result result;
	uint64_t deadline; /* ticks; 0: none stated */
	double waking; /* of the time, of 1: the kernel's, to wake it when it
			      has set a deadline or opened a line, at most */
	const char *woken; /* by which of its caps: "timer" */
};

struct schedule {
	const struct model *m;
	struct schedule_costs costs;
	struct rta_set set;
	struct schedule_row row[MODEL_THREADS]; /* as in the set */
	size_t order[MODEL_THREADS];            /* highest priority first */
	size_t rows;
	double share[32]; /* reserved at a priority, of 1 */
	double total;
	size_t stated; /* deadlines */
	size_t missed; /* of these, met not always */
};

/* `cost`: instructions of any way through the kernel; below 0: as measured. */
void schedule_of(struct schedule *s, const struct model *m, long cost);

/* Who calls whom and sets whose time, by caps; schedule_calls.c. */
void schedule_calls(struct schedule *s);

/* What is known of the board; schedule_costs.c. */
struct schedule_costs schedule_costs(const struct m_board *b);

/* Does the row's thread promise its deadline? True if it states none. */
bool schedule_met(const struct schedule_row *r);

/* Why a row has no bound, as a sentence, or NULL; schedule_why.c. */
char *schedule_why(const struct schedule *s, size_t row);

/* "7.0% of the time for 'net' (timer)", of all that have any; NULL: none. */
char *schedule_wakings(const struct schedule *s);

double schedule_us(const struct schedule *s, uint64_t ticks);

/* What is reserved for a thread, of 1; slices: nothing. */
double schedule_share(const struct model *m, const struct m_thread *t);

/* What a missed job is made of; NULL: nothing that numbers say; schedule_why.c. */
char *schedule_parts(const struct schedule *s, size_t row);

/* Of 1: the kernel's time for the refills of all, as often as others may cause. */
double schedule_refills(const struct schedule *s);

/* What a thread has of the time, "20.0%" or "slices"; a passive one for its start-up. */
const char *schedule_share_words(const struct m_thread *t);

/* As wide as a table's column of threads has to be. */
int schedule_name_width(const struct schedule *s);

/* What is reserved and what is missed, as warnings of `k5 build`. */
void schedule_warn(const struct model *m);
