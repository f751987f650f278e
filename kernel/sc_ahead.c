/*
 * sc_ahead.c - who was let run beyond what was left pays with what comes next
 *
 *      left   |####|++++|                        ++++ ran beyond: the kernel's way ended
 *      comes             |++++####|                   after its time did, a tick came late
 *                        `- due `- due from here on
 *
 * As though the thread had waited for the next refill and run the rest then: so that
 * comes back a period after it was due, what is behind it waits as long, and before it
 * does the thread does not run. Each tick is used once in a period, and on a longer look
 * nothing was gained; only a window that ends in between sees the rest too early, once.
 *
 * It is rare, and out of the way of a call. proofs/cbmc/sc_ahead.c proves it.
 */
#include "sc.h"

#include "state.h"

enum {
	/* ticks; what the kernel is late by more is forgiven: no sum wraps */
	MOST_LATE = 1 << 29
};

/* The front and what is behind it become one, at the later time. */
static K5_RARE void join(idx_t s)
{
	sc_refresh(s, k5_sc[s].refill[1].time);
}

/* So many whole budgets were used: all is there as many periods later. */
static void postpone(idx_t s, uint32_t budgets)
{
	while (k5_sc[s].count > 1)
		join(s);
	k5_sc[s].refill[0].time += (k5_ticks_t)budgets * k5_sc[s].period;
}

/*
 * In a full row the last two become one, at the later time: sc_promise would join the
 * last with what here comes as much as a period after it.
 */
static void make_room(struct sc *sc)
{
	sc->refill[REFILLS - 1].amount += sc->refill[REFILLS - 2].amount;
	sc->refill[REFILLS - 2] = sc->refill[REFILLS - 1];
	sc->count = REFILLS - 1;
}

/* Uses `owed`, less than the budget, when there is so much, and not before `at`. */
static void pay(idx_t s, k5_ticks_t at, uint32_t owed)
{
	struct sc *sc = &k5_sc[s];

	for (;; join(s)) {
		if (at < sc->refill[0].time)
			at = sc->refill[0].time;
		if (sc->count == 1 || (sc->refill[0].amount > owed &&
				       sc->refill[1].time > at + owed))
			break;
	}
	if (sc->count == REFILLS)
		make_room(sc);
	sc->refill[0].amount -= owed;
	sc->refill[0].time = at + owed;
	sc_promise(s, at + sc->period, owed);
}

void sc_pay_ahead(idx_t s, k5_ticks_t start, k5_ticks_t used)
{
	uint32_t left = k5_sc[s].refill[0].amount;
	uint32_t budget = k5_sc[s].budget;
	k5_ticks_t beyond = used - left;
	uint32_t owed = beyond < MOST_LATE ? (uint32_t)beyond : MOST_LATE;

	sc_spend(s, start, left);
	if (owed >= budget)
		postpone(s, owed / budget);
	owed %= budget;
	if (owed > 0)
		pay(s, start + left, owed);
}
