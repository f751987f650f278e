/*
 * world.h - any small system in any state that the invariant allows
 *
 *      task 0: threads 0, 1    task 1: thread 2    any of them out of the pool
 *      2 endpoints, 3 replies, 1 notification, 1 port, 1 interrupt, 3 slots each
 *
 * Thread 0 runs: which of them does is but a name.
 * Who is passive, caps, waits, debts, lent time and registers are all left open.
 * The scheduler is there as its contracts say (sched_model.c), which WP proves
 * for any number of threads: so a queue is who is in it, and time is whether
 * there is some. Memory that travels has proofs of its own (loan.c, gift.c).
 */
#pragma once

#include "prove.h"
#include "state.h"

enum {
	TASKS = 2,
	THREADS = 3,
	ENDPOINTS = 2,
	NOTIFICATIONS = 1,
	REPLIES = 3,
	PORTS = 1,
	IRQS = 1,
	POOLS = 1,
	SLOTS = 6, /* three to a task */
	QUEUES = Q_FIRST_EP + ENDPOINTS + NOTIFICATIONS
};

/* Every object holds any value, within the invariant and what boot fixes. */
void world_any(void);

/* The running thread's time is out: between entry and way out it may be. */
extern bool world_spent;

/* The invariant again, clause by clause, so that a failure names one. */
void world_prove(void);

/* Queues know whether somebody is there: after k5_link was written. */
void world_queues(void);
