/*
 * world.h - any small system in any state that the invariant allows
 *
 *      task 0: thread 0, thread 1        task 1: thread 2
 *      2 endpoints, 2 replies, 1 notification, 1 port, 1 interrupt
 *
 * Who is passive, caps, queues, debts, budgets and registers are all left
 * open. Priorities are 0, 15 or 31: of three threads only the order counts.
 */
#pragma once

#include "prove.h"
#include "state.h"

enum {
	TASKS = 2,
	THREADS = 3,
	ENDPOINTS = 2,
	NOTIFICATIONS = 1,
	REPLIES = 2,
	PORTS = 1,
	IRQS = 1,
	SLOTS = 4, /* two to a task */
	QUEUES = Q_FIRST_EP + ENDPOINTS + NOTIFICATIONS,
	LOG_SIZE = 8
};

/* Every object holds any value, within kernel_ok and what boot fixes. */
void world_any(void);

/* The running thread t used some time, perhaps all it had. */
void world_charge(idx_t t);

/* If it still is to run, sched_next would see to its time. */
void world_settle(idx_t t);

/* The invariant again, clause by clause, so that a failure names one. */
void world_prove(void);
