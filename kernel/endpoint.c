/*
 * endpoint.c - rendezvous: two threads meet, a message crosses
 *
 * An endpoint stores no messages, only threads waiting for a partner:
 *
 *      waiting             meets
 *      T_SENDING           a receiver with time of its own
 *      T_CALLING           any receiver
 *      T_RECEIVING         a sender or a caller
 *      T_SERVING           a caller, whose time it runs on
 *
 * Whoever arrives takes the best partner waiting (highest priority, then
 * oldest). A plain send brings no time, so it never meets a passive server:
 * else any client could leave the server with a message and no time to take
 * the next.
 */
#include "endpoint.h"

#include "bitmap.h"
#include "loan.h"
#include "message.h"
#include "queue.h"
#include "reply.h"
#include "sched.h"

/*@ QUEUES_OK(requires)
    requires t_state(NIL) && is_endpoint(ep);
    assigns \nothing;
    exits \false;
    ensures none: \result == NIL ==>
        \forall integer t; !receives(t, ep, mode);
    ensures one: \result != NIL ==> next_receiver(\result, ep, mode); */
static idx_t receiver_for(idx_t ep, enum ep_mode mode)
{
	uint32_t states = set_add(0, T_RECEIVING);

	if (mode == EP_CALL)
		states = set_add(states, T_SERVING);
	return q_best(q_endpoint(ep), states);
}

/*@ QUEUES_OK(requires)
    requires t_state(NIL) && is_endpoint(ep) && is_thread(to);
    assigns \nothing;
    exits \false;
    ensures none: \result == NIL ==>
        \forall integer t; !sends(t, ep, k5_thread[to].passive);
    ensures one: \result != NIL ==>
        next_sender(\result, ep, k5_thread[to].passive); */
static idx_t sender_for(idx_t ep, idx_t to)
{
	uint32_t states = set_add(0, T_CALLING);

	if (k5_queue[q_endpoint(ep)].head == NIL)
		return NIL;
	if (!k5_thread[to].passive)
		states = set_add(states, T_SENDING);
	return q_best(q_endpoint(ep), states);
}

/*
 * The meeting itself. It cannot fail: both buffers were checked when their
 * owners entered the kernel, and the receiver's reply object is free.
 */
static void meet(idx_t from, idx_t to, struct ep_send how)
{
	msg_deliver(from, to, how.badge);
	if (how.mode == EP_CALL)
		reply_owe(k5_thread[to].serves, from, to);
}

idx_t ep_receiver(idx_t ep, enum ep_mode mode)
{
	return receiver_for(ep, mode);
}

enum k5_err ep_send(idx_t ep, idx_t from, struct ep_send how)
{
	idx_t to = receiver_for(ep, how.mode);

	if (to == NIL && how.mode == EP_TRY_SEND)
		return K5_ERR_AGAIN;
	k5_thread[from].badge = how.badge;
	if (to != NIL) {
		meet(from, to, how);
		if (how.mode != EP_CALL)
			k5_reply[k5_thread[to].serves].server = NIL;
		sched_wake(to);
		return K5_OK;
	}
	/*@ assert alone: \forall integer x; is_thread(x) && x != from &&
	        queue_of(x) == Q_FIRST_EP + ep ==>
	        k5_thread[x].state != T_RECEIVING &&
	        (how.mode == EP_CALL ==> k5_thread[x].state != T_SERVING); */
	sched_wait(from, q_endpoint(ep),
		   how.mode == EP_CALL ? T_CALLING : T_SENDING);
	return K5_OK;
}

/* `t`, which runs or would, waits with r: nobody sends what it takes. */
/*@ STATE_OK(requires)
    requires is_endpoint(ep) && is_thread(t) && awake(t);
    requires retired(t) && k5_thread[t].serves == r;
    requires is_reply(r) && !in_use(r, t);
    requires nobody: \forall integer x; !sends(x, ep, k5_thread[t].passive);
    assigns k5_queue[..], k5_link[..], k5_thread[t].state,
        k5_reply[r].server, k5.ready, k5.top, k5_rank[..], k5_rank_next;
    exits \false;
    STATE_OK(ensures)
    ensures waits: waits_with(t, ep, r);
    ensures others: same_place{Pre, Post}(t); */
static void wait_for_sender(idx_t ep, idx_t t, idx_t r)
{
	/*@ assert alone: \forall integer x; is_thread(x) && x != t &&
	        queue_of(x) == Q_FIRST_EP + ep ==>
	        k5_thread[x].state != T_CALLING &&
	        (k5_thread[t].passive == 0 ==>
	        k5_thread[x].state != T_SENDING); */
	k5_reply[r].server = t;
	sched_wait(t, q_endpoint(ep),
		   k5_thread[t].passive ? T_SERVING : T_RECEIVING);
}

/* The message of `from`, which waits to send, crosses; `to` goes on. */
/*@ STATE_OK(requires)
    requires is_thread(from) && is_thread(to) && awake(to);
    requires k5_thread[from].state == T_SENDING ||
        k5_thread[from].state == T_CALLING;
    requires retired(to) && is_reply(k5_thread[to].serves) &&
        !in_use(k5_thread[to].serves, to);
    assigns k5_queue[..], k5_link[..], k5_thread[from].state,
        k5_thread[from].sc, k5_thread[from].awaits,
        k5_thread[to].state, k5_thread[to].sc, k5_thread[to].serves,
        k5_context[to].arg[K5_ARG_LABEL .. K5_ARG_LENGTH],
        k5_slot[..], k5_node[..], k5_window[..], k5_task[..],
        k5_sc[..], k5_reply[k5_thread[to].serves], k5.ready, k5.top,
        k5.release, k5.alarm, k5_rank[..], k5_rank_next;
    exits \false;
    STATE_OK(ensures)
    ensures delivered: k5_context[to].arg[K5_ARG_BADGE] ==
        k5_thread[from].badge &&
        k5_thread[to].serves == \old(k5_thread[to].serves);
    ensures met: met(from, to,
        \old(k5_thread[from].state) == T_CALLING ? EP_CALL : EP_SEND);
    ensures others: \forall integer x; is_thread(x) && x != from &&
        x != to ==> queue_of(x) == \old(queue_of(x)); */
static void take_from(idx_t from, idx_t to)
{
	bool call = k5_thread[from].state == T_CALLING;

	meet(from, to,
	     (struct ep_send){.badge = k5_thread[from].badge,
			      .mode = call ? EP_CALL : EP_SEND});
	if (!call)
		sched_wake(from);
}

/* Nothing can fail any more: r is free, and `to` owes for no time. */
/*@ STATE_OK(requires)
    requires is_endpoint(ep) && is_thread(to) && awake(to);
    requires retired(to) && is_reply(r) && !in_use(r, to);
    requires choice: from == NIL ?
        \forall integer x; !sends(x, ep, k5_thread[to].passive) :
        sends(from, ep, k5_thread[to].passive);
    assigns k5_queue[..], k5_link[..], k5_thread[..], k5_context[..],
        k5_slot[..], k5_node[..], k5_window[..], k5_task[..],
        k5_sc[..], k5_reply[r], k5.ready, k5.top, k5.release, k5.alarm, k5_rank[..], k5_rank_next;
    exits \false;
    STATE_OK(ensures)
    ensures serves: k5_thread[to].serves == r;
    ensures waits: from == NIL ==> waits_with(to, ep, r);
    ensures delivered: from != NIL ==>
        k5_context[to].arg[K5_ARG_BADGE] == \old(k5_thread[from].badge);
    ensures met: from != NIL ==> met(from, to,
        \old(k5_thread[from].state) == T_CALLING ? EP_CALL : EP_SEND);
    ensures others: \forall integer x; is_thread(x) && x != to &&
        x != from && \old(k5_thread[x].state) != T_UNFUNDED ==>
        same_place_of{Pre, Post}(x) && same_part{Pre, Post}(x); */
static void receive(idx_t ep, idx_t to, idx_t r, idx_t from)
{
	k5_thread[to].serves = r;
	reply_idle(to);
	/*@ assert placed: \forall integer x; is_thread(x) &&
	        at_endpoint(k5_thread[x].state) ==>
	        same_place_of{Pre, Here}(x); */
	if (from != NIL)
		take_from(from, to);
	else
		wait_for_sender(ep, to, r);
}

enum k5_err ep_recv(idx_t ep, idx_t to, struct ep_recv how)
{
	enum k5_err e = reply_usable(how.reply, to);

	if (e != K5_OK)
		return e;
	if (k5_thread[to].passive && reply_pays_for(k5_thread[to].serves, to))
		return K5_ERR_BUSY;

	idx_t from = sender_for(ep, to);

	/*@ assert one: \forall integer t;
	        next_sender(t, ep, k5_thread[to].passive) ==> t == from; */
	/*@ assert queued: \forall integer x; is_thread(x) &&
	        Q_FIRST_EP <= queue_of(x) && queue_of(x) != NIL ==>
	        k5_thread[x].state != T_UNFUNDED; */
	if (from == NIL && how.try)
		return K5_ERR_AGAIN;
	receive(ep, to, how.reply, from);
	return K5_OK;
}

/* Callers that lend what `to` cannot take are not met but turned away. */
enum k5_err ep_take(idx_t ep, idx_t to, struct ep_recv how)
{
	if (app_lends() && k5.lenders && reply_usable(how.reply, to) == K5_OK &&
	    !(k5_thread[to].passive &&
	      reply_pays_for(k5_thread[to].serves, to)))
		loan_turn_away(ep, to);
	return ep_recv(ep, to, how);
}

/* The reply half: after it, r is free and `t` owes nothing through it. */
static void answer(idx_t t, idx_t r)
{
	msg_deliver(t, k5_reply[r].caller, 0);
	reply_settle(r, K5_OK);
}

enum k5_err ep_reply_recv(idx_t ep, idx_t t, idx_t r)
{
	idx_t serves = k5_thread[t].serves;

	if (k5_reply[r].caller == NIL)
		return ep_take(ep, t, (struct ep_recv){.reply = r});
	if (k5_thread[t].passive && serves != r && reply_pays_for(serves, t))
		return K5_ERR_BUSY;

	enum k5_err e = reply_answerable(r, t);

	if (e != K5_OK)
		return e;
	answer(t, r);
	if (app_lends() && k5.lenders)
		loan_turn_away(ep, t);
	receive(ep, t, r, sender_for(ep, t));
	return K5_OK;
}

void ep_cancel(idx_t ep, k5_word_t badge)
{
	for (idx_t t = 0; t < k5_app.threads; t++) {
		uint8_t state = k5_thread[t].state;

		if (k5_link[t].queue == q_endpoint(ep) &&
		    (state == T_SENDING || state == T_CALLING) &&
		    k5_thread[t].badge == badge)
			reply_cancel(t, K5_ERR_DEAD);
	}
}
