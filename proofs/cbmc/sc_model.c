/*
 * sc_model.c - scheduling contexts as their contracts in sc.h say
 *
 * One refill stands for all: when the head is due and how much it holds. Which
 * of the allowed values a refresh leads to stays open. proofs/cbmc/sc_*.c show
 * that sc.c keeps these contracts.
 */
#include "prove.h"
#include "sc.h"

struct refill nondet_refill(void);

bool sc_ok(idx_t s)
{
	const struct sc *sc = &k5_sc[s];

	return sc->count == 1 && sc->budget > 0 && sc->budget <= sc->period &&
	       sc->refill[0].amount <= sc->budget &&
	       (sc_slices(s) ? sc->refill[0].time <= k5.now
			     : sc->refill[0].amount > 0);
}

bool sc_slices(idx_t s)
{
	return k5_sc[s].budget == k5_sc[s].period;
}

k5_ticks_t sc_due(idx_t s)
{
	return k5_sc[s].refill[0].time;
}

uint32_t sc_left(idx_t s, k5_ticks_t now)
{
	return sc_due(s) > now ? 0 : k5_sc[s].refill[0].amount;
}

uint32_t sc_amount(idx_t s)
{
	return k5_sc[s].refill[0].amount;
}

void sc_refresh(idx_t s, k5_ticks_t now)
{
	struct refill before = k5_sc[s].refill[0];
	struct refill after = nondet_refill();

	ASSUME(before.time <= after.time && before.amount <= after.amount);
	ASSUME((before.time <= now) == (after.time <= now));
	k5_sc[s].refill[0] = after;
	ASSUME(sc_ok(s));
}

void sc_renew(idx_t s, k5_ticks_t now)
{
	PROVE(sc_slices(s), "only round robin renews its slice");
	k5_sc[s].refill[0] =
		(struct refill){.time = now, .amount = k5_sc[s].budget};
}
