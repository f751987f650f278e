/*
 * sched.c - fixed priorities over scheduling contexts
 *
 *      wake ---> has an sc? --no--> T_UNFUNDED (until somebody lends one)
 *                   | yes
 *                has time? --no--> T_THROTTLED (release queue, until refill)
 *                   | yes
 *                T_READY (ready queue of its priority)
 *
 * 32 ready queues and a word of bits. Who is chosen, and when the timer fires, is
 * next.c's matter. The arithmetic of budgets is sc.c's; lending along calls is reply.c's.
 */
#include "sched.h"

#include "arch.h"
#include "bitmap.h"
#include "check.h"
#include "queue.h"
#include "sc.h"

#include <trace/hooks.h>

/*@ QUEUES_OK(requires)
    THREADS_OK(requires, t)
    TIME_OK(requires, t, k5.current)
    requires k_ready && is_thread(t);
    requires queue_of(t) == NIL && sc_of(t) != NIL;
    requires paid: left(sc_of(t), k5.now) > 0 ||
        (t == k5.current && k5.alarm <= k5.now);
    assigns k5_queue[k5_thread[t].prio], k5_link[0 .. THREADS - 1],
        k5_thread[t].state, k5.ready, k5.top, k5_rank[t], k5_rank_next;
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
	if (!q_append(prio, t))
		return;
	k5.ready = set_add(k5.ready, prio);
	if (prio > k5.top)
		k5.top = prio;
}

/*@ QUEUES_OK(requires)
    THREADS_OK(requires, t)
    requires k_ready && is_thread(t) && movable(t);
    assigns k5_queue[0 .. QUEUES - 1], k5_link[0 .. THREADS - 1], k5.ready, k5.top;
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
	if (q_remove(t) && q < PRIOS)
		k5.ready = set_del(k5.ready, q);
}

/*@ QUEUES_OK(requires)
    THREADS_OK(requires, t)
    TIME_OK(requires, t, k5.current)
    requires k_ready && is_thread(t);
    requires queue_of(t) == NIL && sc_of(t) != NIL;
    assigns k5_queue[Q_RELEASE], k5_link[0 .. THREADS - 1],
        k5_thread[t].state, k5.release, k5.alarm, k5_rank[t], k5_rank_next;
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

	trace_throttle(t);
	k5_thread[t].state = T_THROTTLED;
	q_append(Q_RELEASE, t);
	if (due < k5.release) {
		k5.release = due;
		k5.alarm = k5.now; /* to be set anew */
	}
}

/* t has spent what it had: its next slice, or the wait for a refill. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, t)
    TIME_OK(requires, t, k5.current)
    requires k_ready && is_thread(t);
    requires queue_of(t) == NIL;
    requires spent: sc_of(t) != NIL && left(sc_of(t), k5.now) == 0;
    assigns k5_queue[0 .. QUEUES - 1], k5_link[0 .. THREADS - 1],
        k5_thread[t].state, k5.ready, k5.top, k5.release, k5.alarm,
        k5_sc[k5_thread[t].sc].refill[0 .. REFILLS - 1],
        k5_sc[k5_thread[t].sc].before, k5_rank[t], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    ensures k_ready;
    ensures placed: runnable(t);
    ensures paid: k5_thread[t].state == T_READY ==>
        left(sc_of(t), k5.now) > 0;
    ensures punctual: \old(due(sc_of(t))) <= k5.now ==>
        k5_thread[t].state == T_READY;
    ensures behind: \forall integer x; is_thread(x) && x != t ==>
        k5_rank[x] < k5_rank[t];
    ensures others: same_place{Pre, Post}(t);
    ensures consumed: \forall integer s; is_sc(s) ==>
        consumed(s) == \old(consumed(s));
    ensures sooner: k5.release <= \old(k5.release); */
static K5_RARE void place_spent(idx_t t)
{
	idx_t s = k5_thread[t].sc;

	if (sc_slices(s)) {
		sc_renew(s, k5.now);
		ready_append(t);
	} else {
		throttle(t);
	}
}

/* t, in no queue, goes where its scheduling context lets it. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, t)
    TIME_OK(requires, t, k5.current)
    requires k_ready && is_thread(t);
    requires queue_of(t) == NIL;
    assigns k5_queue[0 .. QUEUES - 1], k5_link[0 .. THREADS - 1],
        k5_thread[t].state, k5.ready, k5.top, k5.release, k5.alarm,
        k5_sc[k5_thread[t].sc].refill[0 .. REFILLS - 1],
        k5_sc[k5_thread[t].sc].count, k5_sc[k5_thread[t].sc].before, k5_rank[t], k5_rank_next;
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

	trace_place(t);
	if (s == NIL)
		k5_thread[t].state = T_UNFUNDED;
	else if (sc_left(s, k5.now) > 0)
		ready_append(t);
	else
		place_spent(t);
}

void sched_charge(void)
{
	k5_ticks_t since = k5.now;

	k5.now = arch_clock();
	if (k5.current == NIL) {
		if (app_observed())
			k5_asleep += k5.now - since;
		return;
	}

	idx_t s = k5_thread[k5.current].sc;

	trace_charge(s, since, k5.now - since);
	sc_charge(s, since, k5.now - since);
}

void sched_start(idx_t t)
{
	place(t);
}

void sched_wake(idx_t t)
{
	leave_queue(t);
	place(t);
}

void sched_block(idx_t t, enum thread_state state)
{
	leave_queue(t);
	k5_thread[t].state = (uint8_t)state;
	/*@ assert narrowed: k5_thread[t].state == state; */
}

void sched_wait(idx_t t, idx_t q, enum thread_state state)
{
	leave_queue(t);
	k5_thread[t].state = (uint8_t)state;
	/*@ assert narrowed: k5_thread[t].state == state; */
	q_append(q, t);
}

void sched_give_way(void)
{
	idx_t t = k5.current;

	q_remove(t);
	q_append(k5_thread[t].prio, t);
}

void sched_priority(idx_t t, uint8_t prio)
{
	bool ready = k5_thread[t].state == T_READY;

	if (ready)
		leave_queue(t);
	k5_thread[t].prio = prio;
	if (ready)
		ready_append(t);
}

void sched_turn_to(idx_t t)
{
	idx_t q = k5_thread[t].prio;

	/*@ QUEUES_OK(loop invariant)
	    THREADS_OK(loop invariant, NIL)
	    loop invariant k_ready;
	    loop invariant there: queue_of(t) == q;
	    loop invariant kept: k5_rank[t] == \at(k5_rank[t], Pre);
	    loop invariant turned: \forall integer x; is_thread(x) ==>
	        k5_rank[x] == \at(k5_rank[x], Pre) ||
	        (k5_rank[t] < k5_rank[x] &&
	            \at(k5_rank[x], Pre) < \at(k5_rank[t], Pre));
	    loop invariant others: same_place{Pre, Here}(NIL);
	    loop assigns k5_queue[q], k5_link[0 .. THREADS - 1], k5_rank[..],
	        k5_rank_next;
	    loop variant k5_rank[t] - k5_rank[k5_queue[q].head]; */
	while (k5_queue[q].head != t) {
		idx_t first = k5_queue[q].head;

		/*@ assert older: k5_rank[first] < k5_rank[t]; */
		/*@ assert unturned: k5_rank[first] ==
		        \at(k5_rank[\at(first, Here)], Pre); */
		q_remove(first);
		q_append(q, first);
	}
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
