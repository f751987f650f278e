/*
 * sched_refill.h - the model's sporadic server, for sched_sim.c alone
 */
#pragma once

#include "sched_sim.h"

/* Refills that are due are one. */
void refill_join(struct sim_thread *t, uint64_t now);

/* What may be used from `now` on; 0: out of time. */
uint64_t refill_left(const struct sim_thread *t, uint64_t now);

/* The thread's time ran for `used` from `start` on. */
void refill_charge(struct sim_thread *t, uint64_t start, uint64_t used);

static inline bool sim_slices(const struct sim_thread *t)
{
	return t->budget == t->period;
}
