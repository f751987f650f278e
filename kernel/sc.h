/*
 * sc.h - scheduling contexts: a budget in every period, and no more
 *
 * A sporadic server (Sprunt, Sha, Lehoczky 1989; without the premature
 * refills that Stanovich et al. 2010 found in POSIX's). What a thread used in
 * one stretch [start, start+used) comes back at start+period, so in any
 * window as long as the period at most `budget` is used.
 *
 * budget == period is round robin: one slice, renewed when it ends.
 */
#pragma once

#include "state.h"

/* A full budget, due now. */
void sc_init(idx_t s, const struct k5_sc_desc *desc);

/* Ticks that may be used from `now` on before the next refill; 0: none. */
uint32_t sc_left(idx_t s, k5_ticks_t now);

/* Joins what is due: one refill, or the head is not due yet. */
void sc_refresh(idx_t s, k5_ticks_t now);

/* The holder ran from `start` for `used` ticks. */
void sc_charge(idx_t s, k5_ticks_t start, k5_ticks_t used);

/* When the head refill is due. */
k5_ticks_t sc_due(idx_t s);

/* Round robin: it has only slices, and is never throttled. */
bool sc_slices(idx_t s);

/* Round robin: the next slice starts now. */
void sc_renew(idx_t s, k5_ticks_t now);

/* The invariant: refills in order, none empty, together the budget. */
bool sc_ok(idx_t s);
