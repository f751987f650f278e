/*
 * sc.h - scheduling contexts: a budget in every period, and no more
 *
 * A sporadic server (Sprunt, Sha, Lehoczky 1989; without the premature
 * refills that Stanovich et al. 2010 found in POSIX's). What a thread used in
 * one stretch [start, start+used) comes back at start+period, so in any
 * window as long as the period at most `budget` is used; and once what the
 * thread was let run beyond that, until the kernel's way was done. That is
 * paid before it runs again: over a longer time it gains nothing.
 *
 * budget == period is round robin: one slice, renewed when it ends.
 *
 * The contracts are proved by CBMC (proofs/cbmc/sc_*.c), bit by bit; WP rests
 * on them.
 */
#pragma once

#include "bitmap.h"
#include "spec.h"

#define REQUIRES_SC(s, now)                                                    \
	requires app_fits && is_sc(s) && sc_shape(s) && sc_sum(s) &&           \
		sc_order(s) && sc_full(s) && sc_timely(s, now);
#define ENSURES_SC(s, now)                                                     \
	ensures sc_shape(s) && sc_sum(s) && sc_order(s) && sc_full(s) &&       \
		sc_timely(s, now);

/* A full budget, due now. */
void sc_init(idx_t s, const struct k5_sc_desc *desc);

/* Ticks that may be used from `now` on before the next refill; 0: none. */
/*@ requires app_fits && is_sc(s) && sc_shape(s) &&
        sc_timely(s, now);
    assigns \nothing;
    exits \false;
    ensures \result == left(s, now); */
uint32_t sc_left(idx_t s, k5_ticks_t now);

/* The same for a context whose head refill is due. */
/*@ requires app_fits && is_sc(s) && sc_shape(s);
    assigns \nothing;
    exits \false;
    ensures \result == amount(s, 0); */
uint32_t sc_amount(idx_t s);

/* Joins what is due: one refill, or the head is not due yet. */
/*@ REQUIRES_SC(s, now)
    assigns k5_sc[s].refill[0 .. REFILLS - 1], k5_sc[s].count;
    exits \false;
    ENSURES_SC(s, now)
    ensures due: \old(due(s)) <= now <==> due(s) <= now;
    ensures later: \old(due(s)) <= due(s);
    ensures more: \old(left(s, now)) <= left(s, now); */
void sc_refresh(idx_t s, k5_ticks_t now);

/*
 * The holder ran from `start`, when it had time, for `used` ticks. What is beyond that
 * time is paid with the refills to come.
 */
/*@ REQUIRES_SC(s, start)
    requires due(s) <= start;
    requires start + used < 0x4000000000000000;
    assigns k5_sc[s].refill[0 .. REFILLS - 1], k5_sc[s].count,
        k5_sc[s].before;
    exits \false;
    ENSURES_SC(s, start + used)
    ensures goes_on: used < \old(left(s, start)) ==>
        left(s, start + used) > 0;
    ensures consumed: consumed(s) == \old(consumed(s)) + used; */
void sc_charge(idx_t s, k5_ticks_t start, k5_ticks_t used);

/*
 * `used`, at most the front refill, comes back one period after `start`. What it ensures
 * stands in sc.c.
 */
void sc_spend(idx_t s, k5_ticks_t start, uint32_t used);

/* A charge of more than the front refill: sc_ahead.c. */
/*@ requires app_fits && is_sc(s) && sc_shape(s) && !slices(s);
    requires sc_sum(s) && sc_order(s) && sc_full(s) && due(s) <= start;
    requires amount(s, 0) < used && start + used < 0x4000000000000000;
    requires last: \forall integer i; 0 <= i < k5_sc[s].count ==>
        k5_sc[s].refill[i].time <= start + k5_sc[s].period;
    assigns k5_sc[s].refill[0 .. REFILLS - 1], k5_sc[s].count;
    exits \false;
    ensures sc_shape(s) && sc_sum(s) && sc_order(s) && sc_full(s);
    ensures far: due(s) <= start + used + 0x4000000000000000;
    ensures last: \forall integer i; 0 <= i < k5_sc[s].count ==>
        k5_sc[s].refill[i].time <= start + used + k5_sc[s].period ||
        k5_sc[s].refill[i].time <= due(s) + k5_sc[s].period; */
K5_COLD void sc_pay_ahead(idx_t s, k5_ticks_t start, k5_ticks_t used);

/*
 * Promises `amount` at `time`, which is not before any promise made so far. What it
 * ensures stands in sc.c, in words of windows.
 */
void sc_promise(idx_t s, k5_ticks_t time, uint32_t amount);

/* When the head refill is due. */
/*@ requires app_fits && is_sc(s);
    assigns \nothing;
    exits \false;
    ensures \result == due(s); */
k5_ticks_t sc_due(idx_t s);

/* Round robin: it has only slices, and is never throttled. */
/*@ requires app_fits && is_sc(s) && sc_shape(s);
    assigns \nothing;
    exits \false;
    ensures \result <==> slices(s); */
bool sc_slices(idx_t s);

/* What was used on s since boot. */
/*@ requires app_fits && is_sc(s) && sc_shape(s) && sc_sum(s);
    requires sc_timely(s, k5.now) && k_clock;
    assigns \nothing;
    exits \false;
    ensures \result == consumed(s); */
k5_ticks_t sc_consumed(idx_t s);

/* Round robin: the next slice starts now. */
/*@ REQUIRES_SC(s, now)
    requires slices(s);
    assigns k5_sc[s].refill[0 .. REFILLS - 1], k5_sc[s].before;
    exits \false;
    ENSURES_SC(s, now)
    ensures consumed: consumed(s) == \old(consumed(s));
    ensures left(s, now) == k5_sc[s].budget; */
void sc_renew(idx_t s, k5_ticks_t now);

/* The invariant: refills in order, none empty, together the budget. */
bool sc_ok(idx_t s);
