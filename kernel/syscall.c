/*
 * syscall.c - the number picks a row, the row asks for a cap and a right
 *
 *      arg[7] --> row of syscalls.def --> cspace_get --> sys_<name>(t, cap)
 *
 * Every refusal for lack of authority ends in cspace_get. A handler checks
 * everything else before it changes anything: an error means unchanged. A
 * handler that makes its caller wait returns K5_OK; whoever wakes it writes
 * the final status.
 */
#include "syscall.h"

#include "arch.h"
#include "args.h"
#include "claim.h"
#include "cspace.h"
#include "endpoint.h"
#include "gift.h"
#include "irq.h"
#include "kernel.h"
#include "lend.h"
#include "loan.h"
#include "log.h"
#include "message.h"
#include "notification.h"
#include "reply.h"
#include "sched.h"
#include "syscall_caps.h"
#include "task.h"
#include "timer.h"

static enum k5_err sys_nop(idx_t t, struct cap cap)
{
	(void)t;
	(void)cap;
	return K5_OK;
}

static enum k5_err sys_yield(idx_t t, struct cap cap)
{
	(void)t;
	(void)cap;
	sched_give_way();
	return K5_OK;
}

static enum k5_err ticks_told(idx_t t, k5_ticks_t ticks)
{
	result(t, K5_ARG_WORD, (uint32_t)ticks);
	result(t, K5_ARG_WORD + 1, (uint32_t)(ticks >> 32));
	return K5_OK;
}

static k5_ticks_t ticks_named(idx_t t)
{
	k5_ticks_t high = (uint32_t)arg(t, K5_ARG_WORD + 1);

	return high << 32 | (uint32_t)arg(t, K5_ARG_WORD);
}

static enum k5_err sys_clock(idx_t t, struct cap cap)
{
	(void)cap;
	return ticks_told(t, k5.now);
}

static K5_RARE enum k5_err sys_asleep(idx_t t, struct cap cap)
{
	(void)cap;
	if (!app_observed())
		return K5_ERR_SLOT; /* nobody has such a cap */
	return ticks_told(t, k5_asleep);
}

static enum k5_err sys_deadline(idx_t t, struct cap cap)
{
	(void)cap;
	k5_until[t] = ticks_named(t);
	return K5_OK;
}

static K5_RARE enum k5_err sys_timer(idx_t t, struct cap cap)
{
	(void)cap;
	if (!app_timed())
		return K5_ERR_SLOT; /* nobody has such a cap */
	return timer_set(t, ticks_named(t), arg(t, K5_ARG_WORD + 2),
			 arg(t, K5_ARG_WORD + 3));
}

static enum k5_err sys_sleep(idx_t t, struct cap cap)
{
	(void)cap;
	timer_sleep(t);
	return K5_OK;
}

static K5_RARE enum k5_err sys_exit(idx_t t, struct cap cap)
{
	(void)cap;
	thread_stop(t);
	return K5_OK;
}

static K5_RARE enum k5_err sys_panic(idx_t t, struct cap cap)
{
	struct claim text;
	enum k5_err e = log_text(t, &text);

	(void)cap;
	if (e != K5_OK)
		return e;
	log_panic(k5_thread[t].task, text);
	task_stop(k5_thread[t].task, K5_FAULT_NONE);
	return K5_OK;
}

static K5_RARE enum k5_err sys_log(idx_t t, struct cap cap)
{
	k5_word_t level = arg(t, K5_ARG_REPLY);
	struct claim args;
	enum k5_err e = log_text(t, &args);

	(void)cap;
	if (e != K5_OK)
		return e;
	if (level < K5_LEVEL_ERROR || level > K5_LEVEL_TRACE)
		return K5_ERR_RANGE;
	log_record(k5_thread[t].task, (uint8_t)level,
		   (uint32_t)arg(t, K5_ARG_LABEL), args);
	return K5_OK;
}

/* What t's registers name beside the cap: buffers, caps that travel. */
static enum k5_err named_ok(idx_t t, struct grants rights)
{
	enum k5_err e;

	if (arg(t, K5_ARG_NUMBER) <= K5_NUMBER_MASK) /* no flags */
		return K5_OK;
	e = msg_check(t);
	if (e != K5_OK || (arg(t, K5_ARG_NUMBER) & GIFT_FLAGS) == 0)
		return e;
	return gift_check(t, rights);
}

/* What leaves through a cap and what comes back, of a call or an answer. */
static struct grants both(struct cap cap)
{
	struct grants both = {.give = cap.rights, .take = cap.rights};

	if (allows(cap.rights, K5_RIGHT_GRANT_REPLY))
		both.take |= K5_RIGHT_GRANT;
	return both;
}

/* More than words is to be sent: buffers, a cap, memory. */
static K5_RARE enum k5_err laden_ok(idx_t t, struct cap cap)
{
	enum k5_err e = named_ok(t, both(cap));

	if (e != K5_OK || !app_lends() ||
	    (arg(t, K5_ARG_NUMBER) & K5_CAP_LEND) == 0)
		return e;
	return loan_call(cap.object, t);
}

/* The usual loan is a way of its own, for it is short. */
static enum k5_err send(idx_t t, struct cap cap, enum ep_mode mode)
{
	if ((arg(t, K5_ARG_NUMBER) & K5_CARGO_MASK) != 0) {
		if (app_lends() && lend_usual(arg(t, K5_ARG_NUMBER)) &&
		    lend_region(t, cap))
			return K5_OK;

		enum k5_err e = laden_ok(t, cap);

		if (e != K5_OK)
			return e;
	}
	return ep_send(cap.object, t,
		       (struct ep_send){.badge = cap.badge, .mode = mode});
}

static enum k5_err sys_call(idx_t t, struct cap cap)
{
	return send(t, cap, EP_CALL);
}

/* The others share one copy, which leaves the registers to the call's. */
static K5_RARE enum k5_err send_else(idx_t t, struct cap cap, enum ep_mode mode)
{
	return send(t, cap, mode);
}

static enum k5_err sys_send(idx_t t, struct cap cap)
{
	return send_else(t, cap, EP_SEND);
}

static enum k5_err sys_try_send(idx_t t, struct cap cap)
{
	return send_else(t, cap, EP_TRY_SEND);
}

/* What waits for no receiver may wait for its answer. */
static enum k5_err sys_try_call(idx_t t, struct cap cap)
{
	if (ep_receiver(cap.object, EP_CALL) == NIL)
		return K5_ERR_AGAIN;
	return send_else(t, cap, EP_CALL);
}

static K5_RARE enum k5_err sys_cancel(idx_t t, struct cap cap)
{
	ep_cancel(cap.object, arg(t, K5_ARG_WORD));
	return K5_OK;
}

/* The reply cap named beside an endpoint: answers leave through it; and the rest. */
static enum k5_err recv_check(idx_t t, struct cap cap, struct cap *reply)
{
	enum k5_err e = cspace_get(k5_thread[t].task, arg(t, K5_ARG_REPLY),
				   K5_CAP_REPLY, K5_RIGHT_SEND, reply);

	if (e != K5_OK)
		return e;
	return named_ok(
		t, (struct grants){.give = reply->rights, .take = cap.rights});
}

static enum k5_err recv(idx_t t, struct cap cap, bool try)
{
	struct cap reply = {0};
	enum k5_err e = recv_check(t, cap, &reply);

	if (e != K5_OK)
		return e;
	return ep_take(cap.object, t,
		       (struct ep_recv){.reply = reply.object, .try = try});
}

static enum k5_err sys_recv(idx_t t, struct cap cap)
{
	return recv(t, cap, false);
}

static K5_RARE enum k5_err sys_try_recv(idx_t t, struct cap cap)
{
	return recv(t, cap, true);
}

static enum k5_err sys_reply(idx_t t, struct cap cap)
{
	idx_t r = cap.object;
	enum k5_err e = named_ok(t, both(cap));

	if (e != K5_OK)
		return e;
	if (k5_reply[r].caller == NIL)
		return K5_ERR_AGAIN;
	if (reply_pays_for(r, k5_reply[r].server))
		return K5_ERR_TIME;
	msg_deliver(t, k5_reply[r].caller, 0);
	reply_settle(r, K5_OK);
	return K5_OK;
}

static enum k5_err sys_reply_recv(idx_t t, struct cap cap)
{
	struct cap reply = {0};
	enum k5_err e = recv_check(t, cap, &reply);

	return e != K5_OK ? e : ep_reply_recv(cap.object, t, reply.object);
}

static enum k5_err sys_notify(idx_t t, struct cap cap)
{
	ntf_signal(cap.object, ntf_allowed(cap, arg(t, K5_ARG_WORD)));
	return K5_OK;
}

static enum k5_err sys_wait(idx_t t, struct cap cap)
{
	ntf_wait(cap.object, t);
	return K5_OK;
}

static enum k5_err sys_poll(idx_t t, struct cap cap)
{
	return ntf_poll(cap.object, t);
}

static enum k5_err sys_irq_ack(idx_t t, struct cap cap)
{
	(void)t;
	irq_ack(cap.object);
	return K5_OK;
}

static enum k5_err sys_shutdown(idx_t t, struct cap cap)
{
	(void)cap;
	kernel_end((int32_t)arg(t, K5_ARG_WORD));
}

/* The row's cap, then its handler. */
static enum k5_err dispatch(idx_t t, k5_word_t number)
{
	idx_t task = k5_thread[t].task;
	k5_word_t slot = arg(t, K5_ARG_SLOT);
	struct cap cap = {0};
	enum k5_err e = K5_OK;

	switch (number) {
#define K5_SYSCALL(number, name, type, right, shape, doc)                      \
	case K5_SYS_##name:                                                    \
		if (K5_CAP_##type != K5_CAP_NONE)                              \
			e = cspace_get(task, slot, K5_CAP_##type,              \
				       K5_RIGHT_##right, &cap);                \
		return e != K5_OK ? e : sys_##name(t, cap);
#include <k5/syscalls.def>
#undef K5_SYSCALL
	default:
		return K5_ERR_NUMBER;
	}
}

void syscall_handle(idx_t t)
{
	k5_word_t *regs = k5_context[t].arg;
	k5_word_t number = regs[K5_ARG_NUMBER] & ~(k5_word_t)K5_CARGO_MASK;

	if (number >= K5_SYS_COUNT)
		number = timer_begin(t, number);
	regs[K5_ARG_STATUS] = (k5_word_t)dispatch(t, number);
}
