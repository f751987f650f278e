/*
 * chaos.c - the random driver
 *
 *      world --> step: let time pass (timer due? it fires first)
 *                      then the running thread calls something
 *                      or faults, or an interrupt comes
 *                --> invariant, window of the time used, errors unchanged
 */
#include "chaos.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chaos_app.h"
#include "groups.h"
#include "snapshot.h"
#include "usage.h"

/* Megabytes, of which only the first entries matter. */
static struct usage usage[SCS];

uint64_t chaos_number(const char *name, uint64_t otherwise)
{
	const char *text = getenv(name);

	return text == NULL ? otherwise : strtoull(text, NULL, 0);
}

static void new_world(struct chaos *c)
{
	chaos_app(&c->chance);
	if (chance_once_in(&c->chance, 8))
		host.console_room = chance_below(&c->chance, 500);
	host.console = chance_below(&c->chance, 4) != 0;
	host.clock = chance_below(&c->chance, 1000000);
	world_boot();
	check_kernel();
	c->world++;
	model_boot(&c->model);
	for (idx_t s = 0; s < k5_app.scs; s++)
		usage_init(&usage[s], k5_sc[s].period);
}

void chaos_begin(struct chaos *c, struct chance chance, struct chaos_mix mix)
{
	*c = (struct chaos){.chance = chance, .mix = mix};
	new_world(c);
}

void chaos_start(struct chaos *c, uint64_t seed, struct chaos_mix mix)
{
	print_message("K5_SEED=%llu\n", (unsigned long long)seed);
	chaos_begin(c, chance_from(seed), mix);
	c->seed = seed;
}

static bool happens(struct chaos *c, uint32_t one_in)
{
	return one_in != 0 && chance_once_in(&c->chance, one_in);
}

/* Whoever runs used the time up to now; slices have no window to keep. */
static void account(idx_t s, k5_ticks_t from)
{
	if (s == NIL || k5_sc[s].budget == k5_sc[s].period)
		return;
	usage_add(&usage[s], from, host.clock);
	if (usage_in_window(&usage[s]) > k5_sc[s].budget)
		fail_msg("sc %u used %llu of %u in a window", s,
			 (unsigned long long)usage_in_window(&usage[s]),
			 k5_sc[s].budget);
}

static idx_t running_on(void)
{
	return k5.current == NIL ? NIL : k5_thread[k5.current].sc;
}

/* Loans end with a fault, and with a call whose deadline has passed. */
static void watch_memory(struct chaos *c)
{
	unsigned none = 0;

	if (!host.ended &&
	    !(model_loans(&c->model, false, &none) && model_sees(&c->model)))
		fail_msg("memory %s", drive_where);
}

/* Time passes, at most to where the timer is due, and then it fires. */
static void let_pass(struct chaos *c)
{
	k5_ticks_t from = host.clock;
	k5_ticks_t to = from + chance_below(&c->chance, c->mix.pass_most);
	idx_t s = running_on();

	if (k5.current == NIL && chance_below(&c->chance, 3) != 0 &&
	    host.timer != UINT64_MAX)
		to = host.timer;
	host.clock = to < host.timer ? to : host.timer;
	account(s, from);
	if (host.clock == host.timer || happens(c, c->mix.early_tick)) {
		host_tick();
		check_kernel();
		watch_memory(c);
	}
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
static void watch_slots(struct chaos *c, const k5_word_t *arg, enum k5_err e)
{
	struct model *m = &c->model;
	k5_word_t number = arg[K5_ARG_NUMBER] & ~(k5_word_t)K5_FLAGS_MASK;
	enum k5_err want = e;
	bool ok = true;
	bool message = carries(number) && (e == K5_OK || e == K5_ERR_LATE);
	unsigned travelled = 0;

	if (number == K5_SYS_mint)
		want = model_mint(m, c->task, arg);
	else if (number == K5_SYS_move)
		want = model_move(m, c->task, arg);
	else if (number == K5_SYS_delete)
		want = model_delete(m, c->task, arg);
	else if (number == K5_SYS_create)
		want = model_create(m, c->task, arg);
	else if (number == K5_SYS_revoke)
		ok = model_revoke(m, c->task, arg, e);
	else if (number == K5_SYS_listen || number == K5_SYS_connect)
		ok = e != K5_OK || model_port(m, c->task, arg);
	else if (message)
		ok = gifts_ok(c, arg);
	ok = ok && model_loans(m, message, &travelled) && model_sees(m);
	c->loans += travelled;
	if (!ok || want != e)
		fail_msg("call %u said %d %s", (unsigned)number, (int)e,
			 drive_where);
	if (model_differs(m) != NO_SLOT)
		fail_msg("slot %u changed %s", model_differs(m), drive_where);
}

/* An error says: nothing has changed. Looked at now and then: it is slow. */
static void call_something(struct chaos *c)
{
	static struct snapshot before;
	struct request request;
	bool look = chance_once_in(&c->chance, 16);

	if (look) {
		host_tick(); /* charges; the call charges nothing */
		check_kernel();
		snapshot_take(&before);
	}
	if (k5.current == NIL)
		return;

	idx_t t = k5.current;
	k5_word_t number = chaos_request(c, &request);

	c->task = k5_thread[t].task;
	c->number = number & K5_NUMBER_MASK;

	k5_word_t arg[K5_ARGS] = {request.slot,    request.label,
				  request.word[0], request.word[1],
				  request.word[2], request.word[3],
				  request.reply,   number | request.flags};

	enum k5_err e = ask(number, request);

	if (host.ended)
		return;
	watch_slots(c, arg, e);
	if (e >= COUNT(c->said))
		fail_msg("status %d", (int)e);
	c->said[e]++;
	/* what was late has begun; a try may do no more than turn lenders away */
	if (look && e != K5_OK && e != K5_ERR_LATE &&
	    c->number != K5_SYS_revoke && c->number != K5_SYS_try_recv)
		snapshot_assert_same(&before, t);
}

static void fault_something(struct chaos *c)
{
	fault((enum k5_fault)(1 + chance_below(&c->chance, 10)));
	watch_memory(c);
}

/* All wait for one another, or for an interrupt that may still come. */
static bool stuck(struct chaos *c)
{
	return k5.current == NIL && host.timer == UINT64_MAX &&
	       chance_once_in(&c->chance, 8);
}

void chaos_step(struct chaos *c)
{
	c->step++;
	snprintf(drive_where, sizeof(drive_where),
		 "K5_SEED=%llu step %llu world %u", (unsigned long long)c->seed,
		 (unsigned long long)c->step, c->world);
	if (host.ended || happens(c, c->mix.new_world) || stuck(c)) {
		new_world(c);
		return;
	}
	let_pass(c);
	if (happens(c, c->mix.console)) {
		host.console_room = chance_below(&c->chance, 300);
		host.console_count = 0;
		host_enter(kernel_console);
	}
	if (happens(c, c->mix.irq))
		fire((uint16_t)chance_below(&c->chance, 8));
	if (k5.current == NIL)
		return;
	if (happens(c, c->mix.fault))
		fault_something(c);
	else
		call_something(c);
}
