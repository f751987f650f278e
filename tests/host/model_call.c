/*
 * model_call.c - each way into the kernel: calls by a row of syscalls.def,
 * interrupts, faults
 *
 *      number --> row {type, right} --> the cap --> does_<name>(model, t, cap)
 */
#include <string.h>

#include "bitmap.h"
#include "groups.h"
#include "model_part.h"

/* A call's own matter; K5_OK also of who waits, for it has no answer yet. */
typedef enum k5_err does(struct model *m, idx_t t, struct cap cap);

static k5_word_t *regs(struct model *m, idx_t t)
{
	return m->thread[t].arg;
}

static enum k5_err does_nop(struct model *m, idx_t t, struct cap cap)
{
	(void)m;
	(void)t;
	(void)cap;
	return K5_OK;
}

static enum k5_err ticks(struct model *m, idx_t t, k5_ticks_t ticks)
{
	regs(m, t)[K5_ARG_WORD] = (uint32_t)ticks;
	regs(m, t)[K5_ARG_WORD + 1] = (uint32_t)(ticks >> 32);
	return K5_OK;
}

static enum k5_err does_clock(struct model *m, idx_t t, struct cap cap)
{
	(void)cap;
	return ticks(m, t, m->now);
}

static enum k5_err does_asleep(struct model *m, idx_t t, struct cap cap)
{
	(void)cap;
	return ticks(m, t, m->asleep);
}

static enum k5_err does_exit(struct model *m, idx_t t, struct cap cap)
{
	(void)cap;
	model_stop(m, t);
	return K5_OK;
}

/* Text or arguments for the log. */
static enum k5_err text(const struct model *m, idx_t t)
{
	const k5_word_t *range = &m->thread[t].arg[K5_ARG_OUT];

	if (!model_says(m, t, K5_COPY_OUT))
		return K5_OK;
	if (range[1] > K5_LOG_MAX)
		return K5_ERR_RANGE;
	return model_claim(m, model_task(t), range, K5_MEM_READ)
		       ? K5_OK
		       : K5_ERR_MEMORY;
}

static enum k5_err does_panic(struct model *m, idx_t t, struct cap cap)
{
	enum k5_err e = text(m, t);

	(void)cap;
	if (e == K5_OK)
		model_stop_task(m, model_task(t));
	return e;
}

static enum k5_err does_log(struct model *m, idx_t t, struct cap cap)
{
	k5_word_t level = regs(m, t)[K5_ARG_REPLY];
	enum k5_err e = text(m, t);

	(void)cap;
	if (e != K5_OK)
		return e;
	return level >= K5_LEVEL_ERROR && level <= K5_LEVEL_TRACE
		       ? K5_OK
		       : K5_ERR_RANGE;
}

/* No object numbers, they are the kernel's; of memory, where it lies. */
static enum k5_err does_caps(struct model *m, idx_t t, struct cap cap)
{
	k5_word_t *arg = regs(m, t);
	k5_word_t slot = arg[K5_ARG_SLOT];
	idx_t task = model_task(t);

	while (model_vacant(m, model_slot(task, slot)))
		slot++;
	if (model_slot(task, slot) == NOBODY)
		return K5_ERR_SLOT;
	cap = m->slot[model_slot(task, slot)].cap;
	arg[K5_ARG_WORD] = slot;
	arg[K5_ARG_WORD + 1] = cap.type;
	arg[K5_ARG_WORD + 2] = cap.rights;
	arg[K5_ARG_WORD + 3] = cap.badge;
	if (cap.type == K5_CAP_REGION) {
		arg[K5_ARG_WORD + 3] = k5_app.region[cap.object].base;
		arg[K5_ARG_LENGTH] = k5_app.region[cap.object].size;
	}
	return K5_OK;
}

static enum k5_err does_notify(struct model *m, idx_t t, struct cap cap)
{
	k5_word_t bits = regs(m, t)[K5_ARG_WORD];

	model_signal(m, cap.object, cap.badge == 0 ? bits : bits & cap.badge);
	return K5_OK;
}

/* --- ports ----------------------------------------------------------------- */

static bool named_so(idx_t port, const k5_word_t *word)
{
	for (unsigned i = 0; i < K5_PORT_NAME; i++) {
		if (k5_app.port[port].name[i] !=
		    (char)(uint8_t)(word[i / 4] >> (8 * (i % 4))))
			return false;
	}
	return true;
}

/* The first of the caller's own ports that has the name and the right. */
static enum k5_err find_port(const struct model *m, idx_t t, uint8_t right,
			     idx_t *port)
{
	const struct k5_task_desc *d = &k5_app.task[model_task(t)];
	enum k5_err e = K5_ERR_NAME;

	for (int i = d->first_slot; i < d->first_slot + d->slots; i++) {
		struct cap cap = m->slot[i].cap;

		if (cap.type != K5_CAP_PORT ||
		    !named_so(cap.object, &m->thread[t].arg[K5_ARG_WORD]))
			continue;
		*port = cap.object;
		if ((cap.rights & right) != 0)
			return K5_OK;
		e = K5_ERR_RIGHT;
	}
	return e;
}

/* A name became one right to an endpoint. */
static void put(struct model *m, int i, idx_t port, struct cap cap)
{
	cap.type = K5_CAP_ENDPOINT;
	cap.object = k5_app.port[port].endpoint;
	m->slot[i].cap = cap;
}

static enum k5_err does_listen(struct model *m, idx_t t, struct cap cap)
{
	int i = model_slot(model_task(t), regs(m, t)[K5_ARG_SLOT]);
	idx_t port;
	enum k5_err e = find_port(m, t, K5_RIGHT_LISTEN, &port);

	(void)cap;
	if (e != K5_OK)
		return e;
	if (!model_vacant(m, i))
		return K5_ERR_SLOT;
	if (m->port[port].listening)
		return K5_ERR_BUSY;
	m->port[port].listening = true;
	put(m, i, port, (struct cap){.rights = K5_RIGHT_RECV});
	return K5_OK;
}

static enum k5_err does_connect(struct model *m, idx_t t, struct cap cap)
{
	int i = model_slot(model_task(t), regs(m, t)[K5_ARG_SLOT]);
	idx_t port;
	enum k5_err e = find_port(m, t, K5_RIGHT_CONNECT, &port);

	(void)cap;
	if (e != K5_OK)
		return e;
	if (!model_vacant(m, i))
		return K5_ERR_SLOT;
	m->port[port].clients++;
	put(m, i, port,
	    (struct cap){.rights = K5_RIGHT_SEND,
			 .badge = m->port[port].clients});
	return K5_OK;
}

/* --- interrupts, time ------------------------------------------------------ */

static enum k5_err does_irq_ack(struct model *m, idx_t t, struct cap cap)
{
	(void)t;
	m->open[cap.object] = true;
	return K5_OK;
}

void model_irq(struct model *m, uint16_t line)
{
	for (idx_t i = 0; i < k5_app.irqs; i++) {
		if (k5_app.irq[i].line != line)
			continue;
		m->open[i] = false;
		model_signal(m, k5_app.irq[i].notification, k5_app.irq[i].bits);
	}
}

static k5_ticks_t moment(const k5_word_t *word)
{
	return (k5_ticks_t)(uint32_t)word[1] << 32 | (uint32_t)word[0];
}

static enum k5_err does_deadline(struct model *m, idx_t t, struct cap cap)
{
	(void)cap;
	m->thread[t].until = moment(&regs(m, t)[K5_ARG_WORD]);
	return K5_OK;
}

/* Without bits none is set, whatever slot is named. */
static enum k5_err does_timer(struct model *m, idx_t t, struct cap cap)
{
	const k5_word_t *word = &regs(m, t)[K5_ARG_WORD];
	enum k5_err e = K5_OK;

	if (word[3] != 0)
		e = model_get(m, model_task(t), word[2], K5_CAP_NOTIFICATION,
			      K5_RIGHT_SIGNAL, &cap);
	if (e == K5_OK)
		m->thread[t].timer = (struct timer){moment(word), word[3],
						    (k5_slot_t)word[2]};
	return e;
}

static enum k5_err does_sleep(struct model *m, idx_t t, struct cap cap)
{
	(void)cap;
	if (m->thread[t].until > m->now)
		m->thread[t].place = M_SLEEPS;
	return K5_OK;
}

static enum k5_err does_cancel(struct model *m, idx_t t, struct cap cap)
{
	k5_word_t badge = regs(m, t)[K5_ARG_WORD];

	for (idx_t i = 0; i < k5_app.threads; i++) {
		uint8_t place = m->thread[i].place;

		if ((place == M_SENDS || place == M_CALLS) &&
		    m->thread[i].at == cap.object &&
		    m->thread[i].badge == badge)
			model_cancel(m, i, K5_ERR_DEAD);
	}
	return K5_OK;
}

static enum k5_err does_consumed(struct model *m, idx_t t, struct cap cap)
{
	k5_ticks_t used = m->used[cap.object];

	regs(m, t)[K5_ARG_WORD] = (uint32_t)used;
	regs(m, t)[K5_ARG_WORD + 1] = (uint32_t)(used >> 32);
	return K5_OK;
}

static enum k5_err does_configure(struct model *m, idx_t t, struct cap cap)
{
	const k5_word_t *word = &regs(m, t)[K5_ARG_WORD];
	struct k5_sc_desc bound = k5_app.sc[cap.object];
	uint32_t budget = (uint32_t)word[0], period = (uint32_t)word[2];

	if ((uint32_t)word[1] != 0 || budget == 0 || budget > bound.budget)
		return K5_ERR_RANGE;
	if ((uint32_t)word[3] != 0 || period < bound.period)
		return K5_ERR_RANGE;
	m->terms[cap.object] = (struct k5_sc_desc){budget, period};
	m->seen[SEEN_SET]++;
	return K5_OK;
}

/* Whom the scheduler held for ready when the call began. */
static enum k5_err does_yield_to(struct model *m, idx_t t, struct cap cap)
{
	(void)t;
	for (idx_t x = 0; x < k5_app.threads; x++) {
		if (m->thread[x].time == cap.object && set_has(m->ready, x))
			return K5_OK;
	}
	return K5_ERR_AGAIN;
}

/* --- the table ------------------------------------------------------------- */

/* Those about slots are asked with the registers and answer by themselves. */
#define SLOTS(name)                                                            \
	static enum k5_err does_##name(struct model *m, idx_t t,               \
				       struct cap cap)                         \
	{                                                                      \
		(void)cap;                                                     \
		return model_##name(m, model_task(t), regs(m, t));             \
	}
SLOTS(mint)
SLOTS(move)
SLOTS(delete)
SLOTS(create)

static enum k5_err does_start(struct model *m, idx_t t, struct cap cap)
{
	(void)cap;
	return model_start(m, t, regs(m, t));
}

#define does_thread_status model_status
#define does_abort         model_abort
#define does_priority      model_priority
#define does_bind          model_bind
#define does_unbind        model_unbind

#define does_yield      does_nop
#define does_shutdown   does_nop /* what follows is no model's matter */
#define does_revoke     does_nop /* below: the kernel's answer is looked at */
#define does_send       model_send
#define does_try_send   model_send
#define does_call       model_send
#define does_try_call   model_send
#define does_recv       model_recv
#define does_try_recv   model_recv
#define does_reply_recv model_recv
#define does_reply      model_reply
#define does_wait       model_await
#define does_poll       model_await

static const struct {
	uint8_t type;
	uint8_t right;
	does *does;
} rows[] = {
#define K5_SYSCALL(number, name, cap, right, shape, doc)                       \
	[number] = {K5_CAP_##cap, K5_RIGHT_##right, does_##name},
#include <k5/syscalls.def>
#undef K5_SYSCALL
};

bool model_call(struct model *m, idx_t t, const k5_word_t *arg)
{
	k5_word_t number = arg[K5_ARG_NUMBER] & ~(k5_word_t)K5_FLAGS_MASK;
	enum k5_err said = K5_ERR_NUMBER;
	struct cap cap = {0};

	memcpy(regs(m, t), arg, sizeof(m->thread[t].arg));
	m->thread[t].forgot = false;
	if (number == K5_SYS_revoke) {
		said = model_kernel_said(t);
		regs(m, t)[K5_ARG_STATUS] = (k5_word_t)said;
		return model_revoke(m, model_task(t), arg, said);
	}
	if (number < COUNT(rows)) {
		said = rows[number].type == K5_CAP_NONE
			       ? K5_OK
			       : model_get(m, model_task(t), arg[K5_ARG_SLOT],
					   rows[number].type,
					   rows[number].right, &cap);
		if (said == K5_OK)
			said = rows[number].does(m, t, cap);
	}
	regs(m, t)[K5_ARG_STATUS] = (k5_word_t)said;
	return true;
}

void model_fault(struct model *m, idx_t t)
{
	model_stop_task(m, model_task(t));
}
