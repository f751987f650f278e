/*
 * model_control.c - threads that are watched over
 *
 *      status, abort, priority    by a cap to the thread
 *      overrun                    bits, when the running thread's time is out
 */
#include "model_part.h"

/* Whom t owes an answer for what it received last, or NIL. */
static idx_t client_of(const struct model *m, idx_t t)
{
	idx_t r = m->thread[t].serves;

	if (m->thread[t].place == M_ENDED || r == NIL ||
	    m->reply[r].server != t)
		return NIL;
	return m->reply[r].caller;
}

static enum k5_standing standing(const struct model *m, idx_t t)
{
	if (m->thread[t].place == M_ENDED)
		return K5_THREAD_STOPPED;
	if (m->thread[t].place != M_ON)
		return K5_THREAD_WAITS;
	if (m->thread[t].time == NIL)
		return K5_THREAD_UNPAID;
	return model_kernel_time(m->thread[t].time).wait == 0 ? K5_THREAD_READY
							      : K5_THREAD_SPENT;
}

enum k5_err model_status(struct model *m, idx_t t, struct cap cap)
{
	const struct model_thread *x = &m->thread[cap.object];
	struct model_time time = {.wait = UINT32_MAX};
	idx_t client = client_of(m, cap.object);
	k5_word_t *word = &m->thread[t].arg[K5_ARG_WORD];

	if (x->time != NIL)
		time = model_kernel_time(x->time);
	word[0] = standing(m, cap.object);
	word[1] = client == NIL ? 0 : m->thread[client].badge;
	word[2] = time.used;
	word[3] = time.wait;
	return K5_OK;
}

enum k5_err model_abort(struct model *m, idx_t t, struct cap cap)
{
	(void)t;
	if (client_of(m, cap.object) == NIL)
		return K5_ERR_AGAIN;
	model_drop(m, m->thread[cap.object].serves, K5_ERR_ABORTED);
	m->seen[SEEN_ABORTED]++;
	return K5_OK;
}

enum k5_err model_priority(struct model *m, idx_t t, struct cap cap)
{
	k5_word_t prio = m->thread[t].arg[K5_ARG_WORD];

	if (prio > k5_app.thread[cap.object].ceiling ||
	    prio > k5_app.thread[t].ceiling)
		return K5_ERR_RANGE;
	m->thread[cap.object].prio = (uint8_t)prio;
	m->seen[SEEN_URGENT]++;
	return K5_OK;
}

void model_overrun(struct model *m, idx_t t)
{
	const struct k5_thread_desc *d = &k5_app.thread[t];

	if (d->overrun_bits == 0)
		return;
	model_signal(m, d->overrun, d->overrun_bits);
	m->seen[SEEN_OVERRUN]++;
}
