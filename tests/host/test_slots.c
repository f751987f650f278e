/*
 * test_slots.c - ten million derivations, creations and deletions, each slot
 * and each parent held against model.c after every one
 *
 * Few slots and small pools, so that both run out all the time.
 */
#include "cast.h"
#include "chance.h"
#include "chaos.h"
#include "cspace.h"
#include "derive.h"
#include "model.h"
#include "pool.h"

enum {
	ALL = 0xff,
	SMALL = 7 /* slots a task, so that they run out */
};

static enum k5_err create(idx_t task, const k5_word_t *arg)
{
	struct cap pool;
	enum k5_err e = cspace_get(task, arg[K5_ARG_SLOT], K5_CAP_POOL,
				   K5_RIGHT_CONTROL, &pool);

	return e != K5_OK ? e
			  : pool_create(task, pool, arg[K5_ARG_SLOT],
					arg[K5_ARG_WORD], arg[K5_ARG_WORD + 1]);
}

/* One call of any task with any slots; the model has the last word. */
static bool random_step(struct chance *c, struct model *m)
{
	idx_t task = (idx_t)chance_below(c, k5_app.tasks);
	k5_word_t arg[K5_ARGS] = {
		[K5_ARG_SLOT] = chance_below(c, SMALL + 1),
		[K5_ARG_WORD] = chance_below(c, SMALL + 1),
		[K5_ARG_WORD + 1] =
			chance_once_in(c, 4) ? chance_below(c, 16) : ALL,
		[K5_ARG_WORD + 2] = chance_once_in(c, 8)};
	struct mint how = {.rights = arg[K5_ARG_WORD + 1],
			   .badge = arg[K5_ARG_WORD + 2]};
	k5_word_t from = arg[K5_ARG_SLOT], to = arg[K5_ARG_WORD];
	bool same = true;

	switch (chance_below(c, 8)) {
	case 0:
		same = derive_delete(task, from) == model_delete(m, task, arg);
		break;
	case 1:
		same = derive_move(task, from, to) == model_move(m, task, arg);
		break;
	case 2:
		same = model_revoke(m, task, arg, derive_revoke(task, from));
		break;
	case 3:
	case 4:
		arg[K5_ARG_WORD + 1] = chance_below(c, SMALL + 1);
		same = create(task, arg) == model_create(m, task, arg);
		break;
	default:
		same = derive_mint(task, from, to, how) ==
		       model_mint(m, task, arg);
	}
	return same && model_differs(m) == NO_SLOT;
}

static void small_world(struct model *m)
{
	world_new();
	for (unsigned t = 0; t < 2; t++) {
		idx_t task = world_task();

		world_slots(task, SMALL);
		world_send_cap(task, 0, 0);
		world_reply_cap(task, world_reply());
		world_ntf_cap(task, 0, K5_RIGHT_SIGNAL | K5_RIGHT_WAIT, 0);
	}
	world_endpoint();
	world_notification();
	world_pool_cap(0, world_pool(2, 1, 1),
		       K5_RIGHT_CONTROL | K5_RIGHT_GRANT);
	world_pool_cap(1, world_pool(1, 2, 0), K5_RIGHT_CONTROL);
	world_thread(0, 10);
	world_boot();
	model_boot(m);
}

static void c06_slots_do_what_the_model_does(void **state)
{
	static struct model m;
	uint64_t seed = chaos_number("K5_SEED", 20261123);
	uint64_t steps = chaos_number("K5_STEPS", 10000000);
	struct chance c = chance_from(seed);

	(void)state;
	for (uint64_t i = 0; i < steps; i++) {
		if (i % 500 == 0)
			small_world(&m);
		if (!random_step(&c, &m))
			fail_msg("K5_SEED=%llu step %llu",
				 (unsigned long long)seed,
				 (unsigned long long)i);
		if (i % 50 == 0)
			check_kernel();
	}
	print_message("%llu steps\n", (unsigned long long)steps);
}

int group_slots(void)
{
	ADD(c06_slots_do_what_the_model_does);
	return run_group_of("slots");
}
