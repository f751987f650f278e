/*
 * sc_state.h - one scheduling context in any state its invariant allows
 *
 * The same words as in kernel/spec.h, in C: sc_sound is what sc.h's contracts
 * require and ensure.
 */
#pragma once

#include "prove.h"
#include "sc.h"

enum {
	S = 1, /* the one looked at; its neighbours must not change */
	SCS = 3
};

/* No time that the kernel meets is later: 2^62 ticks. */
#define TIME_END ((k5_ticks_t)1 << 62)

bool sc_sound(idx_t s, k5_ticks_t now);
bool sc_same(const struct sc *a, const struct sc *b);

/* Anything that is sound at `now`; what its neighbours hold. */
void sc_any(k5_ticks_t now);

void sc_prove_others(void);

/* Budget, period, home and holder are as they were, and so are the others. */
void sc_prove_frame(void);

k5_ticks_t nondet_ticks(void);
