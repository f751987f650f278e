/*
 * derive.c - caps out of caps, and their end
 *
 *      mint     from [cap] ----child----> to [cap, fewer rights, a badge]
 *      move     from [   ]                to [cap]
 *      delete   slot [   ]    its children become its parent's
 *      revoke   slot [cap]    its children and theirs are deleted
 *      create   (pool.c)      a child that names what the pool makes
 *
 * Every slot freed is freed by `drop`, so that what ends with a cap ends however
 * it went: a thread does not go on waiting through what its task lost. A cap to
 * memory is never copied, and has no relatives: loans of it end with it (loan_end.c).
 */
#include "derive.h"

#include "arch.h"
#include "cdt.h"
#include "cspace.h"
#include "loan.h"
#include "pool.h"
#include "reply.h"
#include "start.h"
#include "task.h"

enum {
	REVOKE_STEP = 4 /* deletions in one entry to the kernel */
};

bool derive_holds(idx_t task, k5_word_t slot)
{
	return slot < k5_app.task[task].slots &&
	       cspace_at(task, slot).type != K5_CAP_NONE;
}

static bool is_memory(struct cap cap)
{
	return app_lends() && cap.type == K5_CAP_REGION;
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

void derive_child(idx_t task, k5_word_t from, k5_word_t to, struct cap cap)
{
	cspace_put(task, to, cap);
	cdt_add(cspace_node(task, from), cspace_node(task, to));
}

void derive_copy(idx_t giver, k5_word_t from, idx_t taker, k5_word_t to)
{
	cspace_put(taker, to, cspace_at(giver, from));
	cdt_add(cspace_node(giver, from), cspace_node(taker, to));
}

enum k5_err derive_mint(idx_t task, k5_word_t from, k5_word_t to,
			struct mint how)
{
	enum k5_err e = way_ok(task, from, to);

	if (e != K5_OK)
		return e;

	struct cap cap = cspace_at(task, from);

	if (is_memory(cap))
		return K5_ERR_TYPE;
	cap.rights = (uint8_t)(cap.rights & how.rights);
	if (cap.rights == K5_RIGHT_NONE)
		return K5_ERR_RIGHT;
	if (how.badge != 0) {
		e = badge_ok(cap);
		if (e != K5_OK)
			return e;
		cap.badge = how.badge;
	}
	derive_child(task, from, to, cap);
	return K5_OK;
}

void derive_forget_gift(slot_idx_t i)
{
	for (idx_t t = 0; t < k5_app.threads; t++) {
		k5_word_t *arg = k5_context[t].arg;
		uint8_t state = k5_thread[t].state;

		if ((state == T_SENDING || state == T_CALLING) &&
		    (arg[K5_ARG_NUMBER] & K5_CAP_OUT) != 0 &&
		    cspace_owns(k5_thread[t].task, i) &&
		    cspace_node(k5_thread[t].task, arg[K5_ARG_GIVE]) == i) {
			arg[K5_ARG_NUMBER] &= ~(k5_word_t)K5_CAP_OUT;
			arg[K5_ARG_GIVE] = 0;
		}
	}
}

enum k5_err derive_move(idx_t task, k5_word_t from, k5_word_t to)
{
	enum k5_err e = way_ok(task, from, to);

	if (e != K5_OK)
		return e;
	cspace_put(task, to, cspace_at(task, from));
	k5_slot[cspace_node(task, from)] = (struct cap){0};
	cdt_move(cspace_node(task, from), cspace_node(task, to));
	if (is_memory(cspace_at(task, to)))
		loan_moved(cspace_node(task, to));
	derive_forget_gift(cspace_node(task, from));
	return K5_OK;
}

/* Does a cap let its holder do what `to` says, as the same sender? */
static bool serves_as(struct cap cap, struct cap to)
{
	bool sends =
		to.type == K5_CAP_ENDPOINT && allows(to.rights, K5_RIGHT_SEND);

	if (cap.type != to.type || cap.object != to.object)
		return false;
	if (sends && allows(cap.rights, K5_RIGHT_GRANT))
		cap.rights |= K5_RIGHT_GRANT_REPLY; /* and more than that */
	return allows(cap.rights, to.rights) &&
	       (!sends || cap.badge == to.badge);
}

static bool entitled(idx_t task, struct cap to)
{
	for (k5_word_t i = 0; i < k5_app.task[task].slots; i++) {
		if (serves_as(cspace_at(task, i), to))
			return true;
	}
	return false;
}

/* For the caps that t's registers give or take. */
static uint8_t cargo_rights(idx_t t, bool sends)
{
	k5_word_t flags = k5_context[t].arg[K5_ARG_NUMBER];
	uint8_t rights = K5_RIGHT_NONE;

	if (sends && (flags & K5_CAP_OUT) != 0)
		rights |= K5_RIGHT_GRANT;
	if ((flags & K5_CAP_IN) != 0)
		rights |= sends ? K5_RIGHT_GRANT_REPLY : K5_RIGHT_GRANT;
	return rights;
}

/* The cap that t waits through: to an endpoint or a notification. */
static struct cap waits_through(idx_t t)
{
	idx_t q = k5_link[t].queue;
	uint8_t state = k5_thread[t].state;
	bool sends = state == T_SENDING || state == T_CALLING;
	uint8_t rights = sends ? K5_RIGHT_SEND : K5_RIGHT_RECV;

	if (state == T_WAITING)
		return (struct cap){.type = K5_CAP_NOTIFICATION,
				    .rights = K5_RIGHT_WAIT,
				    .object = (idx_t)(q - q_notification(0))};
	return (struct cap){.badge = k5_thread[t].badge,
			    .type = K5_CAP_ENDPOINT,
			    .rights = rights | cargo_rights(t, sends),
			    .object = (idx_t)(q - q_endpoint(0))};
}

static struct cap reply_cap(idx_t r)
{
	return (struct cap){
		.type = K5_CAP_REPLY, .rights = K5_RIGHT_SEND, .object = r};
}

/* Was `gone` all that let the task say `to`? Who never needed it costs no search. */
static bool lost(idx_t task, struct cap gone, struct cap to)
{
	return serves_as(gone, to) && !entitled(task, to);
}

/* Threads of the task do not go on waiting through what it lost. */
static void wake_strangers(idx_t task, struct cap gone)
{
	for (idx_t t = 0; t < k5_app.threads; t++) {
		uint8_t state = k5_thread[t].state;
		bool offers = state == T_RECEIVING || state == T_SERVING;

		if (k5_thread[t].task != task ||
		    k5_link[t].queue < Q_FIRST_EP || k5_link[t].queue == NIL)
			continue;
		if (lost(task, gone, waits_through(t)) ||
		    (offers &&
		     lost(task, gone, reply_cap(k5_thread[t].serves))))
			reply_cancel(t, K5_ERR_DEAD);
	}
}

/* A debt whose server lost the cap to answer with is settled. */
static void settle_stranger(idx_t task, idx_t r)
{
	idx_t server = k5_reply[r].server;

	if (server != NIL && k5_thread[server].task == task &&
	    !entitled(task, reply_cap(r)))
		reply_drop(r, K5_ERR_DEAD);
}

static bool same_object(slot_idx_t i, slot_idx_t other)
{
	return other != NO_SLOT && other != i &&
	       k5_slot[i].type == k5_slot[other].type &&
	       k5_slot[i].object == k5_slot[other].object;
}

/*
 * Caps to one object are neighbours in the tree: copies come from it, whose
 * place they take when it goes, and boot puts what the app hands out side by
 * side. So the last one knows it without a search.
 */
static bool is_last(slot_idx_t i)
{
	struct node n = k5_node[i];

	return !same_object(i, n.next) && !same_object(i, n.prev) &&
	       !same_object(i, n.first);
}

static void object_end(struct cap cap)
{
	if (cap.type == K5_CAP_IRQ)
		arch_irq_mask(k5_app.irq[cap.object].line);
	if (cap.type == K5_CAP_THREAD && thread_pooled(cap.object))
		thread_stop(cap.object);
	pool_return(cap);
}

static void drop(slot_idx_t i)
{
	struct cap cap = k5_slot[i];
	idx_t task = cspace_task(i);
	bool last = is_last(i);

	if (is_memory(cap)) {
		loan_drop(i);
		derive_forget_gift(i);
		return;
	}
	cdt_remove(i);
	k5_slot[i] = (struct cap){0};
	derive_forget_gift(i);
	wake_strangers(task, cap);
	if (cap.type == K5_CAP_REPLY)
		settle_stranger(task, cap.object);
	if (last)
		object_end(cap);
}

enum k5_err derive_delete(idx_t task, k5_word_t slot)
{
	if (!derive_holds(task, slot))
		return K5_ERR_SLOT;
	drop(cspace_node(task, slot));
	return K5_OK;
}

/* One that came from the cap, or NO_SLOT. */
static slot_idx_t offspring(slot_idx_t i)
{
	return is_memory(k5_slot[i]) ? loan_below(i) : cdt_child(i);
}

enum k5_err derive_revoke(idx_t task, k5_word_t slot)
{
	if (!derive_holds(task, slot))
		return K5_ERR_SLOT;

	slot_idx_t i = cspace_node(task, slot);

	for (unsigned n = 0; n < REVOKE_STEP; n++) {
		slot_idx_t child = offspring(i);

		if (child == NO_SLOT)
			return K5_OK;
		drop(child);
	}
	return offspring(i) == NO_SLOT ? K5_OK : K5_ERR_AGAIN;
}
