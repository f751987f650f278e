/*
 * derive.c - caps out of caps, and their end
 *
 *      mint     from [cap] ----child----> to [cap, fewer rights, a badge]
 *      move     from [   ]                to [cap]
 *      delete   slot [   ]    its children become its parent's
 *      revoke   slot [cap]    its children and theirs are deleted
 *
 * Every slot freed is freed by `drop`, so that what ends with the last cap to
 * an object ends however that cap went.
 */
#include "derive.h"

#include "arch.h"
#include "cdt.h"
#include "cspace.h"
#include "reply.h"

enum {
	REVOKE_STEP = 4 /* deletions in one entry to the kernel */
};

bool derive_holds(idx_t task, k5_word_t slot)
{
	return slot < k5_app.task[task].slots &&
	       cspace_at(task, slot).type != K5_CAP_NONE;
}

static slot_idx_t node_of(idx_t task, k5_word_t slot)
{
	return (slot_idx_t)(k5_app.task[task].first_slot + slot);
}

/* From a cap to an empty slot, both the task's. */
static enum k5_err way_ok(idx_t task, k5_word_t from, k5_word_t to)
{
	return derive_holds(task, from) ? cspace_vacant(task, to) : K5_ERR_SLOT;
}

/* Badges tell senders apart, and mask the bits of a notification. */
static enum k5_err badge_ok(struct cap cap)
{
	if (cap.type != K5_CAP_ENDPOINT && cap.type != K5_CAP_NOTIFICATION)
		return K5_ERR_TYPE;
	return cap.badge != 0 ? K5_ERR_RIGHT : K5_OK;
}

void derive_copy(idx_t giver, k5_word_t from, idx_t taker, k5_word_t to)
{
	cspace_put(taker, to, cspace_at(giver, from));
	cdt_add(node_of(giver, from), node_of(taker, to));
}

enum k5_err derive_mint(idx_t task, k5_word_t from, k5_word_t to,
			struct mint how)
{
	enum k5_err e = way_ok(task, from, to);

	if (e != K5_OK)
		return e;

	struct cap cap = cspace_at(task, from);

	cap.rights = (uint8_t)(cap.rights & how.rights);
	if (cap.rights == K5_RIGHT_NONE)
		return K5_ERR_RIGHT;
	if (how.badge != 0) {
		e = badge_ok(cap);
		if (e != K5_OK)
			return e;
		cap.badge = how.badge;
	}
	cspace_put(task, to, cap);
	cdt_add(node_of(task, from), node_of(task, to));
	return K5_OK;
}

enum k5_err derive_move(idx_t task, k5_word_t from, k5_word_t to)
{
	enum k5_err e = way_ok(task, from, to);

	if (e != K5_OK)
		return e;
	cspace_put(task, to, cspace_at(task, from));
	k5_slot[node_of(task, from)] = (struct cap){0};
	cdt_move(node_of(task, from), node_of(task, to));
	return K5_OK;
}

/* Nobody can name the object any more. */
static void forsake(struct cap cap)
{
	if (cap.type == K5_CAP_REPLY)
		reply_drop(cap.object);
	else if (cap.type == K5_CAP_IRQ)
		arch_irq_mask(k5_app.irq[cap.object].line);
}

static void drop(slot_idx_t i)
{
	struct cap cap = k5_slot[i];
	bool last = cdt_alone(i);

	cdt_remove(i);
	k5_slot[i] = (struct cap){0};
	if (last)
		forsake(cap);
}

enum k5_err derive_delete(idx_t task, k5_word_t slot)
{
	if (!derive_holds(task, slot))
		return K5_ERR_SLOT;
	drop(node_of(task, slot));
	return K5_OK;
}

enum k5_err derive_revoke(idx_t task, k5_word_t slot)
{
	if (!derive_holds(task, slot))
		return K5_ERR_SLOT;

	slot_idx_t i = node_of(task, slot);

	for (unsigned n = 0; n < REVOKE_STEP; n++) {
		slot_idx_t child = cdt_child(i);

		if (child == NO_SLOT)
			return K5_OK;
		drop(child);
	}
	return cdt_child(i) == NO_SLOT ? K5_OK : K5_ERR_AGAIN;
}
