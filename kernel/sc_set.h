/*
 * sc_set.h - another budget and another period, within those of app.toml
 *
 * Whatever is set, and however often: in any window as long as app.toml's period
 * at most app.toml's budget is used, so `k5 sched` stays right; and in any window
 * as long as the new period, from the call on, at most the new budget.
 *
 * proofs/cbmc/sc_set.c proves the books, tests/host/test_sc_set.c plays the windows
 * against a count of every tick.
 */
#pragma once

#include "state.h"

/* app.toml's own, or less of it: a smaller budget, a longer period. */
bool sc_may(idx_t s, k5_ticks_t budget, k5_ticks_t period);

/*
 * s has the budget and the period that `to` says, which it may. What was used on it
 * stays used, and sc_consumed as it was. Whoever runs on it and has time has some
 * afterwards; who waits for a refill may be due sooner, and is to be placed anew. True:
 * it begins a whole budget, as a new slice does, so it is its equals' turn.
 */
bool sc_set(idx_t s, k5_ticks_t now, struct k5_sc_desc to);

/* What lies aside, and the budget, are app.toml's budget. */
bool sc_spare_ok(idx_t s);
