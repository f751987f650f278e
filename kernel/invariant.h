/*
 * invariant.h - what is true whenever a task runs
 *
 * Holds after boot and after every way into the kernel; each clause speaks of
 * one object and its neighbours. Tests call it after every step; the product
 * does not link it.
 */
#pragma once

#include "state.h"

/* Head and tail agree with the links, and nothing else claims the queue. */
bool queue_ok(idx_t q);

/* The thread is where its state says, with the time its state asks for. */
bool thread_ok(idx_t t);

/* Its timer, if set, is looked at in time, and is a living thread's. */
bool timer_ok(idx_t t);

/* One thread holds it, and its refills are in order. */
bool time_ok(idx_t s);

/* The two sides of a debt name each other. */
bool reply_ok(idx_t r);

/* Nobody waits for a partner that is there. */
bool endpoint_ok(idx_t ep);
bool notification_ok(idx_t n);

/* Its object exists and its rights fit its type. */
bool cap_ok(slot_idx_t i);
bool node_ok(slot_idx_t i);

/*
 * Of a pool's objects, those are born to which some slot has a cap; the others
 * are as at boot.
 */
bool pool_ok(idx_t p);

/* Who waits somewhere, or owes, has the cap for it. */
bool entitled_ok(idx_t t);

/* invariant_loan.c: regions, their caps, and who sees them. */
bool region_cap_ok(slot_idx_t i);
bool loan_ok(idx_t r);
bool window_ok(idx_t task, uint8_t window);
bool region_ok(idx_t region);
bool lenders_ok(void);

/* A stopped task has no living thread. */
bool task_ok(idx_t i);

/* The running thread is the first of the highest priority; timer is set. */
bool choice_ok(void);

/* All of them, for everything there is. */
bool kernel_ok(void);
