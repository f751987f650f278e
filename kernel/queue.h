/*
 * queue.h - queues of threads
 *
 * Doubly linked through k5_link, so a thread leaves any queue in constant
 * time. Order is arrival; q_best picks by priority when somebody is taken.
 */
#pragma once

#include "bitmap.h"
#include "spec.h"

/* t, in no queue, becomes the last of q. True: it is the first as well. */
/*@ QUEUES_OK(requires)
    requires q < QUEUES && is_thread(t) && queue_of(t) == NIL;
    assigns k5_queue[q], k5_link[0 .. THREADS - 1], k5_rank[t], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    ensures first: \result <==> k5_queue[q].head == t;
    ensures last: queue_of(t) == q && k5_queue[q].tail == t &&
        next_of(t) == NIL && prev_of(t) == \old(k5_queue[q].tail);
    ensures latest: \forall integer x; is_thread(x) && x != t ==>
        k5_rank[x] < k5_rank[t];
    ensures head: k5_queue[q].head ==
        (\old(k5_queue[q].head) == NIL ? t : \old(k5_queue[q].head));
    ensures others: \forall integer x; is_thread(x) && x != t ==>
        queue_of(x) == \old(queue_of(x)) && prev_of(x) == \old(prev_of(x)) &&
        next_of(x) ==
            (x == \old(k5_queue[q].tail) ? t : \old(next_of(x))); */
bool q_append(idx_t q, idx_t t);

/* t leaves the queue it is in. True: nobody is left there. */
/*@ QUEUES_OK(requires)
    requires is_thread(t) && queue_of(t) != NIL;
    assigns k5_queue[k5_link[t].queue], k5_link[0 .. THREADS - 1];
    exits \false;
    QUEUES_OK(ensures)
    ensures empty: \result <==> k5_queue[\old(queue_of(t))].head == NIL;
    ensures idle: queue_of(t) == NIL;
    ensures head: k5_queue[\old(queue_of(t))].head ==
        (\old(prev_of(t)) == NIL ? \old(next_of(t)) :
            \old(k5_queue[queue_of(t)].head));
    ensures others: \forall integer x; is_thread(x) && x != t ==>
        queue_of(x) == \old(queue_of(x)) &&
        next_of(x) == (\old(next_of(x)) == t ? \old(next_of(t)) :
            \old(next_of(x))) &&
        prev_of(x) == (\old(prev_of(x)) == t ? \old(prev_of(t)) :
            \old(prev_of(x))); */
bool q_remove(idx_t t);

/*
 * Of the threads in q whose state is in `states` (bit s: state s), the one of
 * highest priority, among equals the one that came first; NIL if there is
 * none. Walks the queue once: bounded by the app's threads.
 */
/*@ QUEUES_OK(requires)
    requires q < QUEUES;
    requires t_state(NIL);
    assigns \nothing;
    exits \false;
    ensures none: \result == NIL ==>
        \forall integer t; !waits(t, q, states);
    ensures member: \result != NIL ==> waits(\result, q, states);
    ensures best: \result != NIL ==> \forall integer t;
        waits(t, q, states) ==>
        k5_thread[t].prio <= k5_thread[\result].prio;
    ensures oldest: \result != NIL ==> \forall integer t;
        waits(t, q, states) && t != \result &&
        k5_thread[t].prio == k5_thread[\result].prio ==>
        k5_rank[\result] < k5_rank[t]; */
idx_t q_best(idx_t q, uint32_t states);
