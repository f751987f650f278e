/*
 * start.h - a thread begins: at boot, or because a task says so
 */
#pragma once

#include "state.h"

/* Where it begins, with what in its first register, and how urgent it is. */
struct start {
	k5_word_t entry;
	k5_word_t argument;
	k5_word_t prio;
};

/* t, which does not run, begins as if it never had. */
void thread_begin(idx_t t, struct start how);

/* Is t out of a pool? Those that app.toml names begin at boot, and then only. */
bool thread_pooled(idx_t t);

/*
 * Thread t begins as the registers of thread `by` say: entry, argument,
 * priority. K5_ERR_RIGHT: it is another task's, or in no pool. K5_ERR_RANGE: more
 * urgent than `by`, or than its pool allows. K5_ERR_MEMORY: its task may not
 * execute what is at `entry`. K5_ERR_BUSY: it runs.
 */
enum k5_err thread_start(idx_t t, idx_t by);
