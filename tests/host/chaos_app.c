/*
 * chaos_app.c - apps by chance
 */
#include "chaos_app.h"

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
		if (chance_once_in(c, 3))
			world_ceiling(t, (uint8_t)(prio + chance_below(c, 3)));
		if (chance_once_in(c, 3))
			world_overrun(t, (idx_t)chance_below(c, 2),
				      1u << (16 + i));
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
	for (unsigned i = 0; i < WINDOWS; i++)
		world_page();
}

/* Caps to any object of a type, with some of the rights that fit it. */
static unsigned some_grant(struct chance *c)
{
	return chance_once_in(c, 4) ? 0 : K5_RIGHT_GRANT;
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

/* So are the threads of pools, and no cap to those is there at boot. */
static uint32_t named_threads(void)
{
	uint32_t n = world_app.threads;

	for (idx_t p = 0; p < world_app.pools; p++)
		n -= world_pool_desc[p].share[POOL_THREAD].count;
	return n;
}

static struct cap some_cap(struct chance *c)
{
	switch (chance_below(c, 11)) {
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
	case 9:
		return (struct cap){
			.type = K5_CAP_SC,
			.rights = (uint8_t)(chance_below(c, 2) * K5_RIGHT_READ |
					    K5_RIGHT_CONTROL),
			.object = (idx_t)chance_below(c, world_app.scs)};
	case 6:
		return (struct cap){.type = K5_CAP_IRQ,
				    .rights = K5_RIGHT_CONTROL,
				    .object = (idx_t)chance_below(c, 2)};
	case 8: /* one of any task, those in pools after them */
		return (struct cap){
			.type = K5_CAP_THREAD,
			.rights = K5_RIGHT_CONTROL,
			.object = (idx_t)(world_app.threads - 1 -
					  chance_below(c, named_threads()))};
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
	uint8_t windows[TASKS];

	for (idx_t t = 0; t < world_app.tasks; t++)
		windows[t] = (uint8_t)(chance_once_in(c, 3)
					       ? 1 + chance_below(c, WINDOWS)
					       : WINDOWS);
	for (idx_t p = 0; p < world_app.regions; p++) {
		idx_t t = p % world_app.tasks;

		if (windows[t] < 1 + p / world_app.tasks)
			windows[t] = (uint8_t)(1 + p / world_app.tasks);
		world_page_cap(t, p,
			       (uint8_t)(K5_RIGHT_READ |
					 chance_below(c, 2) * K5_RIGHT_WRITE |
					 some_grant(c)));
	}
	for (idx_t t = 0; t < world_app.tasks; t++)
		world_windows(t, windows[t]);
}

/* What threads meet by, or most of them would wait in vain. */
static void usual_caps(struct chance *c, idx_t task)
{
	world_cap(task, (struct cap){.type = K5_CAP_ENDPOINT,
				     .rights = (uint8_t)(K5_RIGHT_SEND |
							 K5_RIGHT_RECV |
							 some_grants(c)),
				     .badge = task});
	world_ntf_cap(task, 0, K5_RIGHT_SIGNAL | K5_RIGHT_WAIT, 0);
	for (unsigned i = 0; i < 2; i++)
		world_cap(task, (struct cap){.type = K5_CAP_REPLY,
					     .rights = (uint8_t)(K5_RIGHT_SEND |
								 some_grant(c)),
					     .object = (idx_t)chance_below(
						     c, named(POOL_REPLY))});
}

void chaos_app(struct chance *c)
{
	unsigned tasks = chance_once_in(c, 16) ? 1 : 2 + chance_below(c, 3);

	world_new();
	world_log_size(256 + chance_below(c, 600));
	for (unsigned i = 0; i < tasks; i++)
		world_task();
	add_objects(c);
	add_threads(c);
	add_pages(c);
	for (idx_t t = 0; t < tasks; t++) {
		unsigned caps = 4 + chance_below(c, 9);

		if (!chance_once_in(c, 6))
			usual_caps(c, t);
		for (unsigned i = 0; i < caps; i++)
			world_cap(t, some_cap(c));
		world_cap(t, (struct cap){.type = K5_CAP_SYSTEM,
					  .rights = K5_RIGHT_CONTROL |
						    K5_RIGHT_READ});
		world_cap(t, (struct cap){.type = K5_CAP_TIMER,
					  .rights = K5_RIGHT_CONTROL});
	}
}
