/*
 * endpoint.h - rendezvous: two threads meet, a message crosses
 *
 * An endpoint is a queue and nothing else. syscall.c has already turned a slot
 * into an endpoint, a badge and a right, and msg_check has seen the buffers.
 */
#pragma once

#include "reply.h"

enum ep_mode {
	EP_SEND,
	EP_TRY_SEND,
	EP_CALL
};

struct ep_send {
	k5_word_t badge;
	enum ep_mode mode;
};

/*@ predicate is_endpoint(integer e) = 0 <= e < k5_app.endpoints;

    // who waits at e for what comes now, and which of them is taken: the
    // highest priority, then the oldest
    predicate receives(integer t, integer e, integer mode) = is_thread(t) &&
        queue_of(t) == Q_FIRST_EP + e &&
        (k5_thread[t].state == T_RECEIVING ||
            (mode == EP_CALL && k5_thread[t].state == T_SERVING));
    predicate sends(integer t, integer e, integer passive) =
        is_thread(t) && queue_of(t) == Q_FIRST_EP + e &&
        (k5_thread[t].state == T_CALLING ||
            (passive == 0 && k5_thread[t].state == T_SENDING));
    predicate ahead(integer t, integer u) =
        k5_thread[u].prio < k5_thread[t].prio ||
        (k5_thread[u].prio == k5_thread[t].prio && k5_rank[t] < k5_rank[u]);
    predicate next_receiver(integer t, integer e, integer mode) =
        receives(t, e, mode) && \forall integer u;
        receives(u, e, mode) && u != t ==> ahead(t, u);
    predicate next_sender(integer t, integer e, integer passive) =
        sends(t, e, passive) && \forall integer u;
        sends(u, e, passive) && u != t ==> ahead(t, u);

    // t waits at e with r for what it takes
    predicate waits_with(integer t, integer e, integer r) =
        k5_thread[t].state ==
            (k5_thread[t].passive != 0 ? T_SERVING : T_RECEIVING) &&
        queue_of(t) == Q_FIRST_EP + e && k5_thread[t].serves == r &&
        k5_reply[r].server == t;

    // a message crossed: the receiver goes on, a caller is owed an answer
    predicate met(integer from, integer to, integer mode) =
        (runnable(to) || k5_thread[to].state == T_UNFUNDED) &&
        (mode == EP_CALL ==> k5_thread[from].state == T_REPLY &&
            k5_thread[from].awaits == k5_thread[to].serves &&
            k5_reply[k5_thread[to].serves].caller == from &&
            k5_reply[k5_thread[to].serves].server == to) &&
        (mode != EP_CALL ==>
            runnable(from) || k5_thread[from].state == T_UNFUNDED); */

/* K5_OK: delivered, or `from` now waits. K5_ERR_AGAIN: nobody to try with. */
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, k5.current)
    HOME_OK(requires)
    REPLIES_OK(requires)
    requires k_ready && is_endpoint(ep) && is_thread(from);
    requires running: k5_thread[from].state == T_READY;
    assigns k5_queue[..], k5_link[..], k5_thread[..], k5_context[..],
        k5_sc[..], k5_reply[..], k5_slot[..], k5_node[..], k5_window[..], k5_task[..],
        k5.ready, k5.top, k5.release, k5.alarm, k5_rank[..], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    HOME_OK(ensures)
    ensures k_ready;
    REPLIES_OK(ensures)
    ensures outcome: \result == K5_OK || \result == K5_ERR_AGAIN;
    ensures refused: \result == K5_ERR_AGAIN ==> how.mode == EP_TRY_SEND &&
        \forall integer t; !\old(receives(t, ep, how.mode));
    ensures unchanged: \result != K5_OK ==> same_state{Pre, Post};
    ensures delivered: \forall integer t;
        \old(next_receiver(t, ep, how.mode)) ==> \result == K5_OK &&
        met(from, t, how.mode) &&
        k5_context[t].arg[K5_ARG_BADGE] == how.badge;
    ensures waits: \result == K5_OK &&
        (\forall integer t; !\old(receives(t, ep, how.mode))) ==>
        k5_thread[from].state ==
            (how.mode == EP_CALL ? T_CALLING : T_SENDING) &&
        queue_of(from) == Q_FIRST_EP + ep &&
        k5_thread[from].badge == how.badge;
    ensures others: \forall integer x; is_thread(x) && x != from &&
        !\old(next_receiver(x, ep, how.mode)) ==> same_thread{Pre, Post}(x); */
enum k5_err ep_send(idx_t ep, idx_t from, struct ep_send how);

/* Who would get what comes now, or NIL. */
idx_t ep_receiver(idx_t ep, enum ep_mode mode);

/*
 * Receives with the reply object r, which takes the debt if it was a call.
 * K5_OK: a message is in `to`'s registers, or `to` now waits. K5_ERR_AGAIN:
 * `try` and nobody is sending. K5_ERR_BUSY: r is in use, or `to` is passive
 * and still owes for the time it runs on.
 */
struct ep_recv {
	idx_t reply;
	bool try;
};
/*@ QUEUES_OK(requires)
    THREADS_OK(requires, NIL)
    TIME_OK(requires, NIL, k5.current)
    REPLIES_OK(requires)
    HOME_OK(requires)
    requires k_ready && is_endpoint(ep) && is_thread(to);
    requires is_reply(how.reply);
    requires running: k5_thread[to].state == T_READY;
    assigns k5_queue[..], k5_link[..], k5_thread[..], k5_context[..],
        k5_sc[..], k5_reply[..], k5_slot[..], k5_node[..], k5_window[..], k5_task[..],
        k5.ready, k5.top, k5.release, k5.alarm, k5_rank[..], k5_rank_next;
    exits \false;
    QUEUES_OK(ensures)
    THREADS_OK(ensures, NIL)
    TIME_OK(ensures, NIL, k5.current)
    HOME_OK(ensures)
    ensures k_ready;
    REPLIES_OK(ensures)
    ensures outcome: \result == K5_OK || \result == K5_ERR_AGAIN ||
        \result == K5_ERR_BUSY;
    ensures busy: \result == K5_ERR_BUSY <==>
        \old(in_use(how.reply, to)) || \old(k5_thread[to].passive != 0 &&
            pays_for(k5_thread[to].serves, to));
    ensures refused: \result == K5_ERR_AGAIN ==> how.try != 0 &&
        \forall integer t; !\old(sends(t, ep, k5_thread[to].passive));
    ensures unchanged: \result != K5_OK ==> same_state{Pre, Post};
    ensures delivered: \result == K5_OK ==> \forall integer t;
        \old(next_sender(t, ep, k5_thread[to].passive)) ==>
        k5_thread[to].serves == how.reply &&
        k5_context[to].arg[K5_ARG_BADGE] == \old(k5_thread[t].badge) &&
        met(t, to, \old(k5_thread[t].state) == T_CALLING ? EP_CALL : EP_SEND);
    ensures waits: \result == K5_OK &&
        (\forall integer t; !\old(sends(t, ep, k5_thread[to].passive))) ==>
        waits_with(to, ep, how.reply);
    ensures others: \forall integer x; is_thread(x) && x != to &&
        \old(queue_of(x) >= Q_FIRST_EP && queue_of(x) != NIL) &&
        !\old(next_sender(x, ep, k5_thread[to].passive)) ==>
        same_place_of{Pre, Post}(x) && same_part{Pre, Post}(x); */
enum k5_err ep_recv(idx_t ep, idx_t to, struct ep_recv how);

/*
 * The same, after callers were turned away that wait to lend what `to` cannot
 * take. That may be all that a try does.
 */
enum k5_err ep_take(idx_t ep, idx_t to, struct ep_recv how);

/*
 * Answers what r owes, then receives with r. Errors as ep_recv, and
 * K5_ERR_TIME if another thread runs on the time of that debt; then nothing
 * was answered either.
 */
enum k5_err ep_reply_recv(idx_t ep, idx_t t, idx_t r);

/* Whoever waits at ep to send or to call with the badge hears K5_ERR_DEAD. */
void ep_cancel(idx_t ep, k5_word_t badge);
