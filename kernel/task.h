/*
 * task.h - the unit of protection: how one ends
 */
#pragma once

#include "state.h"

/*
 * One thread ends: it leaves queues, debts and lent time behind in order. With
 * the last one the run ends, and this does not return.
 */
void thread_stop(idx_t t);

/* Every thread of the task ends. `fault` says why; NONE for a panic. */
void task_stop(idx_t task, enum k5_fault fault);
