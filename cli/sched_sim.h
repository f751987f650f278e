/*
 * sched_sim.h - a plain model of the scheduler, stepped from event to event
 *
 *      sim_start(&s);  while (s.now < end) sim_step(&s);
 *
 * Fixed priorities, queues in order of arrival, a sporadic server of four
 * refills a thread, time lent along calls of passive servers, one way through
 * the kernel at a time. Shares nothing with kernel/; tests/sched/twin.c shows
 * that both do the same.
 * The user says by two hooks which jobs there are, and sees what ran.
 *
 * `k5 sched --svg` draws it; tests/sched/property.c holds rta.c against it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SIM_THREADS = 64,
	SIM_STEPS = 32, /* of a job */
	SIM_DEEP = 8,   /* servers inside each other */
	SIM_REFILLS = 4,
	SIM_NOBODY = 255
};

/* A job runs, and calls or answers in between: no two runs in a row. */
enum sim_kind {
	SIM_RUN,
	SIM_CALL,  /* of `server` */
	SIM_RETURN /* from the last one called */
};

struct sim_part {
	enum sim_kind kind;
	uint8_t server;
	uint64_t ticks;
};

struct sim_job {
	uint64_t release; /* not before; UINT64_MAX: no more */
	struct sim_part part[SIM_STEPS];
	size_t parts;
};

/* What a step was about, for whoever plays it elsewhere as well. */
enum sim_event {
	SIM_ALARM,
	SIM_RELEASED, /* a job of t */
	SIM_CALLED,   /* the runner of t's time calls `server` */
	SIM_RETURNED, /* the server answers and takes the next call */
	SIM_DONE      /* t has no more to do */
};

enum sim_state {
	SIM_IDLE,      /* until its next job's release */
	SIM_READY,     /* or running */
	SIM_THROTTLED, /* out of time */
	SIM_WAITING    /* in the queue of a server */
};

struct sim_refill {
	uint64_t time;
	uint64_t amount;
};

struct sim_thread {
	/* written by the user */
	uint8_t priority;
	bool passive;
	uint64_t budget;
	uint64_t period;

	/* written by the model */
	enum sim_state state;
	uint64_t arrival; /* in its ready queue or a server's */
	struct sim_refill refill[SIM_REFILLS];
	size_t refills;
	uint64_t used; /* of its budget, since the job's release */
	struct sim_job job;
	size_t part;
	uint64_t left; /* of the part */
	uint8_t inside[SIM_DEEP];
	size_t deep;
	uint8_t serves; /* a server: whose time it runs on, or SIM_NOBODY */
};

struct sim {
	struct sim_thread thread[SIM_THREADS];
	size_t count;
	uint64_t path; /* a system call's way through the kernel */
	uint64_t tick; /* a timer's or an interrupt's */
	void *user;

	/* Fills the next job of t; the last one has just ended. */
	void (*next_job)(struct sim *s, size_t t, struct sim_job *job);
	/* Thread t is answered for; may be NULL. */
	void (*job_done)(struct sim *s, size_t t);
	/* On t's time ran server `as`, t itself or, SIM_NOBODY, the kernel. */
	void (*ran)(struct sim *s, size_t t, uint8_t as, uint64_t from,
		    uint64_t to);
	/* Before a step acts, at s->now; may be NULL. */
	void (*event)(struct sim *s, enum sim_event e, size_t t,
		      uint8_t server);

	uint64_t now;
	uint64_t since;   /* uncharged from here on */
	uint64_t outside; /* when the way through the kernel ends */
	uint64_t alarm;
	uint64_t release; /* nobody throttled is due before */
	uint64_t arrivals;
	uint8_t current; /* whose time runs, or SIM_NOBODY */
};

/* Every budget whole, the first jobs asked for. */
void sim_start(struct sim *s);

/* To the next event. */
void sim_step(struct sim *s);
