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

/*@ QUEUES_OK(requires)
    THREADS_OK(requires, t)
    TIME_OK(requires, t, k5.current)
    requires k_ready && is_thread(t);
    requires queue_of(t) == NIL && sc_of(t) != NIL &&
        left(sc_of(t), k5.now) > 0;
    assigns k5_queue[k5_thread[t].prio], k5_link[0 .. THREADS - 1],
        k5_thread[t].state, k5.ready, k5_rank[t], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    ensures k_ready;
    ensures k5_thread[t].state == T_READY;
    ensures behind: \forall integer x; is_thread(x) && x != t ==>
        k5_rank[x] < k5_rank[t];
    ensures others: same_place{Pre, Post}(t); */
static void ready_append(idx_t t)
{
	uint8_t prio = k5_thread[t].prio;

	k5_thread[t].state = T_READY;
	q_append(prio, t);
	k5.ready = set_add(k5.ready, prio);
}

/*@ QUEUES_OK(requires)
    THREADS_OK(requires, t)
    requires k_ready && is_thread(t) && movable(t);
    assigns k5_queue[0 .. QUEUES - 1], k5_link[0 .. THREADS - 1], k5.ready;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, t)
    ensures k_ready;
    ensures queue_of(t) == NIL;
    ensures others: same_place{Pre, Post}(t); */
static void leave_queue(idx_t t)
{
	idx_t q = k5_link[t].queue;

	if (q == NIL)
		return;
	q_remove(t);
	if (q < PRIOS && k5_queue[q].head == NIL)
		k5.ready = set_del(k5.ready, q);
}

/* Is there time on s now? A spent slice is renewed. */
/*@ REQUIRES_SC(s, k5.now)
    assigns k5_sc[s].refill[0 .. REFILLS - 1], k5_sc[s].count;
    exits \false;
    ENSURES_SC(s, k5.now)
    ensures \result <==> left(s, k5.now) > 0;
    ensures \old(due(s)) <= k5.now ==> left(s, k5.now) > 0; */
static bool has_time(idx_t s)
{
	if (sc_left(s, k5.now) > 0)
		return true;
	if (!sc_slices(s))
		return false;
	sc_renew(s, k5.now);
	return true;
}

/*@ QUEUES_OK(requires)
    THREADS_OK(requires, t)
    TIME_OK(requires, t, k5.current)
    requires k_ready && is_thread(t);
    requires queue_of(t) == NIL && sc_of(t) != NIL;
    assigns k5_queue[Q_RELEASE], k5_link[0 .. THREADS - 1],
        k5_thread[t].state, k5.release, k5_rank[t], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    ensures k_ready;
    ensures k5_thread[t].state == T_THROTTLED;
    ensures behind: \forall integer x; is_thread(x) && x != t ==>
        k5_rank[x] < k5_rank[t];
    ensures others: same_place{Pre, Post}(t);
    ensures sooner: k5.release <= \old(k5.release); */
static void throttle(idx_t t)
{
	k5_ticks_t due = sc_due(k5_thread[t].sc);

	k5_thread[t].state = T_THROTTLED;
	q_append(Q_RELEASE, t);
	if (due < k5.release)
		k5.release = due;
}

/* t, in no queue, goes where its scheduling context lets it. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, t)
    TIME_OK(requires, t, k5.current)
    requires k_ready && is_thread(t);
    requires queue_of(t) == NIL;
    assigns k5_queue[0 .. QUEUES - 1], k5_link[0 .. THREADS - 1],
        k5_thread[t].state, k5.ready, k5.release,
        k5_sc[k5_thread[t].sc].refill[0 .. REFILLS - 1],
        k5_sc[k5_thread[t].sc].count, k5_rank[t], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    ensures k_ready;
    ensures placed: sc_of(t) == NIL ? k5_thread[t].state == T_UNFUNDED :
        runnable(t);
    ensures paid: k5_thread[t].state == T_READY ==>
        left(sc_of(t), k5.now) > 0;
    ensures punctual: sc_of(t) != NIL && \old(due(sc_of(t))) <= k5.now ==>
        k5_thread[t].state == T_READY;
    ensures behind: queue_of(t) != NIL ==> \forall integer x;
        is_thread(x) && x != t ==> k5_rank[x] < k5_rank[t];
    ensures others: same_place{Pre, Post}(t);
    ensures sooner: k5.release <= \old(k5.release); */
static void place(idx_t t)
{
	idx_t s = k5_thread[t].sc;

	if (s == NIL)
		k5_thread[t].state = T_UNFUNDED;
	else if (has_time(s))
		ready_append(t);
	else
		throttle(t);
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
	/*@ assert narrowed: k5_thread[t].state == state; */
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

/* What the running thread had may be used up: its next slice, or the wait. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, k5.current)
    requires k_ready;
    requires running: k5.current != NIL &&
        k5_thread[k5.current].state == T_READY;
    assigns k5_queue[0 .. QUEUES - 1], k5_link[0 .. THREADS - 1],
        k5_thread[k5.current].state, k5.ready, k5.release,
        k5_sc[k5_thread[k5.current].sc].refill[0 .. REFILLS - 1],
        k5_sc[k5_thread[k5.current].sc].count,
        k5_rank[k5.current], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, NIL)
    ensures k_ready;
    ensures both: runnable(k5.current);
    ensures others: same_place{Pre, Post}(k5.current); */
static void settle_current(void)
{
	idx_t t = k5.current;
	idx_t s = k5_thread[t].sc;

	sc_refresh(s, k5.now);
	if (sc_left(s, k5.now) > 0)
		return;
	leave_queue(t);
	place(t);
}

/* Throttled threads whose refill is due become ready. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, NIL)
    requires k_ready;
    requires k5.release <= k5.now;
    assigns k5_queue[..], k5_link[..], k5_thread[..], k5_sc[..],
        k5.ready, k5.release, k5_rank[..], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, NIL)
    ensures k_ready;
    ensures only: \forall integer t; is_thread(t) &&
        \old(k5_thread[t].state) != T_THROTTLED ==>
        k5_thread[t].state == \old(k5_thread[t].state) &&
        queue_of(t) == \old(queue_of(t));
    ensures both: \forall integer t; is_thread(t) && \old(runnable(t)) ==>
        runnable(t);
    ensures punctual: \forall integer t; is_thread(t) &&
        k5_thread[t].state == T_THROTTLED ==> due(sc_of(t)) > k5.now;
    ensures terms: same_terms{Pre, Post};
    ensures traits: same_traits{Pre, Post}; */
static void release_due(void)
{
	k5_ticks_t next = NEVER;

	/*@ QUEUES_OK(loop invariant)
	    THREADS_OK(loop invariant, NIL)
	    TIME_OK(loop invariant, NIL, NIL)
	    loop invariant k_ready;
	    loop invariant here: t == NIL ||
	        (is_thread(t) && queue_of(t) == Q_RELEASE);
	    loop invariant seen: k5.now < next && \forall integer x;
	        is_thread(x) && queue_of(x) == Q_RELEASE &&
	        (t == NIL || k5_rank[x] < k5_rank[t]) ==>
	        next <= due(sc_of(x));
	    loop invariant late: k5.release <= k5.now;
	    loop invariant old: \forall integer x;
	        is_thread(x) && queue_of(x) == Q_RELEASE ==>
	        k5_rank[x] < \at(k5_rank_next, Pre);
	    loop invariant only: \forall integer x; is_thread(x) &&
	        \at(k5_thread[x].state, Pre) != T_THROTTLED ==>
	        k5_thread[x].state == \at(k5_thread[x].state, Pre) &&
	        queue_of(x) == \at(queue_of(x), Pre);
	    loop invariant both: \forall integer x; is_thread(x) &&
	        \at(runnable(x), Pre) ==> runnable(x);
	    loop invariant terms: same_terms{Pre, Here};
	    loop invariant traits: same_traits{Pre, Here};
	    loop assigns t, next, k5_queue[..], k5_link[..], k5_thread[..],
	        k5_sc[..], k5.ready, k5.release, k5_rank[..], k5_rank_next;
	    loop variant t == NIL ? 0 :
	        \at(k5_rank_next, Pre) - k5_rank[t]; */
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
/*@ requires app_fits && s_range && s_shape && k_clock && k_current;
    requires k5.current != NIL ==> sc_of(k5.current) != NIL;
    assigns \nothing;
    exits \false;
    ensures \result <= k5.release;
    ensures k5.current != NIL ==>
        \result <= k5.now + left(sc_of(k5.current), k5.now);
    ensures \result == k5.release || (k5.current != NIL &&
        \result == k5.now + left(sc_of(k5.current), k5.now)); */
static k5_ticks_t next_event(void)
{
	if (k5.current == NIL)
		return k5.release;

	k5_ticks_t end = k5.now + sc_left(k5_thread[k5.current].sc, k5.now);

	return end < k5.release ? end : k5.release;
}

void sched_next(void)
{
	if (k5.current != NIL && k5_thread[k5.current].state == T_READY)
		settle_current();
	if (k5.release <= k5.now)
		release_due();

	k5.current = k5.ready == 0 ? NIL : k5_queue[set_max(k5.ready)].head;

	k5_ticks_t event = next_event();

	/* An alarm that comes too early finds nothing to do and is set again:
	 * cheaper than moving it at every switch. */
	if (event < k5.alarm) {
		k5.alarm = event;
		arch_timer_set(event);
	}
}
