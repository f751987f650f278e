/*
 * chaos_do.c - a deed happens; kernel and model are compared
 *
 *      deed --> kernel --> kernel_ok(), and the hardware's view
 *          \--> model  --> every slot, every parent, all that tasks see
 *               usage  --> no window holds more than a budget
 *
 * The whole is compared after each way into the kernel.
 */
#include <string.h>

#include "chaos.h"
#include "groups.h"
#include "snapshot.h"
#include "usage.h"

/* Megabytes, of which only the first entries matter. */
static struct usage usage[SCS];

void chaos_watch(struct chaos *c)
{
	check_kernel();
	model_boot(&c->model);
	for (idx_t s = 0; s < k5_app.scs; s++)
		usage_init(&usage[s], k5_sc[s].period);
}

/* Whoever runs used the time up to now; slices have no window to keep. */
static void account(idx_t s, k5_ticks_t from)
{
	if (s == NIL || k5_sc[s].budget == k5_sc[s].period)
		return;
	usage_add(&usage[s], from, host.clock);
	if (usage_in_window(&usage[s]) > k5_sc[s].budget)
		drive_fail("sc %u used %llu of %u in a window", s,
			   (unsigned long long)usage_in_window(&usage[s]),
			   k5_sc[s].budget);
}

static idx_t running_on(void)
{
	return k5.current == NIL ? NIL : k5_thread[k5.current].sc;
}

static void compare(struct chaos *c)
{
	slot_idx_t slot = model_differs(&c->model);

	c->compared++;
	if (slot != NO_SLOT)
		drive_fail("slot %u changed", slot);
}

/* Loans end with a fault, and with a call whose deadline has passed. */
static void compare_unasked(struct chaos *c)
{
	unsigned none = 0;

	if (host.ended)
		return;
	if (!model_loans(&c->model, false, &none) || !model_sees(&c->model))
		drive_fail("memory changed");
	compare(c);
}

static void tick(struct chaos *c)
{
	host_tick();
	drive_check();
	compare_unasked(c);
}

static void pass_time(struct chaos *c, k5_ticks_t to)
{
	while (host.clock < to && !host.ended) {
		k5_ticks_t from = host.clock;
		idx_t s = running_on();

		host.clock = to < host.timer ? to : host.timer;
		account(s, from);
		if (host.clock == host.timer)
			tick(c);
	}
}

static void console(struct chaos *c, uint32_t room)
{
	host.console_room = room;
	host.console_count = 0;
	host_enter(kernel_console);
	drive_check();
	compare_unasked(c);
}

/* One each way at most, and none unless the caller gives or takes. */
static bool gifts_ok(struct chaos *c, const k5_word_t *arg)
{
	unsigned most = ((arg[K5_ARG_NUMBER] & K5_CAP_OUT) != 0 ? 1u : 0u) +
			((arg[K5_ARG_NUMBER] & K5_CAP_IN) != 0 ? 1u : 0u);
	unsigned gifts = model_gifts(&c->model);

	c->gifts += gifts;
	return gifts <= most;
}

static bool carries(k5_word_t number)
{
	return (number >= K5_SYS_send && number <= K5_SYS_reply_recv) ||
	       number == K5_SYS_try_call;
}

/*
 * Authority appears in five ways only: a port's name turns into one right to
 * its endpoint, a cap is derived from one that the caller holds, a pool that it
 * holds makes an object nobody had, or a copy, or memory, comes with a message.
 */
static bool watch_slots(struct chaos *c, const k5_word_t *arg, struct deed *d)
{
	struct model *m = &c->model;
	enum k5_err e = (enum k5_err)d->said;
	k5_word_t number = arg[K5_ARG_NUMBER] & ~(k5_word_t)K5_FLAGS_MASK;
	enum k5_err want = e;
	bool ok = true;
	bool message = carries(number) && (e == K5_OK || e == K5_ERR_LATE);
	unsigned travelled = 0;

	if (number == K5_SYS_mint)
		want = model_mint(m, c->caller.task, arg);
	else if (number == K5_SYS_move)
		want = model_move(m, c->caller.task, arg);
	else if (number == K5_SYS_delete)
		want = model_delete(m, c->caller.task, arg);
	else if (number == K5_SYS_create)
		want = model_create(m, c->caller.task, arg);
	else if (number == K5_SYS_start)
		want = model_start(m, c->caller, arg);
	else if (number == K5_SYS_revoke)
		ok = model_revoke(m, c->caller.task, arg, e);
	else if (number == K5_SYS_listen || number == K5_SYS_connect)
		ok = e != K5_OK || model_port(m, c->caller.task, arg);
	else if (message)
		ok = gifts_ok(c, arg);
	d->want = (int32_t)want;
	ok = ok && model_loans(m, message, &travelled) && model_sees(m);
	c->loans += travelled;
	return ok;
}

static void compare_call(struct chaos *c, const k5_word_t *arg, struct deed *d)
{
	const char *name = deed_call_name(c->number);
	bool ok = watch_slots(c, arg, d);

	if (d->want != d->said)
		drive_fail("%s said %s, the model %s", name,
			   deed_status_name(d->said),
			   deed_status_name(d->want));
	if (!ok)
		drive_fail("%s said %s, and the model has another state", name,
			   deed_status_name(d->said));
	compare(c);
	if (d->said < 0 || (size_t)d->said >= COUNT(c->said))
		drive_fail("%s said %d", name, (int)d->said);
	c->said[d->said]++;
}

/* What the caller has in the slot, for who tells of it. */
static struct cap named(idx_t task, k5_word_t slot)
{
	struct cap none = {0};

	return slot < k5_app.task[task].slots
		       ? k5_slot[k5_app.task[task].first_slot + slot]
		       : none;
}

/* Who asks, and who runs meanwhile. */
static struct model_caller caller_of(idx_t t)
{
	struct model_caller caller = {.task = k5_thread[t].task,
				      .prio = k5_thread[t].prio};

	for (idx_t i = 0; i < k5_app.threads; i++)
		caller.ran[i] = k5_thread[i].state != T_STOPPED;
	return caller;
}

static void call(struct chaos *c, struct deed *d)
{
	const struct request *r = &d->request;
	k5_word_t number = (k5_word_t)d->value;
	k5_word_t arg[K5_ARGS] = {r->slot,    r->label,         r->word[0],
				  r->word[1], r->word[2],       r->word[3],
				  r->reply,   number | r->flags};

	c->caller = caller_of(d->thread);
	d->task = c->caller.task;
	d->cap = named(d->task, r->slot);
	d->said = -1;
	c->number = number & K5_NUMBER_MASK;
	c->calls++;
	d->said = (int32_t)ask(number, *r);
	if (!host.ended)
		compare_call(c, arg, d);
}

/* An error says: nothing has changed. */
static void call_and_look(struct chaos *c, struct deed *d)
{
	static struct snapshot before;

	tick(c);
	if (k5.current != d->thread || host.ended)
		return;
	snapshot_take(&before);
	call(c, d);
	/* what was late has begun; a try may do no more than turn lenders away */
	if (!host.ended && d->said != K5_OK && d->said != K5_ERR_LATE &&
	    c->number != K5_SYS_revoke && c->number != K5_SYS_try_recv)
		snapshot_assert_same(&before, d->thread);
}

void chaos_do(struct chaos *c, struct deed *d)
{
	bool own = d->kind == DEED_CALL || d->kind == DEED_FAULT;

	if (own && d->thread == NIL)
		d->thread = k5.current;
	if (own && (k5.current != d->thread || k5.current == NIL))
		return;
	d->done = true;
	switch (d->kind) {
	case DEED_PASS:
		pass_time(c, host.clock + d->value);
		break;
	case DEED_WAIT:
		if (host.timer != UINT64_MAX)
			pass_time(c, host.timer);
		break;
	case DEED_TICK:
		tick(c);
		break;
	case DEED_CONSOLE:
		console(c, (uint32_t)d->value);
		break;
	case DEED_IRQ:
		fire((uint16_t)d->value);
		compare_unasked(c);
		break;
	case DEED_FAULT:
		fault((enum k5_fault)d->value);
		compare_unasked(c);
		break;
	case DEED_CALL:
		if (d->look)
			call_and_look(c, d);
		else
			call(c, d);
		break;
	}
}
