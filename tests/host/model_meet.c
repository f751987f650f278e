/*
 * model_meet.c - who meets whom, as docs/abi.md and decision 0004 say
 *
 *      send        meets a receiver that has time of its own
 *      call        meets any; its time goes along to who has none
 *      answer      ends the debt, and the time comes back
 *
 * Of those that wait the most urgent is met, and among equals the oldest.
 */
#include "model_part.h"

static bool passive(idx_t t)
{
	return k5_app.thread[t].passive;
}

/* Of the places, as bits; of passive ones only if `passives`. */
static idx_t best(const struct model *m, idx_t at, unsigned places,
		  bool passives)
{
	idx_t found = NIL;

	for (idx_t t = 0; t < k5_app.threads; t++) {
		const struct model_thread *x = &m->thread[t];
		const struct model_thread *b = &m->thread[found % THREADS];

		if (x->at != at || (places >> x->place & 1u) == 0 ||
		    (passive(t) && !passives))
			continue;
		if (found == NIL || x->prio > b->prio ||
		    (x->prio == b->prio && x->since < b->since))
			found = t;
	}
	return found;
}

idx_t model_receiver(const struct model *m, idx_t ep, bool call)
{
	return best(m, ep, 1u << M_RECEIVES, call);
}

idx_t model_sender(const struct model *m, idx_t ep, bool calls_only)
{
	unsigned places = 1u << M_CALLS | (calls_only ? 0u : 1u << M_SENDS);

	return best(m, ep, places, true);
}

static void wait(struct model *m, idx_t t, enum model_place place, idx_t at)
{
	m->thread[t].place = (uint8_t)place;
	m->thread[t].at = at;
	m->thread[t].since = ++m->arrivals;
}

/* --- a message crosses ----------------------------------------------------- */

/* The server owes an answer; who is passive and runs on nothing has the caller's. */
static void owe(struct model *m, idx_t caller, idx_t server)
{
	idx_t r = m->thread[server].serves;

	m->reply[r] = (struct model_reply){caller, server, NIL};
	wait(m, caller, M_OWED, r);
	if (m->thread[server].time != NIL || !passive(server))
		return;
	m->reply[r].lent = m->thread[caller].time;
	m->thread[server].time = m->thread[caller].time;
	m->thread[caller].time = NIL;
}

static void meet(struct model *m, idx_t from, idx_t to, bool call)
{
	m->reply[m->thread[to].serves].server = NIL;
	model_deliver(m, from, to, m->thread[from].badge);
	m->thread[from].place = M_ON;
	m->thread[to].place = M_ON;
	if (call)
		owe(m, from, to);
	m->seen[SEEN_MET]++;
}

/* A loan that does not fit makes no call. */
static enum k5_err lends(struct model *m, idx_t t, idx_t to)
{
	int i = model_slot(model_task(t), m->thread[t].arg[K5_ARG_GIVE]);

	m->thread[t].lends = m->slot[i].cap.object;
	return to == NIL ? K5_OK : model_fits(m, t, to);
}

enum k5_err model_send(struct model *m, idx_t t, struct cap cap)
{
	k5_word_t number = m->thread[t].arg[K5_ARG_NUMBER] & K5_NUMBER_MASK;
	bool call = number == K5_SYS_call || number == K5_SYS_try_call;
	idx_t to = model_receiver(m, cap.object, call);
	uint8_t take = cap.rights;
	enum k5_err e;

	if (number == K5_SYS_try_call && to == NIL)
		return K5_ERR_AGAIN;
	if ((cap.rights & K5_RIGHT_GRANT_REPLY) != 0)
		take |= K5_RIGHT_GRANT;
	e = model_named(m, t, cap.rights, take);
	if (e == K5_OK && model_says(m, t, K5_CAP_LEND))
		e = lends(m, t, to);
	if (e != K5_OK)
		return e;
	m->thread[t].badge = cap.badge;
	if (to != NIL)
		meet(m, t, to, call);
	else if (number == K5_SYS_try_send)
		return K5_ERR_AGAIN;
	else
		wait(m, t, call ? M_CALLS : M_SENDS, cap.object);
	return K5_OK;
}

/* Callers whose loan `to` cannot take hear so, and none of them is met. */
static void turn_away(struct model *m, idx_t ep, idx_t to)
{
	for (idx_t t = 0; t < k5_app.threads; t++) {
		enum k5_err e;

		if (m->thread[t].place != M_CALLS || m->thread[t].at != ep ||
		    !model_says(m, t, K5_CAP_LEND))
			continue;
		e = model_fits(m, t, to);
		if (e == K5_OK)
			continue;
		model_cancel(m, t, e);
		m->seen[SEEN_AWAY]++;
	}
}

/* Whoever is passive waits without time. */
static void receive(struct model *m, idx_t t, idx_t ep, idx_t r)
{
	idx_t from = model_sender(m, ep, passive(t));

	m->thread[t].serves = r;
	if (passive(t)) {
		model_time_home(m, t);
		m->thread[t].time = NIL;
	}
	if (from != NIL) {
		meet(m, from, t, m->thread[from].place == M_CALLS);
		return;
	}
	m->reply[r].server = t;
	wait(m, t, M_RECEIVES, ep);
}

/* Does t owe for the time that it runs on, other than by r? */
static bool owes_time(const struct model *m, idx_t t, idx_t r)
{
	idx_t serves = m->thread[t].serves;

	return passive(t) && serves != r && model_paid_by(m, serves, t);
}

static enum k5_err try_to(struct model *m, idx_t t, idx_t ep, idx_t r)
{
	k5_word_t number = m->thread[t].arg[K5_ARG_NUMBER] & K5_NUMBER_MASK;
	const struct model_reply *reply = &m->reply[r];

	if (reply->caller != NIL ||
	    (reply->server != NIL && reply->server != t) ||
	    owes_time(m, t, NIL))
		return K5_ERR_BUSY;
	turn_away(m, ep, t);
	if (number == K5_SYS_try_recv && model_sender(m, ep, passive(t)) == NIL)
		return K5_ERR_AGAIN;
	receive(m, t, ep, r);
	return K5_OK;
}

static void answer(struct model *m, idx_t t, idx_t r)
{
	model_deliver(m, t, m->reply[r].caller, 0);
	model_settle(m, r, K5_OK);
	m->seen[SEEN_ANSWERED]++;
}

/* Receives, and answers before if there is a debt and it is asked to. */
enum k5_err model_recv(struct model *m, idx_t t, struct cap cap)
{
	const k5_word_t *arg = m->thread[t].arg;
	k5_word_t number = arg[K5_ARG_NUMBER] & K5_NUMBER_MASK;
	struct cap with = {0};
	enum k5_err e = model_get(m, model_task(t), arg[K5_ARG_REPLY],
				  K5_CAP_REPLY, K5_RIGHT_SEND, &with);
	idx_t r = with.object;

	if (e == K5_OK)
		e = model_named(m, t, with.rights, cap.rights);
	if (e != K5_OK)
		return e;
	if (number != K5_SYS_reply_recv || m->reply[r].caller == NIL)
		return try_to(m, t, cap.object, r);
	if (owes_time(m, t, r))
		return K5_ERR_BUSY;
	if (m->reply[r].server != t && model_paid_by(m, r, m->reply[r].server))
		return K5_ERR_TIME;
	answer(m, t, r);
	turn_away(m, cap.object, t);
	receive(m, t, cap.object, r);
	return K5_OK;
}

/* No answer takes the time from under who runs on it. */
enum k5_err model_reply(struct model *m, idx_t t, struct cap cap)
{
	idx_t r = cap.object;
	enum k5_err e = model_named(m, t, cap.rights, cap.rights);

	if (e != K5_OK)
		return e;
	if (m->reply[r].caller == NIL)
		return K5_ERR_AGAIN;
	if (model_paid_by(m, r, m->reply[r].server))
		return K5_ERR_TIME;
	answer(m, t, r);
	return K5_OK;
}

/* --- bits ------------------------------------------------------------------ */

void model_signal(struct model *m, idx_t n, k5_word_t bits)
{
	idx_t t = best(m, n, 1u << M_WAITS, true);

	if (bits == 0)
		return;
	if (t == NIL) {
		m->bits[n] |= bits;
		return;
	}
	m->thread[t].arg[K5_ARG_WORD] = bits;
	m->thread[t].place = M_ON;
	m->seen[SEEN_BITS]++;
}

enum k5_err model_await(struct model *m, idx_t t, struct cap cap)
{
	k5_word_t *arg = m->thread[t].arg;

	if (m->bits[cap.object] != 0) {
		arg[K5_ARG_WORD] = m->bits[cap.object];
		m->bits[cap.object] = 0;
	} else if ((arg[K5_ARG_NUMBER] & K5_NUMBER_MASK) == K5_SYS_poll) {
		return K5_ERR_AGAIN;
	} else {
		wait(m, t, M_WAITS, cap.object);
	}
	return K5_OK;
}
