/*
 * sched.h - who runs, and on whose time
 *
 * Operations only mark: sched_wake, sched_block, sched_give. One place,
 * sched_next, chooses. Every entry into the kernel begins with sched_charge
 * and ends with sched_next.
 *
 * A thread that is T_READY is in the ready queue of its priority and its
 * scheduling context had time when it got there; the running thread stays in
 * that queue, so blocking it is leaving a queue like any other.
 */
#pragma once

#include "queue.h"
#include "spec.h"

/* Reads the clock and charges what ran since the kernel was left. */
/*@ TIME_OK(requires, NIL, NIL)
    requires app_fits && k_current;
    requires running: k5.current != NIL ==>
        k5_thread[k5.current].state == T_READY;
    requires alarm: k5.current != NIL ==>
        k5.alarm <= k5.now + left(sc_of(k5.current), k5.now);
    requires slept: k5_asleep <= k5.now;
    assigns k5.now, k5_asleep,
        k5_sc[k5_thread[k5.current].sc].refill[0 .. REFILLS - 1],
        k5_sc[k5_thread[k5.current].sc].count,
        k5_sc[k5_thread[k5.current].sc].before;
    exits \false;
    TIME_OK(ensures, NIL, k5.current)
    ensures forward: \old(k5.now) <= k5.now;
    ensures slept: k5_asleep <= k5.now;
    ensures idle: k5_asleep == \old(k5_asleep) +
        (k5.current == NIL && k5_app.observed != 0 ?
        k5.now - \old(k5.now) : 0);
    ensures alone: k5.current == NIL ==> same_time{Pre, Post}(NIL); */
void sched_charge(void);

/* t, blocked or new, would run: ready, throttled or unfunded, as its sc is. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, t)
    TIME_OK(requires, t, k5.current)
    requires k_ready && is_thread(t);
    requires movable(t);
    assigns k5_queue[0 .. QUEUES - 1], k5_link[0 .. THREADS - 1],
        k5_thread[t].state, k5.ready, k5.top, k5.release, k5.alarm,
        k5_sc[k5_thread[t].sc].refill[0 .. REFILLS - 1],
        k5_sc[k5_thread[t].sc].count, k5_sc[k5_thread[t].sc].before, k5_rank[t], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    ensures k_ready;
    ensures woken: sc_of(t) == NIL ? k5_thread[t].state == T_UNFUNDED :
        runnable(t);
    ensures paid: k5_thread[t].state == T_READY ==>
        left(sc_of(t), k5.now) > 0;
    ensures punctual: sc_of(t) != NIL && \old(due(sc_of(t))) <= k5.now ==>
        k5_thread[t].state == T_READY;
    ensures behind: queue_of(t) != NIL ==> \forall integer x;
        is_thread(x) && x != t ==> k5_rank[x] < k5_rank[t];
    ensures others: same_place{Pre, Post}(t);
    ensures sooner: k5.release <= \old(k5.release); */
void sched_wake(idx_t t);

/* The same of a thread that is in no queue. */
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
    ensures woken: sc_of(t) == NIL ? k5_thread[t].state == T_UNFUNDED :
        runnable(t);
    ensures behind: queue_of(t) != NIL ==> \forall integer x;
        is_thread(x) && x != t ==> k5_rank[x] < k5_rank[t];
    ensures others: same_place{Pre, Post}(t); */
void sched_start(idx_t t);

/* t stops being runnable, and waits in no queue. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, t)
    TIME_OK(requires, t, k5.current)
    requires k_ready && is_thread(t);
    requires movable(t);
    requires state == T_STOPPED || state == T_REPLY || state == T_ASLEEP;
    assigns k5_queue[0 .. QUEUES - 1], k5_link[0 .. THREADS - 1],
        k5_thread[t].state, k5.ready, k5.top;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    ensures k_ready;
    ensures blocked: k5_thread[t].state == state && queue_of(t) == NIL;
    ensures others: same_place{Pre, Post}(t); */
void sched_block(idx_t t, enum thread_state state);

/* t stops being runnable and waits in queue q. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, t)
    TIME_OK(requires, t, k5.current)
    requires k_ready && is_thread(t);
    requires movable(t);
    requires state <= T_WAITING && state != T_READY &&
        state != T_THROTTLED && state != T_UNFUNDED;
    requires ep_queue(q) || ntf_queue(q);
    requires at_endpoint(state) <==> ep_queue(q);
    requires state == T_WAITING <==> ntf_queue(q);
    requires \forall integer x; is_thread(x) && x != t &&
        queue_of(x) == q ==>
        !clash(state, k5_thread[x].state) && !clash(k5_thread[x].state, state);
    assigns k5_queue[0 .. QUEUES - 1], k5_link[0 .. THREADS - 1],
        k5_thread[t].state, k5.ready, k5.top, k5_rank[t], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    ensures k_ready;
    ensures blocked: k5_thread[t].state == state && queue_of(t) == q;
    ensures behind: \forall integer x;
        is_thread(x) && x != t ==> k5_rank[x] < k5_rank[t];
    ensures others: same_place{Pre, Post}(t); */
void sched_wait(idx_t t, idx_t q, enum thread_state state);

/* t is as urgent as `prio` says, behind its equals there if it is ready. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, k5.current)
    requires k_ready && is_thread(t) && prio < PRIOS;
    assigns k5_queue[0 .. QUEUES - 1], k5_link[0 .. THREADS - 1],
        k5_thread[t].state, k5_thread[t].prio, k5.ready, k5.top,
        k5_rank[t], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    ensures k_ready;
    ensures urgent: k5_thread[t].prio == prio;
    ensures still: k5_thread[t].state == \old(k5_thread[t].state);
    ensures waits: k5_thread[t].state != T_READY ==>
        queue_of(t) == \old(queue_of(t)) &&
        k5_rank[t] == \old(k5_rank[t]);
    ensures behind: k5_thread[t].state == T_READY ==> \forall integer x;
        is_thread(x) && x != t ==> k5_rank[x] < k5_rank[t];
    ensures others: same_place{Pre, Post}(t); */
void sched_priority(idx_t t, uint8_t prio);

/* The running thread goes behind its equals. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    requires k_ready;
    requires k5.current != NIL && k5_thread[k5.current].state == T_READY;
    assigns k5_queue[k5_thread[k5.current].prio], k5_link[0 .. THREADS - 1],
        k5_rank[k5.current], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    ensures k_ready;
    ensures behind: \forall integer x; is_thread(x) && x != k5.current ==>
        k5_rank[x] < k5_rank[k5.current];
    ensures others: same_place{Pre, Post}(NIL); */
void sched_give_way(void);

/*
 * The ring of ready threads that t stands in is turned until t is first, and those
 * that stood before it come last, in their order.
 */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    requires k_ready && is_thread(t) && k5_thread[t].state == T_READY;
    assigns k5_queue[k5_thread[t].prio], k5_link[0 .. THREADS - 1],
        k5_rank[..], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    ensures k_ready;
    ensures first: k5_queue[k5_thread[t].prio].head == t;
    ensures behind: \forall integer x; is_thread(x) &&
        \old(k5_rank[t]) <= \old(k5_rank[x]) ==>
        k5_rank[x] == \old(k5_rank[x]);
    ensures before: \forall integer x; is_thread(x) && x != t &&
        queue_of(x) == k5_thread[t].prio ==> k5_rank[t] < k5_rank[x];
    ensures others: same_place{Pre, Post}(NIL); */
void sched_turn_to(idx_t t);

/* t, which has no sc, runs on s from now on. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, k5.current)
    requires k_ready && is_thread(t) && is_sc(s);
    requires unpaid: sc_of(t) == NIL;
    requires spare: \forall integer x; is_thread(x) ==> sc_of(x) != s;
    assigns k5_queue[0 .. QUEUES - 1], k5_link[0 .. THREADS - 1],
        k5_thread[t].state, k5_thread[t].sc, k5.ready, k5.top, k5.release, k5.alarm,
        k5_sc[s].refill[0 .. REFILLS - 1], k5_sc[s].count, k5_sc[s].before, k5_sc[s].holder,
        k5_rank[t], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    ensures k_ready;
    ensures given: sc_of(t) == s && k5_sc[s].holder == t;
    ensures runs: \old(k5_thread[t].state) == T_UNFUNDED ? runnable(t) :
        k5_thread[t].state == \old(k5_thread[t].state) &&
        queue_of(t) == \old(queue_of(t)) &&
        k5_rank[t] == \old(k5_rank[t]);
    ensures others: same_place{Pre, Post}(t); */
void sched_give(idx_t s, idx_t t);

/* t runs on nobody's time from now on. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, k5.current)
    requires k_ready && is_thread(t);
    assigns k5_queue[0 .. QUEUES - 1], k5_link[0 .. THREADS - 1],
        k5_thread[t].state, k5_thread[t].sc, k5.ready, k5.top;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    ensures k_ready;
    ensures taken: sc_of(t) == NIL;
    ensures stops: \old(runnable(t)) ? k5_thread[t].state == T_UNFUNDED :
        k5_thread[t].state == \old(k5_thread[t].state) &&
        queue_of(t) == \old(queue_of(t));
    ensures others: same_place{Pre, Post}(t); */
void sched_take(idx_t t);

/*
 * Chooses the next thread: the first of the highest ready priority, or NIL. If the
 * alarm's time has come, waits that last no longer end before. Sets the timer to the
 * end of its budget, the next refill of another or the next deadline.
 */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, k5.current)
    requires k_ready;
    requires timed: k5.now < k5.alarm ==> k5.alarm <= k5.deadline;
    assigns k5_queue[..], k5_link[..], k5_thread[..], k5_sc[..],
        k5_context[..], k5_reply[..], k5_slot[..], k5_node[..],
        k5_window[..], k5_task[..], k5_notification[..], k5_timer[..],
        k5.ready, k5.top, k5.release, k5.current, k5.deadline, k5.alarm,
        k5_rank[..], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
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
    ensures punctual: \forall integer t; is_thread(t) &&
        k5_thread[t].state == T_THROTTLED ==> due(sc_of(t)) > k5.now;
    ensures alarm: k5.alarm <= k5.release && k5.alarm <= k5.deadline &&
        (k5.current != NIL ==>
        k5.alarm <= k5.now + left(sc_of(k5.current), k5.now)); */
void sched_next(void);
