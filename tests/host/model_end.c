/*
 * model_end.c - debts, waits and threads that end, and whose time comes back
 *
 * What decisions 0004 and 0020 say about time that is lent: nobody loses it in
 * the middle of what it does; it goes home when it waits or stops. A passive
 * thread that would go on without any goes on on its start-up time.
 */
#include "model_part.h"

static bool on_time_of(const struct model *m, idx_t home)
{
	for (idx_t t = 0; t < k5_app.threads; t++) {
		if (m->thread[t].time == home)
			return true;
	}
	return false;
}

void model_time_home(struct model *m, idx_t t)
{
	idx_t home = m->thread[t].time;

	if (home == NIL || home == t)
		return;
	m->thread[t].time = NIL;
	m->thread[home].time = home;
}

/* Start-up time, if that is not lent; no debt of its own brings any then. */
static void stand_alone(struct model *m, idx_t t)
{
	if (!k5_app.thread[t].passive || m->thread[t].time != NIL ||
	    on_time_of(m, t))
		return;
	for (idx_t r = 0; r < k5_app.replies; r++) {
		if (m->reply[r].server == t)
			m->reply[r].lent = NIL;
	}
	m->thread[t].time = t;
}

/* --- time is taken, and given back ------------------------------------------ */

enum k5_err model_unbind(struct model *m, idx_t t, struct cap cap)
{
	struct model_thread *home = &m->thread[cap.object];

	(void)t;
	if (k5_app.thread[cap.object].passive)
		return K5_ERR_BUSY;
	if (!on_time_of(m, cap.object))
		return K5_ERR_AGAIN;
	if (home->time == NIL || home->place == M_CALLS)
		return K5_ERR_BUSY;
	home->time = NIL;
	m->seen[SEEN_UNBOUND]++;
	return K5_OK;
}

/* From whoever works on it, if its thread does not wait for that. */
enum k5_err model_bind(struct model *m, idx_t t, struct cap cap)
{
	struct model_thread *home = &m->thread[cap.object];
	bool out = home->time == NIL && on_time_of(m, cap.object);

	(void)t;
	if (k5_app.thread[cap.object].passive || (out && home->place == M_OWED))
		return K5_ERR_BUSY;
	if (home->time != NIL)
		return K5_ERR_AGAIN;
	for (idx_t x = 0; x < k5_app.threads; x++) {
		if (m->thread[x].time != cap.object)
			continue;
		m->thread[x].time = NIL;
		stand_alone(m, x);
	}
	home->time = cap.object;
	m->seen[out ? SEEN_RECALLED : SEEN_BOUND]++;
	return K5_OK;
}

/* --- debts and waits -------------------------------------------------------- */

bool model_paid_by(const struct model *m, idx_t r, idx_t t)
{
	return r != NIL && m->reply[r].server == t &&
	       m->reply[r].caller != NIL && m->reply[r].lent != NIL &&
	       m->reply[r].lent == m->thread[t].time;
}

static void goes_on(struct model *m, idx_t t, enum k5_err why)
{
	m->thread[t].arg[K5_ARG_STATUS] = (k5_word_t)why;
	m->thread[t].place = M_ON;
	stand_alone(m, t);
	m->seen[SEEN_DEAD] += why == K5_ERR_DEAD;
	m->seen[SEEN_LATE] += why == K5_ERR_LATE;
}

static void clear(struct model *m, idx_t r)
{
	model_loan_ends(m, r);
	m->reply[r] = (struct model_reply){NIL, NIL, NIL};
}

void model_settle(struct model *m, idx_t r, enum k5_err why)
{
	struct model_reply debt = m->reply[r];

	clear(m, r);
	if (debt.lent != NIL && m->thread[debt.server].time == debt.lent) {
		m->thread[debt.server].time = NIL;
		m->thread[debt.caller].time = debt.lent;
	}
	goes_on(m, debt.caller, why);
}

/* Its server goes on as one whose client is gone. */
void model_drop(struct model *m, idx_t r, enum k5_err why)
{
	idx_t server = m->reply[r].server;
	bool paid = model_paid_by(m, r, server);

	if (m->reply[r].caller == NIL)
		return;
	model_settle(m, r, why);
	if (paid)
		stand_alone(m, server);
}

void model_cancel(struct model *m, idx_t t, enum k5_err why)
{
	if (m->thread[t].place == M_RECEIVES)
		m->reply[m->thread[t].serves].server = NIL;
	goes_on(m, t, why);
}

/* Whom it owes hears so; who owes it owes nobody. */
void model_stop(struct model *m, idx_t t)
{
	if (m->thread[t].place == M_ENDED)
		return;
	for (idx_t r = 0; r < k5_app.replies; r++) {
		if (m->reply[r].server != t)
			continue;
		if (m->reply[r].caller != NIL)
			model_settle(m, r, K5_ERR_DEAD);
		else
			m->reply[r].server = NIL;
	}
	if (m->thread[t].place == M_OWED)
		clear(m, m->thread[t].at);
	model_time_home(m, t);
	m->thread[t].timer.bits = 0;
	m->thread[t].place = M_ENDED;
}

void model_stop_task(struct model *m, idx_t task)
{
	m->stopped[task] = true;
	for (idx_t t = 0; t < k5_app.threads; t++) {
		if (model_task(t) == task)
			model_stop(m, t);
	}
}

/* --- a cap is gone --------------------------------------------------------- */

/* By this cap it could send again what it does: as the same, with what travels. */
static bool sends_by(const struct model *m, idx_t t, struct cap cap)
{
	uint8_t takes = K5_RIGHT_GRANT | K5_RIGHT_GRANT_REPLY;

	if (cap.type != K5_CAP_ENDPOINT || cap.object != m->thread[t].at ||
	    cap.badge != m->thread[t].badge ||
	    (cap.rights & K5_RIGHT_SEND) == 0)
		return false;
	return (!model_says(m, t, K5_CAP_OUT) ||
		(cap.rights & K5_RIGHT_GRANT) != 0) &&
	       (!model_says(m, t, K5_CAP_IN) || (cap.rights & takes) != 0);
}

static bool may_send(const struct model *m, idx_t t)
{
	idx_t task = model_task(t);

	for (k5_word_t i = 0; i < k5_app.task[task].slots; i++) {
		if (sends_by(m, t, m->slot[model_slot(task, i)].cap))
			return true;
	}
	return false;
}

/* Does its task still have a cap by which it could wait where it does? */
static bool may_wait(const struct model *m, idx_t t)
{
	struct cap by = {.type = K5_CAP_ENDPOINT,
			 .rights = K5_RIGHT_RECV,
			 .object = m->thread[t].at};

	switch (m->thread[t].place) {
	case M_SENDS:
	case M_CALLS:
		return may_send(m, t);
	case M_RECEIVES:
		if (model_says(m, t, K5_CAP_IN))
			by.rights |= K5_RIGHT_GRANT;
		break;
	case M_WAITS:
		by.type = K5_CAP_NOTIFICATION;
		by.rights = K5_RIGHT_WAIT;
		break;
	default:
		return true;
	}
	return model_may(m, model_task(t), by);
}

static bool may_answer(const struct model *m, idx_t task, idx_t r)
{
	return model_may(m, task,
			 (struct cap){.type = K5_CAP_REPLY,
				      .rights = K5_RIGHT_SEND,
				      .object = r});
}

void model_lost(struct model *m, idx_t task, struct cap cap)
{
	for (idx_t t = 0; t < k5_app.threads; t++) {
		bool receives = m->thread[t].place == M_RECEIVES;

		if (model_task(t) != task)
			continue;
		if (!may_wait(m, t) ||
		    (receives && !may_answer(m, task, m->thread[t].serves)))
			model_cancel(m, t, K5_ERR_DEAD);
	}
	if (cap.type == K5_CAP_REPLY && !may_answer(m, task, cap.object) &&
	    m->reply[cap.object].server != NIL &&
	    model_task(m->reply[cap.object].server) == task)
		model_drop(m, cap.object, K5_ERR_DEAD);
}

/* --- a moment has come ----------------------------------------------------- */

static bool timed(const struct model *m, idx_t t)
{
	uint8_t place = m->thread[t].place;

	return place == M_SLEEPS || (place != M_ENDED && place != M_ON &&
				     model_says(m, t, K5_TIMED));
}

/* Who lent its time waits on, now for good; so does who is not paid to wait. */
static void ends_late(struct model *m, idx_t t)
{
	struct model_thread *x = &m->thread[t];
	bool lent = x->time == NIL &&
		    (k5_app.thread[t].passive || on_time_of(m, t));

	if (x->place == M_SLEEPS)
		x->place = M_ON;
	else if (lent)
		x->arg[K5_ARG_NUMBER] &= ~(k5_word_t)K5_TIMED;
	else if (x->place == M_OWED)
		model_drop(m, x->at, K5_ERR_LATE);
	else
		model_cancel(m, t, K5_ERR_LATE);
}

/* By what stands in the slot now, if that is a cap to signal with. */
static void rings(struct model *m, idx_t t)
{
	struct timer timer = m->thread[t].timer;
	struct cap cap;

	m->thread[t].timer.bits = 0;
	if (model_get(m, model_task(t), timer.slot, K5_CAP_NOTIFICATION,
		      K5_RIGHT_SIGNAL, &cap) != K5_OK) {
		m->seen[SEEN_MUTE]++;
		return;
	}
	if (cap.badge != 0)
		timer.bits &= cap.badge;
	model_signal(m, cap.object, timer.bits);
	m->seen[SEEN_RANG]++;
}

/* Bits that come at the deadline of who waits for them are in time. */
void model_late(struct model *m, k5_ticks_t now)
{
	for (idx_t t = 0; t < k5_app.threads; t++) {
		if (m->thread[t].timer.bits != 0 &&
		    m->thread[t].timer.at <= now)
			rings(m, t);
	}
	for (idx_t t = 0; t < k5_app.threads; t++) {
		if (timed(m, t) && m->thread[t].until <= now)
			ends_late(m, t);
	}
}
