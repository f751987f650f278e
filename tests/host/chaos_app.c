/*
 * chaos_app.c - apps and requests by chance
 *
 * Requests are mostly sensible: a slot of the right type, a buffer of its
 * own; else a run would only ever see refusals. Now and then a register holds
 * anything at all.
 */
#include "chaos_app.h"

#include <string.h>

#include "cast.h"

static void add_threads(struct chance *c)
{
	unsigned n = 2 + chance_below(c, 9);

	for (unsigned i = 0; i < n; i++) {
		idx_t task = (idx_t)chance_below(c, world_app.tasks);
		uint8_t prio = (uint8_t)(10 + chance_below(c, 3));
		uint32_t period = 20 + chance_below(c, 400);
		uint32_t budget = 1 + chance_below(c, period);

		if (chance_once_in(c, 3))
			budget = period;
		idx_t t = world_budgeted(task, prio, budget, period);

		world_thread_desc[t].passive = chance_once_in(c, 3);
	}
}

/* Of any task, mostly with a budget that is no slice. */
static void some_threads(struct chance *c, idx_t pool)
{
	uint32_t period = 20 + chance_below(c, 400);

	world_pool_threads(
		pool, (idx_t)chance_below(c, world_app.tasks),
		(uint8_t)chance_below(c, 4),
		(struct world_quota){.prio = (uint8_t)(9 + chance_below(c, 4)),
				     .budget = 1 + chance_below(c, period),
				     .period = period});
}

static void add_objects(struct chance *c)
{
	unsigned endpoints = 1 + chance_below(c, 3);
	unsigned replies = 2 + chance_below(c, 8);

	for (unsigned i = 0; i < endpoints; i++)
		world_endpoint();
	for (unsigned i = 0; i < replies; i++)
		world_reply();
	world_notification();
	world_notification();
	world_port("front", 0);
	world_irq(IRQ_LINE, 0, IRQ_BITS);
	world_irq(3, 1, 1);
	some_threads(c, world_pool(2, 3, 2));
	some_threads(c, world_pool(3, 0, 1));
	for (unsigned i = 0; i < PAGES / 2; i++)
		world_page();
}

/* Caps to any object of a type, with some of the rights that fit it. */
static unsigned some_grant(struct chance *c)
{
	return chance_below(c, 2) * K5_RIGHT_GRANT;
}

/* The same of an endpoint, where caps may travel one way only. */
static unsigned some_grants(struct chance *c)
{
	return some_grant(c) | chance_below(c, 2) * K5_RIGHT_GRANT_REPLY;
}

/* Objects of a kind that are in no pool: they come first. */
static uint32_t named(enum pool_kind kind)
{
	return k5_app.pool[0].share[kind].first;
}

static struct cap some_cap(struct chance *c)
{
	switch (chance_below(c, 9)) {
	case 0:
	case 1:
	case 2:
		return (struct cap){
			.type = K5_CAP_ENDPOINT,
			.rights = (uint8_t)((1 + chance_below(c, 3)) |
					    some_grants(c)),
			.badge = chance_below(c, 3),
			.object = (idx_t)chance_below(c, named(POOL_ENDPOINT))};
	case 3:
	case 4:
		return (struct cap){
			.type = K5_CAP_REPLY,
			.rights = (uint8_t)(K5_RIGHT_SEND | some_grant(c)),
			.object = (idx_t)chance_below(c, named(POOL_REPLY))};
	case 5:
		return (struct cap){.type = K5_CAP_PORT,
				    .rights =
					    K5_RIGHT_LISTEN | K5_RIGHT_CONNECT};
	case 7:
		return (struct cap){
			.type = K5_CAP_POOL,
			.rights = (uint8_t)(K5_RIGHT_CONTROL | some_grant(c)),
			.object = (idx_t)chance_below(c, world_app.pools)};
	case 6:
		return (struct cap){.type = K5_CAP_IRQ,
				    .rights = K5_RIGHT_CONTROL,
				    .object = (idx_t)chance_below(c, 2)};
	default:
		return (struct cap){.type = K5_CAP_NOTIFICATION,
				    .rights = K5_RIGHT_SIGNAL | K5_RIGHT_WAIT,
				    .badge = chance_below(c, 2),
				    .object = (idx_t)chance_below(c, 2)};
	}
}

/* Each region in one task, that may or may not write it or give it away. */
static void add_pages(struct chance *c)
{
	for (idx_t t = 0; t < world_app.tasks; t++)
		world_windows(t, (uint8_t)chance_below(c, WINDOWS));
	for (idx_t p = 0; p < world_app.regions; p++) {
		idx_t t = (idx_t)chance_below(c, world_app.tasks);

		world_windows(t, WINDOWS);
		world_page_cap(t, p,
			       (uint8_t)(K5_RIGHT_READ |
					 chance_below(c, 2) * K5_RIGHT_WRITE |
					 some_grant(c)));
	}
}

void chaos_app(struct chance *c)
{
	unsigned tasks = 1 + chance_below(c, 4);

	world_new();
	world_log_size(256 + chance_below(c, 600));
	for (unsigned i = 0; i < tasks; i++)
		world_task();
	add_objects(c);
	add_threads(c);
	add_pages(c);
	for (idx_t t = 0; t < tasks; t++) {
		unsigned caps = 6 + chance_below(c, 12);

		for (unsigned i = 0; i < caps; i++)
			world_cap(t, some_cap(c));
		world_cap(t, (struct cap){.type = K5_CAP_SYSTEM,
					  .rights = K5_RIGHT_CONTROL});
		world_cap(t, (struct cap){.type = K5_CAP_TIMER,
					  .rights = K5_RIGHT_CONTROL});
	}
}

/* A slot of the type and right if the task has one, else any. */
static k5_word_t slot_with(struct chance *c, uint8_t type, uint8_t right)
{
	idx_t task = k5_thread[k5.current].task;
	uint32_t start = chance_below(c, CSPACE);

	for (uint32_t i = 0; i < CSPACE; i++) {
		k5_word_t slot = (start + i) % CSPACE;
		struct cap cap = k5_slot[task * CSPACE + slot];

		if (cap.type == type && (cap.rights & right) == right)
			return slot;
	}
	return start;
}

static k5_word_t anything(struct chance *c)
{
	k5_word_t word = (k5_word_t)chance_word(c);

	switch (chance_below(c, 4)) {
	case 0:
		return word & 0x3f;
	case 1:
		return ~(word & 0xff);
	case 2:
		return mem_at((idx_t)chance_below(c, TASKS),
			      chance_below(c, MEM_REGIONS),
			      chance_below(c, REGION_SIZE));
	default:
		return word;
	}
}

static const struct {
	uint8_t type;
	uint8_t right;
	uint8_t weight;
} calls[] = {
#define K5_SYSCALL(number, name, cap, right, shape, doc)                       \
	[number] = {K5_CAP_##cap, K5_RIGHT_##right, 1},
#include <k5/syscalls.def>
#undef K5_SYSCALL
};

static const uint8_t derivations[] = {K5_SYS_mint,   K5_SYS_move,
				      K5_SYS_delete, K5_SYS_revoke,
				      K5_SYS_create, K5_SYS_start};

/* Messages make the state; the rest comes along. */
static k5_word_t some_number(struct chaos *c)
{
	struct chance *chance = &c->chance;
	k5_word_t n = chance_below(chance, K5_SYS_COUNT);

	if (c->mix.names != 0 && chance_once_in(chance, c->mix.names))
		return K5_SYS_listen + chance_below(chance, 2);
	if (chance_below(chance, 3) != 0)
		n = K5_SYS_send + chance_below(chance, 10);
	if (c->mix.derive != 0 && chance_once_in(chance, c->mix.derive))
		return derivations[chance_below(chance, COUNT(derivations))];
	if ((n == K5_SYS_exit || n == K5_SYS_panic || n == K5_SYS_shutdown) &&
	    !(c->mix.end != 0 && chance_once_in(chance, c->mix.end)))
		n = K5_SYS_call;
	return n;
}

static void some_buffer(struct chance *c, k5_word_t *base, k5_word_t *length)
{
	idx_t task = k5_thread[k5.current].task;
	unsigned at = chance_below(c, REGION_SIZE);

	*base = mem_at(task, chance_below(c, 3), at);
	*length = chance_below(c, 40);
}

/* Any slot, any empty one, mostly all rights, now and then a badge. */
static void some_derivation(struct chance *c, struct request *out)
{
	out->slot = chance_below(c, CSPACE);
	out->word[0] = slot_with(c, K5_CAP_NONE, K5_RIGHT_NONE);
	out->word[1] = chance_once_in(c, 3) ? anything(c) : ~(k5_word_t)0;
	out->word[2] = chance_once_in(c, 4) ? anything(c) : 0;
}

/* Mostly where there is code, and as urgent as may be. */
static void some_start(struct chance *c, struct request *out)
{
	out->word[0] = mem_at(k5_thread[k5.current].task,
			      chance_once_in(c, 6) ? MEM_RAM : MEM_CODE,
			      chance_below(c, REGION_SIZE));
	out->word[2] = 9 + chance_below(c, 4);
}

/* Memory, in the ways that it may go and in others. */
static k5_word_t some_loan(struct chance *c, k5_word_t *number)
{
	k5_word_t way = chance_below(c, 3) == 0 ? K5_CAP_MOVE : K5_CAP_LEND;

	if (way == K5_CAP_LEND && chance_below(c, 4) != 0)
		*number = K5_SYS_call;
	if (chance_once_in(c, 3))
		way |= K5_CAP_READ;
	return K5_CAP_OUT | way | chance_below(c, 2) * K5_CAP_IN;
}

/*
 * A slot that holds something, and one that holds nothing; mostly where the
 * endpoint lets a cap through, or hardly one would cross.
 */
static void some_gift(struct chance *c, struct request *out, k5_word_t *number)
{
	uint8_t right = calls[*number].right | K5_RIGHT_GRANT;
	bool memory = chance_once_in(c, 3);

	if (chance_below(c, 4) != 0)
		out->slot = slot_with(c, calls[*number].type, right);
	out->flags = (k5_word_t)(1 + chance_below(c, 3)) << 10;
	out->word[1] = chance_below(c, CSPACE);
	if (memory) {
		out->flags = some_loan(c, number);
		out->word[1] = slot_with(c, K5_CAP_REGION, K5_RIGHT_READ);
	}
	out->word[3] = slot_with(c, K5_CAP_NONE, K5_RIGHT_NONE);
}

k5_word_t chaos_request(struct chaos *chaos, struct request *out)
{
	struct chance *c = &chaos->chance;
	k5_word_t number = some_number(chaos);

	*out = (struct request){
		.slot = slot_with(c, calls[number].type, calls[number].right),
		.label = anything(c),
		.word = {chance_below(c, 10), anything(c), 1, 2},
		.reply = slot_with(c, K5_CAP_REPLY, K5_RIGHT_SEND),
		.flags = chance_below(c, 4) << 8};
	if (number >= K5_SYS_mint && number <= K5_SYS_revoke) {
		some_derivation(c, out);
		out->flags = 0;
	}
	if (number == K5_SYS_create)
		out->word[1] = slot_with(c, K5_CAP_NONE, K5_RIGHT_NONE);
	if (number == K5_SYS_deadline) {
		k5_ticks_t until = host.clock + chance_below(c, 40);

		out->word[0] = (uint32_t)until;
		out->word[1] = (k5_word_t)(until >> 32);
	}
	if (chance_once_in(c, 4))
		out->flags |= K5_TIMED;
	if (number == K5_SYS_start)
		some_start(c, out);
	if (number == K5_SYS_log)
		out->reply = chance_below(c, 8);
	if (number == K5_SYS_listen || number == K5_SYS_connect) {
		memcpy(out->word, (k5_word_t[K5_WORDS])FRONT_NAME,
		       sizeof(out->word));
		out->slot = chance_below(c, CSPACE);
	} else {
		if ((out->flags & K5_COPY_OUT) != 0)
			some_buffer(c, &out->word[0], &out->word[1]);
		if ((out->flags & K5_COPY_IN) != 0)
			some_buffer(c, &out->word[2], &out->word[3]);
	}
	if (chaos->mix.give != 0 && chance_once_in(c, chaos->mix.give) &&
	    number >= K5_SYS_send && number <= K5_SYS_reply_recv)
		some_gift(c, out, &number);
	if (chaos->mix.nonsense != 0 &&
	    chance_once_in(c, chaos->mix.nonsense)) {
		k5_word_t *field[] = {&out->slot,    &out->word[0],
				      &out->word[1], &out->word[2],
				      &out->word[3], &out->reply,
				      &out->flags,   &number};

		*field[chance_below(c, COUNT(field))] = anything(c);
		if ((number & 0xff) == K5_SYS_shutdown)
			number = K5_SYS_nop;
	}
	return number;
}
