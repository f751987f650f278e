/*
 * sc_set.c - what lies aside while a budget is smaller than app.toml's
 *
 *      k5_sc[s].refill    |# head #|## ... ##|#### last ####|    add up to budget
 *      k5_spare[s]        |:::::::::::|                          the rest
 *                         `-- together app.toml's budget, always --'
 *
 * Each tick that was used is promised again, in one of the two, not before app.toml's
 * period is over. Setting moves amounts between them, and only ever to later times:
 * so no sequence of sets is worth more than to leave all as it is. A period that
 * becomes smaller brings promises nearer, but never nearer than a period of app.toml
 * from now, which is after all that was used.
 *
 * Where app.toml's budget is its period there is nothing to keep: all time may be used.
 */
#include "sc_set.h"

#include "sc.h"

bool sc_may(idx_t s, k5_ticks_t budget, k5_ticks_t period)
{
	const struct k5_sc_desc *bound = &k5_app.sc[s];

	return budget >= 1 && budget <= bound->budget &&
	       period >= bound->period && period <= UINT32_MAX;
}

static bool unlimited(idx_t s)
{
	return k5_app.sc[s].budget == k5_app.sc[s].period;
}

/* A whole budget, now: slices again, or a limit from now on. */
static void start_over(idx_t s, k5_ticks_t now, struct k5_sc_desc to)
{
	k5_sc[s].before = sc_consumed(s);
	k5_sc[s].slices = to.budget == to.period;
	k5_sc[s].count = 1;
	k5_sc[s].refill[0] = (struct refill){.time = now, .amount = to.budget};
}

/* `amount`, less than the budget, out of the refills: the latest first. */
static void lay_aside(idx_t s, uint32_t amount)
{
	struct refill *spare = &k5_spare[s];

	spare->amount += amount;
	while (amount > 0) {
		struct refill *last = &k5_sc[s].refill[k5_sc[s].count - 1];

		if (spare->time < last->time)
			spare->time = last->time;
		if (amount < last->amount) {
			last->amount -= amount;
			return;
		}
		amount -= last->amount;
		k5_sc[s].count--;
	}
}

/* The last two become one, at the later time: late is safe. */
static void join_last(idx_t s)
{
	struct refill *into = &k5_sc[s].refill[k5_sc[s].count - 2];

	into->amount += into[1].amount;
	into->time = into[1].time;
	k5_sc[s].count--;
}

/* A new first refill, due now; the others are to come. */
static void put_first(idx_t s, struct refill first)
{
	if (k5_sc[s].count == REFILLS)
		join_last(s);
	for (uint8_t i = k5_sc[s].count; i > 0; i--)
		k5_sc[s].refill[i] = k5_sc[s].refill[i - 1];
	k5_sc[s].refill[0] = first;
	k5_sc[s].count++;
}

/* `amount` of what lies aside may be used: at once if it could have been by now. */
static void take_back(idx_t s, k5_ticks_t now, uint32_t amount)
{
	struct refill *spare = &k5_spare[s];
	k5_ticks_t last = k5_sc[s].refill[k5_sc[s].count - 1].time;

	if (spare->time > now)
		sc_promise(s, spare->time < last ? last : spare->time, amount);
	else if (sc_due(s) <= now)
		k5_sc[s].refill[0].amount += amount;
	else
		put_first(s, (struct refill){.time = now, .amount = amount});
	spare->amount -= amount;
	if (spare->amount == 0)
		spare->time = 0;
}

/* No promise is further off than a period that became shorter. */
static void bring_near(idx_t s, k5_ticks_t latest)
{
	for (uint8_t i = 0; i < k5_sc[s].count; i++) {
		if (k5_sc[s].refill[i].time > latest)
			k5_sc[s].refill[i].time = latest;
	}
}

bool sc_set(idx_t s, k5_ticks_t now, struct k5_sc_desc to)
{
	uint32_t budget = k5_sc[s].budget;
	bool anew = unlimited(s);

	if (anew) {
		start_over(s, now, to);
	} else {
		sc_refresh(s, now);
		if (to.budget < budget)
			lay_aside(s, budget - to.budget);
		else if (to.budget > budget)
			take_back(s, now, to.budget - budget);
		/* what is paid ahead (sc_ahead.c) may be further, and stays */
		if (to.period < k5_sc[s].period || sc_due(s) <= now)
			bring_near(s, now + to.period);
		if (k5_spare[s].time > now + to.period)
			k5_spare[s].time = now + to.period;
	}
	k5_sc[s].budget = to.budget;
	k5_sc[s].period = to.period;
	return anew;
}

bool sc_spare_ok(idx_t s)
{
	const struct k5_sc_desc *bound = &k5_app.sc[s];
	const struct refill *spare = &k5_spare[s];

	if (!app_budgets()) /* nobody sets anything */
		return true;
	if (!sc_may(s, k5_sc[s].budget, k5_sc[s].period))
		return false;
	if (unlimited(s))
		return spare->amount == 0 && spare->time == 0;
	return spare->amount == bound->budget - k5_sc[s].budget &&
	       (spare->amount > 0 || spare->time == 0);
}
