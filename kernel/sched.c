/*
 * sched.c - fixed priorities over scheduling contexts
 *
 *      wake ---> has an sc? --no--> T_UNFUNDED (until somebody lends one)
 *                   | yes
 *                has time? --no--> T_THROTTLED (release queue, until refill)
 *                   | yes
 *                T_READY (ready queue of its priority)
 *
 * 32 ready queues and a word of bits: the choice is one count-leading-zeros.
 * The timer is one-shot and set only when its end moved: no periodic tick.
 * The arithmetic of budgets is sc.c's; lending along calls is reply.c's.
 */
#include "sched.h"

#include "arch.h"
#include "bitmap.h"
#include "check.h"
#include "queue.h"
#include "sc.h"

static const k5_ticks_t NEVER = UINT64_MAX;

static void ready_append(idx_t t)
{
	uint8_t prio = k5_thread[t].prio;

	k5_thread[t].state = T_READY;
	q_append(prio, t);
	k5.ready = set_add(k5.ready, prio);
}

static void leave_queue(idx_t t)
{
	idx_t q = k5_link[t].queue;

	if (q == NIL)
		return;
	q_remove(t);
	if (q < PRIOS && k5_queue[q].head == NIL)
		k5.ready = set_del(k5.ready, q);
}

/* t, in no queue, goes where its scheduling context lets it. */
static void place(idx_t t)
{
	idx_t s = k5_thread[t].sc;

	if (s == NIL) {
		k5_thread[t].state = T_UNFUNDED;
		return;
	}
	sc_refresh(s, k5.now);
	if (sc_slices(s) && sc_left(s, k5.now) == 0)
		sc_renew(s, k5.now);
	if (sc_left(s, k5.now) > 0) {
		ready_append(t);
		return;
	}
	k5_thread[t].state = T_THROTTLED;
	q_append(Q_RELEASE, t);
	if (sc_due(s) < k5.release)
		k5.release = sc_due(s);
}

void sched_charge(void)
{
	k5.now = arch_clock();
	if (k5.current != NIL) {
		idx_t s = k5_thread[k5.current].sc;

		K5_ASSERT(s != NIL);
		sc_charge(s, k5.since, k5.now - k5.since);
	}
	k5.since = k5.now;
}

void sched_wake(idx_t t)
{
	leave_queue(t);
	place(t);
}

void sched_block(idx_t t, idx_t q, enum thread_state state)
{
	leave_queue(t);
	k5_thread[t].state = (uint8_t)state;
	if (q != NIL)
		q_append(q, t);
}

void sched_yield(void)
{
	idx_t t = k5.current;

	q_remove(t);
	q_append(k5_thread[t].prio, t);
}

void sched_give(idx_t s, idx_t t)
{
	K5_ASSERT(k5_thread[t].sc == NIL);

	k5_thread[t].sc = s;
	k5_sc[s].holder = t;
	if (k5_thread[t].state == T_UNFUNDED)
		place(t);
}

void sched_take(idx_t t)
{
	uint8_t state = k5_thread[t].state;

	k5_thread[t].sc = NIL;
	if (state == T_READY || state == T_THROTTLED) {
		leave_queue(t);
		k5_thread[t].state = T_UNFUNDED;
	}
}

/* The running thread used up what it had: the next slice, or the wait. */
static void settle_current(void)
{
	idx_t t = k5.current;

	if (t == NIL || k5_thread[t].state != T_READY)
		return;

	idx_t s = k5_thread[t].sc;

	sc_refresh(s, k5.now);
	if (sc_left(s, k5.now) > 0)
		return;
	leave_queue(t);
	place(t);
}

/* Throttled threads whose refill is due become ready. */
static void release_due(void)
{
	k5_ticks_t next = NEVER;

	for (idx_t t = k5_queue[Q_RELEASE].head; t != NIL;) {
		idx_t after = k5_link[t].next;
		k5_ticks_t due = sc_due(k5_thread[t].sc);

		if (due <= k5.now)
			sched_wake(t);
		else if (due < next)
			next = due;
		t = after;
	}
	k5.release = next;
}

/* The running thread must be looked at again at this time at the latest. */
static k5_ticks_t next_event(void)
{
	if (k5.current == NIL)
		return k5.release;

	k5_ticks_t end = k5.now + sc_left(k5_thread[k5.current].sc, k5.now);

	return end < k5.release ? end : k5.release;
}

void sched_next(void)
{
	settle_current();
	if (k5.release <= k5.now)
		release_due();

	k5.current = k5.ready == 0 ? NIL : k5_queue[set_max(k5.ready)].head;

	k5_ticks_t event = next_event();

	if (event != k5.alarm) {
		k5.alarm = event;
		arch_timer_set(event);
	}
}
