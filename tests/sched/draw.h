/*
 * draw.h - random task sets, and jobs that keep or break their word
 *
 * A set is drawn from a seed alone, so a failing one can be drawn again. An
 * honest thread releases jobs no closer and no longer than it states. A hostile
 * one runs, calls, sleeps and wakes as it likes; servers keep their word in
 * what a request takes.
 */
#pragma once

#include "../../cli/rta.h"
#include "../../cli/sched_sim.h"

struct draw {
	uint64_t seed;
	struct rta_set set;
	bool hostile[RTA_THREADS];
	bool alone[RTA_THREADS]; /* passive, but on time of its own */
	bool together;           /* all first jobs are released at once */
	bool drain; /* hostile threads use up their time, then call */
	uint64_t horizon;
};

/* A whole number of low..high. */
uint64_t draw_number(struct draw *d, uint64_t low, uint64_t high);

void draw_set(struct draw *d, uint64_t seed);

/* The next job of thread t, `now` after the last one. */
void draw_job(struct draw *d, size_t t, uint64_t now, struct sim_job *job);

/* Does t run on its clients' time alone? */
bool draw_serves(const struct draw *d, size_t t);

void draw_print(const struct draw *d);
