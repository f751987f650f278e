/*
 * chaos_do.c - a deed happens; kernel and model are compared
 *
 *      deed --> kernel --> kernel_ok(), and the hardware's view
 *          \--> model  --> every row: slots, threads, debts, bits, bytes
 *               usage  --> no window holds more than a budget
 *
 * The whole is compared after each way into the kernel.
 */
#include <string.h>

#include "chaos.h"
#include "groups.h"
#include "snapshot.h"
#include "usage.h"

/* Megabytes, of which only the first entries matter: of app.toml, and since set. */
static struct usage usage[SCS];
static struct usage since[SCS];

/* Bytes that differ, so that one copied from the wrong place is seen. */
static void scribble(uint8_t *bytes, unsigned salt)
{
	for (unsigned i = 0; i < REGION_SIZE; i++)
		bytes[i] = (uint8_t)(i * 37 + (i >> 3) + salt * 73);
}

static void scribble_all(void)
{
	for (idx_t t = 0; t < k5_app.tasks; t++) {
		for (unsigned r = 0; r < MEM_REGIONS; r++)
			scribble(mem_bytes(t, r), t * MEM_REGIONS + r);
	}
	for (idx_t p = 0; p < k5_app.regions; p++)
		scribble(page_bytes(p), TASKS * MEM_REGIONS + p);
}

void chaos_watch(struct chaos *c)
{
	check_kernel();
	scribble_all();
	model_boot(&c->model);
	for (idx_t s = 0; s < k5_app.scs; s++) {
		usage_init(&usage[s], k5_app.sc[s].period);
		usage_init(&since[s], k5_app.sc[s].period);
	}
}

static void check_window(const struct usage *u, struct k5_sc_desc of, idx_t s)
{
	if (usage_in_window(u) > of.budget)
		drive_fail("sc %u used %llu of %u in a window of %u", s,
			   (unsigned long long)usage_in_window(u), of.budget,
			   of.period);
}

/* Whoever runs used the time up to now; slices have no window to keep. */
static void account(struct chaos *c, idx_t s, k5_ticks_t from)
{
	if (s == NIL)
		return;
	c->model.used[s] += host.clock - from;
	if (k5_app.sc[s].budget < k5_app.sc[s].period) {
		usage_add(&usage[s], from, host.clock);
		check_window(&usage[s], k5_app.sc[s], s);
	}
	if (c->model.terms[s].budget < c->model.terms[s].period) {
		usage_add(&since[s], from, host.clock);
		check_window(&since[s], c->model.terms[s], s);
	}
}

static idx_t running_on(void)
{
	return k5.current == NIL ? NIL : k5_thread[k5.current].sc;
}

static void compare(struct chaos *c)
{
	slot_idx_t slot = model_differs(&c->model);
	const char *what = model_differs_in(&c->model);

	c->compared++;
	if (what != NULL)
		drive_fail("%s", what);
	if (slot != NO_SLOT)
		drive_fail("slot %u changed", slot);
}

/* On each way out timers and deadlines are looked at. */
static void compare_late(struct chaos *c)
{
	if (host.ended)
		return;
	model_late(&c->model, host.clock);
	compare(c);
}

static void tick(struct chaos *c)
{
	idx_t t = k5.current;
	bool spent = t != NIL && model_spent(t, host.clock);

	host_tick();
	drive_check();
	if (spent)
		model_overrun(&c->model, t);
	compare_late(c);
}

static void pass_time(struct chaos *c, k5_ticks_t to)
{
	while (host.clock < to && !host.ended) {
		k5_ticks_t from = host.clock;
		idx_t s = running_on();

		host.clock = to < host.timer ? to : host.timer;
		account(c, s, from);
		if (k5.current == NIL)
			c->model.asleep += host.clock - from;
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
	compare_late(c);
}

static void compare_call(struct chaos *c, const k5_word_t *arg, struct deed *d)
{
	const char *name = deed_call_name(c->number);
	struct model *m = &c->model;
	bool ok;

	m->now = host.clock;
	ok = model_call(m, d->thread, arg);
	model_late(m, host.clock);
	d->want = (int32_t)m->thread[d->thread].arg[K5_ARG_STATUS];
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
	if (c->number == K5_SYS_configure && d->said == K5_OK)
		usage_init(&since[d->cap.object],
			   c->model.terms[d->cap.object].period);
}

/* What the caller has in the slot, for who tells of it. */
static struct cap named(idx_t task, k5_word_t slot)
{
	struct cap none = {0};

	return slot < k5_app.task[task].slots
		       ? k5_slot[k5_app.task[task].first_slot + slot]
		       : none;
}

static void call(struct chaos *c, struct deed *d)
{
	const struct request *r = &d->request;
	k5_word_t number = (k5_word_t)d->value;
	k5_word_t arg[K5_ARGS] = {r->slot,    r->label,         r->word[0],
				  r->word[1], r->word[2],       r->word[3],
				  r->reply,   number | r->flags};

	d->task = k5_app.thread[d->thread].task;
	d->cap = named(d->task, r->slot);
	d->said = -1;
	c->number =
		arg[K5_ARG_NUMBER] & K5_NUMBER_MASK; /* flags may change it */
	c->calls++;
	if (c->number == K5_SYS_revoke || c->number == K5_SYS_yield_to)
		model_look(&c->model);
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
		model_irq(&c->model, (uint16_t)d->value);
		compare_late(c);
		break;
	case DEED_FAULT:
		fault((enum k5_fault)d->value);
		model_fault(&c->model, d->thread);
		compare_late(c);
		break;
	case DEED_CALL:
		if (d->look)
			call_and_look(c, d);
		else
			call(c, d);
		break;
	}
}
