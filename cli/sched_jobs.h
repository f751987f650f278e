/*
 * sched_jobs.h - the jobs of app.toml, played by the model of sched_sim.h
 */
#pragma once

#include "sched_sim.h"
#include "schedule.h"

/* What happened, for whoever draws it. */
struct sched_events {
	void *user;
	/* On t's time `as` ran: t, a server, or SIM_NOBODY: the kernel. */
	void (*ran)(void *user, size_t t, uint8_t as, uint64_t from,
		    uint64_t to);
	void (*released)(void *user, size_t t, uint64_t at);
	void (*done)(void *user, size_t t, uint64_t released, uint64_t at);
};

/*
 * Plays `end` ticks from the moment at which all jobs are released at once,
 * each as long as it may be, each thread's next one `every` later (a period,
 * if nothing is stated).
 */
void sched_play(const struct schedule *s, const struct sched_events *events,
		uint64_t end);

/* From job to job of a thread, in ticks. */
uint64_t sched_every(const struct schedule *s, size_t t);
