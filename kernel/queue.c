/*
 * queue.c - queues of threads over index links
 *
 *      k5_queue[q]   head ----------------------------> tail
 *                      |                                 |
 *      k5_link[t]      a  <-- prev -- b -- next -->  ... z
 *
 * Every link names its queue, so that what is in a queue can be said of one
 * thread and its neighbours alone: that is what the proofs rest on.
 */
#include "queue.h"

#include "bitmap.h"

bool q_append(idx_t q, idx_t t)
{
	idx_t last = k5_queue[q].tail;

	k5_link[t] = (struct link){.queue = q, .next = NIL, .prev = last};
	k5_queue[q].tail = t;
	/*@ admit arrivals: k5_rank_next < 0x7fffffffffffffff; */
	/*@ ghost k5_rank[t] = k5_rank_next; k5_rank_next++; */
	if (last == NIL) {
		k5_queue[q].head = t;
		return true;
	}
	k5_link[last].next = t;
	return false;
}

bool q_remove(idx_t t)
{
	idx_t q = k5_link[t].queue;
	idx_t next = k5_link[t].next;
	idx_t prev = k5_link[t].prev;

	k5_link[t] = (struct link){.queue = NIL, .next = NIL, .prev = NIL};
	if (next == NIL && prev == NIL) {
		/*@ assert alone: \forall integer x; is_thread(x) && x != t ==>
		        queue_of(x) != q; */
		k5_queue[q] = (struct queue){.head = NIL, .tail = NIL};
		return true;
	}
	if (prev == NIL)
		k5_queue[q].head = next;
	else
		k5_link[prev].next = next;
	if (next == NIL)
		k5_queue[q].tail = prev;
	else
		k5_link[next].prev = prev;
	return false;
}

idx_t q_best(idx_t q, uint32_t states)
{
	idx_t best = NIL;

	/*@ loop invariant here: t == NIL || (is_thread(t) && queue_of(t) == q);
	    loop invariant none: best == NIL ==> \forall integer u;
	        waits(u, q, states) ==> t != NIL && k5_rank[t] <= k5_rank[u];
	    loop invariant member: best != NIL ==> waits(best, q, states) &&
	        (t != NIL ==> k5_rank[best] < k5_rank[t]);
	    loop invariant best: best != NIL ==> \forall integer u;
	        waits(u, q, states) && (t == NIL || k5_rank[u] < k5_rank[t]) ==>
	        k5_thread[u].prio <= k5_thread[best].prio;
	    loop invariant oldest: best != NIL ==> \forall integer u;
	        waits(u, q, states) && (t == NIL || k5_rank[u] < k5_rank[t]) &&
	        u != best && k5_thread[u].prio == k5_thread[best].prio ==>
	        k5_rank[best] < k5_rank[u];
	    loop assigns t, best;
	    loop variant t == NIL ? 0 : k5_rank_next - k5_rank[t]; */
	for (idx_t t = k5_queue[q].head; t != NIL; t = k5_link[t].next) {
		if (!set_has(states, k5_thread[t].state))
			continue;
		if (best == NIL || k5_thread[t].prio > k5_thread[best].prio)
			best = t;
	}
	return best;
}
