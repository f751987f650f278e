/*
 * sc_state.c - one scheduling context in any state its invariant allows
 */
#include "sc_state.h"

struct sc k5_sc[SCS];
static struct sc before[SCS];

struct sc nondet_sc(void);

_Noreturn void kernel_assert_failed(const char *id)
{
	(void)id;
	PROVE(false, "no assertion of the kernel fails");
	for (;;)
		ASSUME(false);
}

static bool refill_sound(idx_t s, unsigned i, k5_ticks_t now)
{
	const struct sc *sc = &k5_sc[s];

	if (sc->refill[i].time > now + sc->period &&
	    sc->refill[i].time > sc->refill[0].time + sc->period)
		return false;
	if (sc->budget == sc->period)
		return sc->refill[i].time <= now;
	return sc->refill[i].amount > 0;
}

bool sc_sound(idx_t s, k5_ticks_t now)
{
	const struct sc *sc = &k5_sc[s];
	uint64_t sum = 0;

	if (sc->count < 1 || sc->count > REFILLS || sc_consumed(s) > now)
		return false;
	if (sc->refill[0].time > now + TIME_END) /* paid ahead */
		return false;
	if (sc->slices != (sc->budget == sc->period))
		return false;
	if (sc->budget == 0 || sc->budget > sc->period)
		return false;
	for (unsigned i = 0; i < REFILLS; i++) {
		if (i >= sc->count)
			break;
		sum += sc->refill[i].amount;
		if (!refill_sound(s, i, now))
			return false;
		if (i > 0 && sc->refill[i - 1].time > sc->refill[i].time)
			return false;
	}
	if (sc->budget == sc->period)
		return sc->count == 1 && sum <= sc->budget;
	return sum == sc->budget;
}

bool sc_same(const struct sc *a, const struct sc *b)
{
	for (unsigned i = 0; i < REFILLS; i++) {
		if (a->refill[i].time != b->refill[i].time ||
		    a->refill[i].amount != b->refill[i].amount)
			return false;
	}
	return a->before == b->before && a->slices == b->slices &&
	       a->budget == b->budget && a->period == b->period &&
	       a->count == b->count && a->home == b->home &&
	       a->holder == b->holder;
}

void sc_any(k5_ticks_t now)
{
	for (unsigned s = 0; s < SCS; s++) {
		k5_sc[s] = nondet_sc();
		before[s] = k5_sc[s];
	}
	ASSUME(now < TIME_END && sc_sound(S, now));
}

void sc_prove_others(void)
{
	PROVE(sc_same(&k5_sc[0], &before[0]) &&
		      sc_same(&k5_sc[SCS - 1], &before[SCS - 1]),
	      "other scheduling contexts stay");
}

void sc_prove_frame(void)
{
	sc_prove_others();
	PROVE(k5_sc[S].budget == before[S].budget &&
		      k5_sc[S].period == before[S].period &&
		      k5_sc[S].slices == before[S].slices &&
		      k5_sc[S].home == before[S].home &&
		      k5_sc[S].holder == before[S].holder,
	      "budget, period, home and holder stay");
}
