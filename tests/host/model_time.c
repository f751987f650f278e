/*
 * model_time.c - how much time there is: looked up, not reckoned
 *
 * That is the scheduler's affair: tests/sched/ holds it against a plain server of its
 * own, and the model only counts who used how much.
 */
#include "model_part.h"

/* What is due of a context, which may be nothing. */
static uint64_t due_by(const struct sc *sc, k5_ticks_t now)
{
	uint64_t sum = 0;

	for (unsigned i = 0; i < sc->count; i++)
		sum += sc->refill[i].time <= now ? sc->refill[i].amount : 0;
	return sum;
}

struct model_time model_kernel_time(idx_t home)
{
	const struct sc *sc = &k5_sc[k5_app.thread[home].sc];
	uint64_t used = sc->before;

	if (sc->budget == sc->period)
		used += sc->budget - sc->refill[0].amount;
	else if (due_by(sc, k5.now) == 0)
		return (struct model_time){
			(uint32_t)used,
			(uint32_t)(sc->refill[0].time - k5.now)};
	return (struct model_time){(uint32_t)used, 0};
}

bool model_spent(idx_t t, k5_ticks_t now)
{
	const struct sc *sc = &k5_sc[k5_thread[t].sc];

	return sc->budget != sc->period && due_by(sc, now) == now - k5.now;
}
