/*
 * sched_model.c - the scheduler and its queues, as their contracts say
 *
 * What WP proves of sched.c and queue.c for any number of threads stands here
 * as what may happen: who is made runnable has time or has not, and of equals
 * that wait any may be the oldest. Links lead nowhere: a queue is who is in it.
 */
#include "arch.h"
#include "bitmap.h"
#include "queue.h"
#include "sc.h"
#include "sc_set.h"
#include "sched.h"
#include "world.h"

bool nondet_bool(void);
uint8_t nondet_u8(void);

static bool waits_in(idx_t t, idx_t q, uint32_t states)
{
	return k5_link[t].queue == q && set_has(states, k5_thread[t].state);
}

idx_t q_best(idx_t q, uint32_t states)
{
	idx_t best = nondet_u8();

	ASSUME(best == NIL || (best < THREADS && waits_in(best, q, states)));
	for (idx_t t = 0; t < THREADS; t++)
		ASSUME(!waits_in(t, q, states) ||
		       (best != NIL &&
			k5_thread[t].prio <= k5_thread[best].prio));
	return best;
}

static void into(idx_t t, idx_t q, uint8_t state)
{
	k5_link[t].queue = q;
	k5_thread[t].state = state;
	world_queues();
}

void sched_start(idx_t t)
{
	PROVE(t < THREADS && k5_link[t].queue == NIL, "in no queue");
	sched_wake(t);
}

void sched_wake(idx_t t)
{
	PROVE(t < THREADS, "a thread");
	if (k5_thread[t].sc == NIL)
		into(t, NIL, T_UNFUNDED);
	else if (nondet_bool())
		into(t, k5_thread[t].prio, T_READY);
	else
		into(t, Q_RELEASE, T_THROTTLED);
}

void sched_block(idx_t t, enum thread_state state)
{
	PROVE(t < THREADS, "a thread");
	PROVE(state == T_STOPPED || state == T_REPLY || state == T_ASLEEP,
	      "a state without a queue");
	into(t, NIL, (uint8_t)state);
}

void sched_wait(idx_t t, idx_t q, enum thread_state state)
{
	PROVE(t < THREADS && q < QUEUES, "a thread, a queue");
	PROVE((state == T_WAITING) == (q >= q_notification(0)) &&
		      q >= Q_FIRST_EP && state >= T_FIRST_WAIT &&
		      state != T_REPLY && state != T_ASLEEP,
	      "the state says the queue");
	into(t, q, (uint8_t)state);
}

void sched_priority(idx_t t, uint8_t prio)
{
	PROVE(t < THREADS && prio < PRIOS, "a thread, a priority");
	k5_thread[t].prio = prio;
	if (k5_thread[t].state == T_READY)
		into(t, prio, T_READY);
}

void sched_give_way(void)
{
	PROVE(k5.current < THREADS && k5_thread[k5.current].state == T_READY,
	      "somebody runs");
}

/* Links lead nowhere here, so a ring looks as before. */
void sched_turn_to(idx_t t)
{
	PROVE(t < THREADS && k5_thread[t].state == T_READY, "it is ready");
}

void sched_give(idx_t s, idx_t t)
{
	PROVE(s < THREADS && t < THREADS, "a context, a thread");
	PROVE(k5_thread[t].sc == NIL, "which has none");
	for (idx_t x = 0; x < THREADS; x++)
		PROVE(k5_thread[x].sc != s, "nobody else's");
	k5_thread[t].sc = s;
	k5_sc[s].holder = t;
	if (k5_thread[t].state == T_UNFUNDED)
		sched_wake(t);
}

void sched_take(idx_t t)
{
	uint8_t state = k5_thread[t].state;

	PROVE(t < THREADS, "a thread");
	k5_thread[t].sc = NIL;
	if (state == T_READY || state == T_THROTTLED)
		into(t, NIL, T_UNFUNDED);
}

/* --- budgets: sc_set.c proves what they come to ------------------------------ */

static struct k5_sc_desc may;

bool sc_may(idx_t s, k5_ticks_t budget, k5_ticks_t period)
{
	PROVE(s < THREADS, "a context");
	may = (struct k5_sc_desc){(uint32_t)budget, (uint32_t)period};
	return nondet_bool() && may.budget == budget && may.period == period;
}

bool sc_set(idx_t s, k5_ticks_t now, struct k5_sc_desc to)
{
	PROVE(s < THREADS && now == k5.now, "a context, now");
	PROVE(to.budget == may.budget && to.period == may.period,
	      "what was asked for, and allowed");
	k5_sc[s].budget = to.budget;
	k5_sc[s].period = to.period;
	return nondet_bool();
}

bool sc_spare_ok(idx_t s)
{
	return s < THREADS;
}

/* --- time: that there is some, and that refills are in order ---------------- */

bool sc_ok(idx_t s)
{
	return s < THREADS;
}

bool sc_slices(idx_t s)
{
	(void)s;
	return false;
}

bool world_spent;

uint32_t sc_left(idx_t s, k5_ticks_t now)
{
	(void)s;
	(void)now;
	return world_spent ? 0 : 1;
}

k5_ticks_t sc_consumed(idx_t s)
{
	(void)s;
	return nondet_bool() ? 0 : UINT64_MAX;
}

k5_ticks_t sc_due(idx_t s)
{
	(void)s;
	return UINT64_MAX;
}
