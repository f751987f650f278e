/*
 * sched_refill.c - the model's sporadic server
 *
 *      used [start, start + n)  --->  n comes back at start + period
 *
 * At most four refills, in order of time. What is used without a gap comes
 * back without one; where there is no room the last two come back together,
 * at the later time.
 */
#include "sched_refill.h"

void refill_join(struct sim_thread *t, uint64_t now)
{
	while (t->refills > 1 && t->refill[1].time <= now) {
		t->refill[1].amount += t->refill[0].amount;
		t->refills--;
		for (size_t i = 0; i < t->refills; i++) {
			t->refill[i] = t->refill[i + 1];
		}
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

static void take(struct sim_thread *t, uint64_t amount)
{
	while (t->refills > 0 && t->refill[0].amount <= amount) {
		amount -= t->refill[0].amount;
		t->refills--;
		for (size_t i = 0; i < t->refills; i++) {
			t->refill[i] = t->refill[i + 1];
		}
	}
	if (t->refills > 0) {
		t->refill[0].amount -= amount;
	}
}

void refill_charge(struct sim_thread *t, uint64_t start, uint64_t used)
{
	t->used += used;
	if (sim_slices(t)) {
		uint64_t left = t->refill[0].amount;

		t->refill[0].amount = used < left ? left - used : 0;
		return;
	}
	if (used == 0) {
		return;
	}
	uint64_t amount = used < t->budget ? used : t->budget;

	take(t, amount);
	if (t->refills == SIM_REFILLS) {
		refill_join(t, start + used);
	}
	give_back(t, start + t->period + (used - amount), amount);
}
