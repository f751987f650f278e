/*
 * sc.c - the arithmetic of refills
 *
 *      refill[0]            refill[1]            refill[2]
 *      due now, being used  due at start+period  ...
 *      `----------------- amounts add up to budget ------------------'
 *
 * A charge takes from the front and promises the same amount at the back, one
 * period after the stretch began. With the array full the last two join at
 * the later time: late is safe, early is not. Who runs is sched.c's matter.
 */
#include "sc.h"

#include "check.h"

void sc_init(idx_t s, const struct k5_sc_desc *desc)
{
	k5_sc[s].budget = desc->budget;
	k5_sc[s].period = desc->period;
	k5_sc[s].consumed = 0;
	k5_sc[s].count = 1;
	k5_sc[s].refill[0] = (struct refill){.time = 0, .amount = desc->budget};
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
	if (k5_sc[s].refill[0].time > now)
		return 0;
	return k5_sc[s].refill[0].amount;
}

void sc_renew(idx_t s, k5_ticks_t now)
{
	k5_sc[s].refill[0].time = now;
	k5_sc[s].refill[0].amount = k5_sc[s].budget;
}

/* The front refill goes; what is behind it moves up. */
static void pop(idx_t s)
{
	K5_ASSERT(k5_sc[s].count > 0 && k5_sc[s].count <= REFILLS);

	for (uint8_t i = 1; i < k5_sc[s].count; i++)
		k5_sc[s].refill[i - 1] = k5_sc[s].refill[i];
	k5_sc[s].count--;
}

/* Takes `used`, at most the budget, from the front. */
static void take(idx_t s, uint32_t used)
{
	uint32_t rest = used;

	while (k5_sc[s].count > 0 && k5_sc[s].refill[0].amount <= rest) {
		rest -= k5_sc[s].refill[0].amount;
		pop(s);
	}
	if (rest > 0)
		k5_sc[s].refill[0].amount -= rest;
}

/* Promises `amount` at `time`, which is not before any promise made so far. */
static void promise(idx_t s, k5_ticks_t time, uint32_t amount)
{
	uint8_t n = k5_sc[s].count;

	if (n > 0) {
		struct refill *last = &k5_sc[s].refill[n - 1];

		/* used without a gap, it can come back without one */
		if (time - last->time <= last->amount) {
			last->amount += amount;
			return;
		}
		if (n == REFILLS) {
			last->amount += amount;
			last->time = time;
			return;
		}
	}
	k5_sc[s].refill[n] = (struct refill){.time = time, .amount = amount};
	k5_sc[s].count = (uint8_t)(n + 1);
}

/* Round robin owes nothing for what it used: the next slice is whole. */
static void charge_slice(struct sc *sc, k5_ticks_t used)
{
	uint32_t left = sc->refill[0].amount;

	sc->refill[0].amount = used < left ? left - (uint32_t)used : 0;
}

void sc_charge(idx_t s, k5_ticks_t start, k5_ticks_t used)
{
	struct sc *sc = &k5_sc[s];

	sc->consumed += used;
	if (sc_slices(s)) {
		charge_slice(sc, used);
		return;
	}
	if (used == 0)
		return;

	uint32_t amount = used < sc->budget ? (uint32_t)used : sc->budget;

	/* what went over the whole budget (the kernel was late) is paid for
	 * by waiting longer */
	take(s, amount);
	/* what is due already must not be joined with what is to come */
	if (sc->count == REFILLS)
		sc_refresh(s, start + used);
	promise(s, start + sc->period + (used - amount), amount);
}

void sc_refresh(idx_t s, k5_ticks_t now)
{
	while (k5_sc[s].count > 1 && k5_sc[s].refill[1].time <= now) {
		uint32_t first = k5_sc[s].refill[0].amount;

		pop(s);
		k5_sc[s].refill[0].amount += first;
	}
}

bool sc_ok(idx_t s)
{
	uint64_t sum = 0;

	if (k5_sc[s].count < 1 || k5_sc[s].count > REFILLS)
		return false;
	if (k5_sc[s].budget == 0 || k5_sc[s].budget > k5_sc[s].period)
		return false;
	for (uint8_t i = 0; i < k5_sc[s].count; i++) {
		sum += k5_sc[s].refill[i].amount;
		if (i > 0 &&
		    k5_sc[s].refill[i].time < k5_sc[s].refill[i - 1].time)
			return false;
		if (k5_sc[s].refill[i].amount == 0 && !sc_slices(s))
			return false;
	}
	return sc_slices(s) ? sum <= k5_sc[s].budget : sum == k5_sc[s].budget;
}
