/*
 * next.c - the way out of the kernel: who runs next, and until when
 *
 *      now < alarm    nobody's time can have ended, nobody's can have come
 *      alarm <= now   the running thread may be out of time, throttled
 *                     threads may have time again, and deadlines may have
 *                     passed: late
 *
 * Then the first of the highest ready queue is chosen, and the alarm is never
 * later than the end of what it has left. How threads get into queues is
 * sched.c's.
 */
#include "sched.h"

#include "arch.h"
#include "bitmap.h"
#include "overrun.h"
#include "sc.h"
#include "timer.h"

#include <trace/hooks.h>

static const k5_ticks_t NEVER = UINT64_MAX;

/* What the running thread had may be used up: its next slice, or the wait. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, k5.current)
    requires k_ready;
    requires running: k5.current != NIL &&
        k5_thread[k5.current].state == T_READY;
    assigns k5_queue[0 .. QUEUES - 1], k5_link[0 .. THREADS - 1],
        k5_thread[k5.current].state, k5.ready, k5.top, k5.release, k5.alarm,
        k5_sc[k5_thread[k5.current].sc].refill[0 .. REFILLS - 1],
        k5_sc[k5_thread[k5.current].sc].count, k5_sc[k5_thread[k5.current].sc].before,
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
	sched_wake(t);
}

/* Throttled threads whose refill is due become ready. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, NIL)
    requires k_ready;
    requires k5.release <= k5.now;
    assigns k5_queue[..], k5_link[..], k5_thread[..], k5_sc[..],
        k5.ready, k5.top, k5.release, k5.alarm, k5_rank[..], k5_rank_next;
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
    ensures later: k5.now < k5.release;
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
	        k5_sc[..], k5.ready, k5.top, k5.release, k5.alarm, k5_rank[..], k5_rank_next;
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

/* The timer fires when `event` has come, if not before. */
/*@ assigns k5.alarm;
    exits \false; ensures k5.alarm == event; */
static void alarm_by(k5_ticks_t event)
{
	k5.alarm = event;
	arch_timer_set(event);
}

/* Who has used up his time waits, who waited for some goes on. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, k5.current)
    requires k_ready;
    requires late: k5.alarm <= k5.now && k5.now < k5.deadline;
    assigns k5_queue[..], k5_link[..], k5_thread[..], k5_sc[..], k5.ready,
        k5.top, k5.release, k5.alarm, k5_rank[..], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, NIL)
    ensures k_ready;
    ensures only: \forall integer t; is_thread(t) &&
        !\old(runnable(t)) ==>
        k5_thread[t].state == \old(k5_thread[t].state) &&
        queue_of(t) == \old(queue_of(t));
    ensures both: \forall integer t; is_thread(t) && \old(runnable(t)) ==>
        runnable(t);
    ensures punctual: \forall integer t; is_thread(t) &&
        k5_thread[t].state == T_THROTTLED ==> due(sc_of(t)) > k5.now;
    ensures set: k5.alarm <= k5.release && k5.alarm <= k5.deadline;
    ensures later: k5.now < k5.alarm;
    ensures terms: same_terms{Pre, Post};
    ensures traits: same_traits{Pre, Post}; */
static void catch_up(void)
{
	if (k5.current != NIL && k5_thread[k5.current].state == T_READY)
		settle_current();
	if (k5.release <= k5.now)
		release_due();
	alarm_by(k5.release < k5.deadline ? k5.release : k5.deadline);
}

/*
 * The alarm's time has come. First what may make others runnable: somebody hears
 * whose time is out, and waits end.
 */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, k5.current)
    requires k_ready;
    requires late: k5.alarm <= k5.now;
    assigns k5_queue[..], k5_link[..], k5_thread[..], k5_sc[..],
        k5_context[..], k5_reply[..], k5_slot[..], k5_node[..],
        k5_window[..], k5_task[..], k5_notification[..], k5_timer[..],
        k5.ready, k5.top, k5.release, k5.deadline, k5.alarm, k5_rank[..],
        k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, NIL)
    ensures k_ready;
    ensures punctual: \forall integer t; is_thread(t) &&
        k5_thread[t].state == T_THROTTLED ==> due(sc_of(t)) > k5.now;
    ensures set: k5.alarm <= k5.release && k5.alarm <= k5.deadline;
    ensures later: k5.now < k5.alarm; */
static K5_RARE void late(void)
{
	if (app_watches())
		overrun_tell();
	timer_expire();
	catch_up();
}

/* The first thread of the highest ready queue, or NIL. */
/*@ QUEUES_OK(requires)
    requires k_ready;
    assigns k5.top;
    exits \false;
    ensures k_ready;
    ensures none: \result == NIL ==> \forall integer p; 0 <= p < PRIOS ==>
        k5_queue[p].head == NIL;
    ensures first: \result != NIL ==> is_thread(\result) &&
        queue_of(\result) < PRIOS && prev_of(\result) == NIL;
    ensures best: \result != NIL ==> \forall integer p;
        queue_of(\result) < p < PRIOS ==> k5_queue[p].head == NIL; */
static idx_t first_ready(void)
{
	idx_t first = k5_queue[k5.top].head;

	if (first != NIL || k5.ready == 0)
		return first;
	k5.top = (uint8_t)set_max(k5.ready);
	return k5_queue[k5.top].head;
}

/* First come, first served among the highest; their time ends with an alarm. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, NIL)
    requires k_ready;
    requires set: k5.now < k5.alarm && k5.alarm <= k5.deadline;
    assigns k5.current, k5.top, k5.alarm;
    exits \false;
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, NIL)
    ensures k_ready;
    ensures idle: k5.current == NIL ==> \forall integer t;
        is_thread(t) ==> k5_thread[t].state != T_READY;
    ensures ready: k5.current != NIL ==>
        k5_thread[k5.current].state == T_READY;
    ensures best: k5.current != NIL ==> \forall integer t;
        is_thread(t) && k5_thread[t].state == T_READY ==>
        k5_thread[t].prio <= k5_thread[k5.current].prio;
    ensures oldest: k5.current != NIL ==> \forall integer t;
        is_thread(t) && k5_thread[t].state == T_READY &&
        k5_thread[t].prio == k5_thread[k5.current].prio ==>
        k5_rank[k5.current] <= k5_rank[t];
    ensures funded: k5.current != NIL ==>
        left(sc_of(k5.current), k5.now) > 0;
    ensures alarm: k5.alarm <= k5.release && k5.alarm <= k5.deadline &&
        (k5.current != NIL ==>
        k5.alarm <= k5.now + left(sc_of(k5.current), k5.now)); */
static void choose(void)
{
	k5.current = first_ready();
	if (k5.current == NIL)
		return;

	uint32_t left = sc_amount(k5_thread[k5.current].sc);

	if (k5.alarm - k5.now > left)
		alarm_by(k5.now + left);
}

/*
 * Before the alarm nobody's time can have ended and nobody's can have come, so
 * most of the time there is only the choice. An alarm that comes too early
 * finds nothing to do and is set again: cheaper than moving it at each switch.
 */
void sched_next(void)
{
	trace_drain();
	if (k5.alarm > k5.now) {
		choose();
		trace_leave();
		return;
	}
	late();
	choose();
	trace_leave();
}
