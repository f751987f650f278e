/*
 * sc_window.c - in any window as long as the period, at most the budget
 *
 * Proved step by step, for sequences of any length. Fix any instant w and say
 * that `spent` was used in [w, now). What may still be used up to an instant x
 * is bounded by the refills: time passes at most once, and a refill brings its
 * amount when it is due,
 *
 *      most(x) = min over y in [now, x] of  (due before y) + (x - y)
 *
 * The promise kept from step to step: for every x up to w + period,
 *
 *      spent + most(x) <= budget
 *
 * It holds when w is now, for then most(x) is at most the sum of all refills.
 * A stretch of use that stays within sc_left, and a refresh at any time, keep
 * it: that is what is proved here, for every w, x and state. With most >= 0 it
 * says that no window ever sees more than the budget.
 *
 * w may lie inside the stretch: then only the part after w is spent. What
 * the kernel's own lateness adds is not counted here (docs/SOUNDNESS.md).
 */
#include "sc_state.h"

static uint64_t budget(void)
{
	return k5_sc[S].budget;
}

static uint64_t smaller(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* The minimum lies just before a refill is due, or at one of the ends. */
static uint64_t most(k5_ticks_t now, k5_ticks_t x)
{
	uint64_t least = x - now;
	uint64_t sum = 0;

	for (unsigned i = 0; i < REFILLS; i++) {
		const struct refill *r = &k5_sc[S].refill[i];

		if (i >= k5_sc[S].count || r->time > x)
			break;
		if (r->time > now)
			least = smaller(least, sum + (x - r->time));
		sum += r->amount;
	}
	return smaller(least, sum);
}

/* A window that begins now has seen nothing yet. */
static void prove_begin(k5_ticks_t now)
{
	k5_ticks_t x = nondet_ticks();

	ASSUME(x >= now && x <= now + k5_sc[S].period);
	PROVE(most(now, x) <= budget(), "a new window promises the budget");
	REACH("a window begins");
}

/*
 * Stretch [start, start+used) within what is left. The kernel refreshes when
 * it looks at a context and charges when it is entered again.
 */
static void prove_step(k5_ticks_t now)
{
	k5_ticks_t w = nondet_ticks();
	k5_ticks_t x = nondet_ticks();
	k5_ticks_t start = nondet_ticks();
	k5_ticks_t used = nondet_ticks();
	uint64_t spent = nondet_ticks();

	ASSUME(w <= now && now <= start && start < TIME_END);
	ASSUME(spent <= budget() && x <= w + k5_sc[S].period);
	ASSUME(x < now || spent + most(now, x) <= budget());
	if (nondet_ticks() == 0)
		sc_refresh(S, start);
	ASSUME(used <= sc_left(S, start));
	sc_charge(S, start, used);
	ASSUME(x >= start + used);
	PROVE(spent + used + most(start + used, x) <= budget(),
	      "the promise is kept");
	REACH_IF(used > 0 && spent > 0 && most(start + used, x) > 0, "a step");
}

/* The window begins inside the stretch: only what comes after w is spent. */
static void prove_inside(k5_ticks_t now)
{
	k5_ticks_t w = nondet_ticks();
	k5_ticks_t x = nondet_ticks();
	k5_ticks_t used = nondet_ticks();

	if (nondet_ticks() == 0)
		sc_refresh(S, now);
	ASSUME(used <= sc_left(S, now));
	ASSUME(w > now && w <= now + used);
	ASSUME(x >= now + used && x <= w + k5_sc[S].period);
	sc_charge(S, now, used);
	PROVE(now + used - w + most(now + used, x) <= budget(),
	      "a window that begins in a stretch promises the budget");
	REACH("a window begins inside");
}

int main(void)
{
	k5_ticks_t now = nondet_ticks();

	sc_any(now);
	ASSUME(!sc_slices(S));
	switch (nondet_ticks()) {
	case 0:
		prove_begin(now);
		break;
	case 1:
		prove_step(now);
		break;
	default:
		prove_inside(now);
		break;
	}
}
