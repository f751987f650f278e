/*
 * chaos_aim.c - what moves something on
 *
 *      model --> who waits for what the running thread can do? --> a request
 *
 * Threads that call at random soon all wait for one another, and hardly anything
 * crosses where both ends must want it at once. So most requests look at the
 * model first: a debt that can be answered, a partner that waits, and whether
 * that one gives or takes. Whoever runs as the last one does not wait, mostly.
 */
#include "chaos_aim.h"

#include "chaos_app.h"
#include "model_part.h"

static unsigned running(const struct model *m)
{
	unsigned n = 0;

	for (idx_t t = 0; t < k5_app.threads; t++)
		n += m->thread[t].place == M_ON && m->thread[t].time != NIL;
	return n;
}

static bool has(struct cap cap, uint8_t right)
{
	return (cap.rights & right) == right;
}

/* --- whom could it meet? --------------------------------------------------- */

/* Free, so that it can be received with. */
static bool idle(const struct model *m, struct cap cap)
{
	return cap.type == K5_CAP_REPLY && m->reply[cap.object].caller == NIL &&
	       m->reply[cap.object].server == NIL;
}

/* The slot of such a reply, or NO_SLOT. */
static k5_word_t idle_reply(struct chaos *c)
{
	idx_t task = k5_app.thread[k5.current].task;
	uint32_t start = chance_below(&c->chance, CSPACE);

	for (uint32_t i = 0; i < CSPACE; i++) {
		k5_word_t slot = (start + i) % CSPACE;

		if (idle(&c->model, c->model.slot[task * CSPACE + slot].cap))
			return slot;
	}
	return NO_SLOT;
}

/* Can it receive: with which reply, and does it owe for no time? */
static bool can_receive(struct chaos *c, struct aim *out)
{
	const struct model *m = &c->model;
	idx_t t = k5.current;

	if (k5_app.thread[t].passive &&
	    model_paid_by(m, m->thread[t].serves, t))
		return false;
	out->reply = idle_reply(c);
	return out->reply != NO_SLOT;
}

/* Somebody waits there to lend what the running thread cannot take. */
static bool spoils(const struct model *m, idx_t ep)
{
	for (idx_t t = 0; t < k5_app.threads; t++) {
		if (m->thread[t].place == M_CALLS && m->thread[t].at == ep &&
		    model_says(m, t, K5_CAP_LEND) &&
		    model_task(t) == model_task(k5.current))
			return true;
	}
	return false;
}

static bool at_endpoint(struct chaos *c, struct cap cap, struct aim *out)
{
	const struct model *m = &c->model;
	bool passive = k5_app.thread[k5.current].passive;
	idx_t to = model_receiver(m, cap.object, true);
	idx_t from = model_sender(m, cap.object, passive);

	if (to != NIL && has(cap, K5_RIGHT_SEND)) {
		out->mate = to;
		out->number = K5_SYS_call;
		if (chance_once_in(&c->chance, 4))
			out->number = K5_SYS_send;
		return true;
	}
	out->mate = from;
	out->number =
		chance_once_in(&c->chance, 3) ? K5_SYS_try_recv : K5_SYS_recv;
	return from != NIL && has(cap, K5_RIGHT_RECV) && can_receive(c, out) &&
	       (!spoils(m, cap.object) || chance_once_in(&c->chance, 6));
}

/* Who was called on the caller's time answers with reply_recv. */
static bool owes(struct chaos *c, struct cap cap, struct aim *out)
{
	const struct model *m = &c->model;
	const struct model_reply *r = &m->reply[cap.object];

	out->mate = r->caller;
	out->number = K5_SYS_reply;
	if (r->caller == NIL)
		return false;
	if (!model_paid_by(m, cap.object, r->server))
		return true;
	out->number = K5_SYS_reply_recv;
	out->reply = out->slot;
	out->slot = chaos_slot(&c->chance, K5_CAP_ENDPOINT, K5_RIGHT_RECV);
	return r->server == k5.current;
}

static bool signals(const struct model *m, struct cap cap, struct aim *out)
{
	out->number = K5_SYS_notify;
	for (idx_t t = 0; t < k5_app.threads; t++) {
		if (m->thread[t].place == M_WAITS &&
		    m->thread[t].at == cap.object)
			return has(cap, K5_RIGHT_SIGNAL);
	}
	return false;
}

/* Who goes on without time has it back soon; now and then somebody has not. */
static bool paces(struct chaos *c, struct cap cap, struct aim *out)
{
	const struct model_thread *home = &c->model.thread[cap.object];

	out->number = K5_SYS_bind;
	if (home->time == NIL && home->place != M_OWED &&
	    !k5_app.thread[cap.object].passive)
		return chance_once_in(&c->chance, 3);
	out->number = chance_once_in(&c->chance, 3) ? K5_SYS_unbind
						    : K5_SYS_configure;
	return chance_once_in(&c->chance, 20);
}

static bool moves(struct chaos *c, struct cap cap, struct aim *out)
{
	const struct model *m = &c->model;

	out->mate = NIL;
	out->cap = cap;
	switch (cap.type) {
	case K5_CAP_ENDPOINT:
		return at_endpoint(c, cap, out);
	case K5_CAP_REPLY:
		return owes(c, cap, out);
	case K5_CAP_NOTIFICATION:
		return signals(m, cap, out);
	case K5_CAP_THREAD:
		out->number = m->thread[cap.object].place == M_ENDED
				      ? K5_SYS_start
				      : K5_SYS_abort;
		return out->number == K5_SYS_abort
			       ? chance_once_in(&c->chance, 12)
			       : model_task(cap.object) ==
					 model_task(k5.current);
	case K5_CAP_SC:
		return has(cap, K5_RIGHT_CONTROL) && paces(c, cap, out);
	case K5_CAP_POOL:
		out->number = K5_SYS_create;
		return chance_once_in(&c->chance, 20);
	default:
		return false;
	}
}

bool chaos_alone(const struct chaos *c)
{
	return running(&c->model) < 2;
}

/* Does, or will, a cap cross to another task? */
static bool carries(const struct model *m, const struct aim *aim)
{
	return aim->mate != NIL && has(aim->cap, K5_RIGHT_GRANT) &&
	       model_says(m, aim->mate, K5_CAP_IN | K5_CAP_OUT) &&
	       model_task(aim->mate) != model_task(k5.current);
}

/* Better one where a cap can cross, if there is any. */
bool chaos_aim(struct chaos *c, struct aim *out)
{
	idx_t task = k5_app.thread[k5.current].task;
	uint32_t start = chance_below(&c->chance, CSPACE);
	struct aim found = {.number = K5_SYS_COUNT};

	for (uint32_t i = 0; i < CSPACE; i++) {
		out->slot = (start + i) % CSPACE;
		out->reply = NO_SLOT;
		if (!moves(c, c->model.slot[task * CSPACE + out->slot].cap,
			   out))
			continue;
		found = *out;
		if (carries(&c->model, out))
			return true;
	}
	*out = found;
	return found.number != K5_SYS_COUNT;
}

/* One that waits for nobody, if it would be the last, and is not just refused. */
static k5_word_t number_for(struct chaos *c, k5_word_t number, struct aim *out)
{
	static const uint8_t instead[K5_SYS_COUNT] = {
		[K5_SYS_send] = K5_SYS_try_send,
		[K5_SYS_call] = K5_SYS_try_call,
		[K5_SYS_recv] = K5_SYS_try_recv,
		[K5_SYS_reply_recv] = K5_SYS_reply,
		[K5_SYS_wait] = K5_SYS_poll};

	if (number == K5_SYS_recv && !chance_once_in(&c->chance, 8) &&
	    !can_receive(c, out))
		number = K5_SYS_notify;
	if (!chaos_alone(c) || chance_once_in(&c->chance, 16) ||
	    instead[number] == 0)
		return number;
	return instead[number];
}

void chaos_any(struct chaos *c, k5_word_t number, struct aim *out)
{
	const uint8_t *want;

	out->mate = NIL;
	out->reply = NO_SLOT;
	out->number = number_for(c, number, out);
	want = chaos_wants[out->number];
	out->slot = chaos_slot(&c->chance, want[0], want[1]);
	out->cap = c->model.slot[k5_app.thread[k5.current].task * CSPACE +
				 out->slot]
			   .cap;
}

/* --- and what would cross? ------------------------------------------------- */

/* Of the task's slots one with memory that may go and is taken. */
static k5_word_t memory(struct chaos *c, idx_t mate)
{
	const struct model *m = &c->model;
	idx_t task = k5_app.thread[k5.current].task;

	for (k5_word_t slot = 0; slot < CSPACE; slot++) {
		int i = (int)(task * CSPACE + slot);

		if (m->slot[i].cap.type == K5_CAP_REGION &&
		    model_allowed(m, i) != 0 &&
		    (mate == NIL ||
		     model_takes(m, mate, m->slot[i].cap.object)))
			return slot;
	}
	return NO_SLOT;
}

/* One with a cap of which there are copies. */
static k5_word_t copied(struct chaos *c)
{
	idx_t task = k5_app.thread[k5.current].task;
	k5_word_t slot = chance_below(&c->chance, CSPACE);

	for (uint32_t n = 0; n < CSPACE; n++) {
		uint8_t type = c->model.slot[task * CSPACE + slot].cap.type;

		if (type != K5_CAP_REGION && type != K5_CAP_NONE)
			break;
		slot = (slot + 1) % CSPACE;
	}
	return slot;
}

/* Memory if it may go, and another cap if not. */
static void give(struct chaos *c, const struct aim *aim, struct request *out)
{
	bool call = aim->number == K5_SYS_call;
	bool whim = chance_once_in(&c->chance, 4);
	k5_word_t slot = whim ? NO_SLOT : memory(c, aim->mate);

	out->flags |= K5_CAP_OUT;
	if (slot != NO_SLOT && call) {
		out->flags |= K5_CAP_LEND;
		if (chance_once_in(&c->chance, 3))
			out->flags |= K5_CAP_READ;
	} else if (slot != NO_SLOT && chance_once_in(&c->chance, 3)) {
		out->flags |= K5_CAP_MOVE;
	} else {
		slot = copied(c);
	}
	out->word[1] = slot;
}

static void take(struct chaos *c, struct request *out)
{
	out->flags |= K5_CAP_IN;
	out->word[3] = chaos_slot(&c->chance, K5_CAP_NONE, K5_RIGHT_NONE);
}

/* Which way a message goes, and by which rights caps may with it. */
void chaos_load(struct chaos *c, const struct aim *aim, struct request *out)
{
	k5_word_t any = ~(k5_word_t)0 & ~(k5_word_t)K5_CAP_OUT;
	k5_word_t mate =
		aim->mate == NIL ? any : c->model.thread[aim->mate].arg[7];
	k5_word_t n = aim->number;
	bool receives = n == K5_SYS_recv || n == K5_SYS_try_recv;
	bool asks = n == K5_SYS_call || n == K5_SYS_try_call;
	bool gift = chance_below(&c->chance, 10) != 0;
	uint8_t grant = aim->cap.rights & K5_RIGHT_GRANT;

	if (asks)
		grant |= aim->cap.rights & K5_RIGHT_GRANT_REPLY;
	out->flags = 0;
	if (receives) {
		if (grant != 0 && !chance_once_in(&c->chance, 10))
			take(c, out);
		else
			out->flags |= K5_COPY_IN;
		return;
	}
	if ((grant & K5_RIGHT_GRANT) != 0 && (mate & K5_CAP_IN) != 0 && gift)
		give(c, aim, out);
	else if ((mate & K5_COPY_IN) != 0)
		out->flags |= K5_COPY_OUT;
	if (asks && grant != 0 && gift)
		take(c, out);
	else if (asks)
		out->flags |= K5_COPY_IN;
}
