/*
 * pool.c - objects are born, and return
 *
 *      k5_app.pool[p]    endpoints [first .. first + count)   replies  ...
 *      k5_pool[p]        unborn: one bit each
 *
 *      unborn --create--> one cap, child of the pool's --copy, mint, give--> caps
 *             <-------- the last of them goes: delete, revoke ---------
 *
 * An object is born exactly while some slot holds a cap to it. So nothing has
 * to be said to give it back, and no cap is left that could see its next life.
 * When the last cap goes nobody waits there any more: derive.c has woken them
 * cap by cap, and has stopped a thread. Ranges are the app's, and disjoint: no
 * allocator is here.
 */
#include "pool.h"

#include "bitmap.h"
#include "cspace.h"
#include "derive.h"

/* What is born with which rights, and with which if the pool's cap has grant. */
static const struct kind {
	uint8_t type;
	uint8_t rights;
	uint8_t more;
} kinds[POOL_KINDS] = {
	[POOL_ENDPOINT] = {K5_CAP_ENDPOINT, K5_RIGHT_SEND | K5_RIGHT_RECV,
			   K5_RIGHT_GRANT | K5_RIGHT_GRANT_REPLY},
	[POOL_NOTIFICATION] = {K5_CAP_NOTIFICATION,
			       K5_RIGHT_SIGNAL | K5_RIGHT_WAIT, 0},
	[POOL_REPLY] = {K5_CAP_REPLY, K5_RIGHT_SEND, K5_RIGHT_GRANT},
	[POOL_THREAD] = {K5_CAP_THREAD, K5_RIGHT_CONTROL, 0},
};

unsigned pool_kind(k5_word_t type)
{
	unsigned kind = 0;

	while (kind < POOL_KINDS && kinds[kind].type != type)
		kind++;
	return kind;
}

static uint8_t rights_of(unsigned kind, struct cap pool)
{
	uint8_t rights = kinds[kind].rights;

	if (allows(pool.rights, K5_RIGHT_GRANT))
		rights |= kinds[kind].more;
	return rights;
}

enum k5_err pool_create(idx_t task, struct cap pool, k5_word_t from,
			k5_word_t type, k5_word_t to)
{
	enum k5_err e = cspace_vacant(task, to);
	unsigned kind = pool_kind(type);

	if (e != K5_OK)
		return e;
	if (kind == POOL_KINDS)
		return K5_ERR_TYPE;

	uint32_t *unborn = &k5_pool[pool.object].unborn[kind];

	if (*unborn == 0)
		return K5_ERR_FULL;

	uint32_t i = set_max(*unborn);
	idx_t first = k5_app.pool[pool.object].share[kind].first;

	*unborn = set_del(*unborn, i);
	derive_child(task, from, to,
		     (struct cap){.type = (uint8_t)type,
				  .rights = rights_of(kind, pool),
				  .object = (idx_t)(first + i)});
	return K5_OK;
}

bool pool_has(idx_t p, struct cap cap)
{
	unsigned kind = pool_kind(cap.type);

	if (kind == POOL_KINDS)
		return false;

	struct k5_share share = k5_app.pool[p].share[kind];

	return cap.object >= share.first &&
	       cap.object - share.first < share.count;
}

void pool_return(struct cap cap)
{
	unsigned kind = pool_kind(cap.type);

	for (idx_t p = 0; p < k5_app.pools; p++) {
		if (!pool_has(p, cap))
			continue;

		idx_t first = k5_app.pool[p].share[kind].first;
		uint32_t *unborn = &k5_pool[p].unborn[kind];

		if (kind == POOL_NOTIFICATION)
			k5_notification[cap.object].bits = 0;
		*unborn = set_add(*unborn, (uint32_t)(cap.object - first));
	}
}
