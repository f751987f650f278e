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

enum k5_err ep_send(idx_t ep, idx_t from, struct ep_send how)
{
	idx_t to = receiver_for(ep, how.mode);

	if (to != NIL) {
		meet(from, to, how);
		if (how.mode != EP_CALL)
			k5_reply[k5_thread[to].serves].server = NIL;
		sched_wake(to);
		return K5_OK;
	}
	if (how.mode == EP_TRY_SEND)
		return K5_ERR_AGAIN;
	k5_thread[from].badge = how.badge;
	sched_block(from, q_endpoint(ep),
		    how.mode == EP_CALL ? T_CALLING : T_SENDING);
	return K5_OK;
}

static void wait_for_sender(idx_t ep, idx_t t, idx_t r)
{
	k5_reply[r].server = t;
	sched_block(t, q_endpoint(ep),
		    k5_thread[t].passive ? T_SERVING : T_RECEIVING);
}

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
static void receive(idx_t ep, idx_t to, idx_t r, idx_t from)
{
	k5_thread[to].serves = r;
	reply_idle(to);
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

	if (from == NIL && how.try)
		return K5_ERR_AGAIN;
	receive(ep, to, how.reply, from);
	return K5_OK;
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
		return ep_recv(ep, t, (struct ep_recv){.reply = r});
	if (k5_thread[t].passive && serves != r && reply_pays_for(serves, t))
		return K5_ERR_BUSY;

	enum k5_err e = reply_answerable(r, t);

	if (e != K5_OK)
		return e;
	answer(t, r);
	receive(ep, t, r, sender_for(ep, t));
	return K5_OK;
}
