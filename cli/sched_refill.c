/*
 * sched_refill.c - the model's sporadic server
 *
 *      used [start, start + n)  --->  n comes back at start + period
 *
 * At most four refills, in order of time. What is used without a gap comes
 * back without one; where there is no room the last two come back together,
 * at the later time. Who ran beyond what was left pays with what comes next, as though
 * it had waited for that (kernel/sc_ahead.c).
 */
#include "sched_refill.h"

static void drop_first(struct sim_thread *t)
{
	t->refills--;
	for (size_t i = 0; i < t->refills; i++) {
		t->refill[i] = t->refill[i + 1];
	}
}

void refill_join(struct sim_thread *t, uint64_t now)
{
	while (t->refills > 1 && t->refill[1].time <= now) {
		t->refill[1].amount += t->refill[0].amount;
		drop_first(t);
	}
}

uint64_t refill_left(const struct sim_thread *t, uint64_t now)
{
	return t->refills > 0 && t->refill[0].time <= now ? t->refill[0].amount
							  : 0;
}

/* Used time comes back one period after the stretch began. */
static void give_back(struct sim_thread *t, uint64_t time, uint64_t amount)
{
	struct sim_refill *last =
		&t->refill[t->refills > 0 ? t->refills - 1 : 0];

	if (t->refills > 0 && time - last->time <= last->amount) {
		last->amount += amount; /* used without a gap */
	} else if (t->refills == SIM_REFILLS) {
		last->amount += amount; /* no room: both at the later time */
		last->time = time;
	} else {
		t->refill[t->refills++] = (struct sim_refill){time, amount};
	}
}

/* `used`, at most the first refill, within what is left. */
static void spend(struct sim_thread *t, uint64_t start, uint64_t used)
{
	t->refill[0].amount -= used;
	if (t->refill[0].amount == 0) {
		drop_first(t);
	}
	if (t->refills == SIM_REFILLS) {
		refill_join(t, start + used);
	}
	give_back(t, start + t->period, used);
}

/* The last two are one, at the later time. */
static void join_last(struct sim_thread *t)
{
	struct sim_refill *last = &t->refill[--t->refills];

	last[-1].amount += last->amount;
	last[-1].time = last->time;
}

/* Waits from `now` on until there is more than `owed`, and uses that. */
static void pay(struct sim_thread *t, uint64_t now, uint64_t owed)
{
	uint64_t at = now > t->refill[0].time ? now : t->refill[0].time;

	while (t->refills > 1 && (t->refill[0].amount <= owed ||
				  t->refill[1].time <= at + owed)) {
		refill_join(t, t->refill[1].time);
		at = now > t->refill[0].time ? now : t->refill[0].time;
	}
	if (t->refills == SIM_REFILLS) {
		join_last(t);
	}
	t->refill[0].amount -= owed;
	t->refill[0].time = at + owed;
	give_back(t, at + t->period, owed);
}

static void pay_ahead(struct sim_thread *t, uint64_t now, uint64_t owed)
{
	if (owed >= t->budget) { /* whole budgets are whole periods */
		refill_join(t, t->refill[t->refills - 1].time);
		t->refill[0].time += owed / t->budget * t->period;
	}
	if (owed % t->budget > 0) {
		pay(t, now, owed % t->budget);
	}
}

void refill_charge(struct sim_thread *t, uint64_t start, uint64_t used)
{
	uint64_t left = t->refill[0].amount;

	t->used += used;
	if (sim_slices(t)) {
		t->refill[0].amount = used < left ? left - used : 0;
	} else if (used > left) {
		spend(t, start, left);
		pay_ahead(t, start + left, used - left);
	} else if (used > 0) {
		spend(t, start, used);
	}
}
