/*
 * world_pool.c - a test's pools, and caps to them
 */
#include <assert.h>

#include "world.h"

/* The objects that the app has so far are not in it. */
idx_t world_pool(uint8_t endpoints, uint8_t notifications, uint8_t replies)
{
	idx_t p = world_app.pools++;

	assert(p < POOLS);
	world_pool_desc[p].share[POOL_ENDPOINT] =
		(struct k5_share){world_app.endpoints, endpoints};
	world_pool_desc[p].share[POOL_NOTIFICATION] =
		(struct k5_share){world_app.notifications, notifications};
	world_pool_desc[p].share[POOL_REPLY] =
		(struct k5_share){world_app.replies, replies};
	world_pool_desc[p].share[POOL_THREAD] = (struct k5_share){0, 0};
	world_app.endpoints = (uint8_t)(world_app.endpoints + endpoints);
	world_app.notifications =
		(uint8_t)(world_app.notifications + notifications);
	world_app.replies = (uint8_t)(world_app.replies + replies);
	assert(world_app.endpoints <= ENDPOINTS &&
	       world_app.notifications <= NOTIFICATIONS &&
	       world_app.replies <= REPLIES);
	return p;
}

void world_pool_threads(idx_t pool, idx_t task, uint8_t count,
			struct world_quota each)
{
	world_pool_desc[pool].share[POOL_THREAD] =
		(struct k5_share){world_app.threads, count};
	for (uint8_t i = 0; i < count; i++) {
		idx_t t = world_budgeted(task, each.prio, each.budget,
					 each.period);

		world_thread_desc[t].entry = 0;
		world_app.controlled++;
	}
}

k5_slot_t world_pool_cap(idx_t task, idx_t p, uint8_t rights)
{
	return world_cap(task, (struct cap){.type = K5_CAP_POOL,
					    .rights = rights,
					    .object = p});
}
