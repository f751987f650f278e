/*
 * model.c - the rules of docs/abi.md about slots, one by one
 */
#include "model.h"

#include <string.h>

#include "groups.h"

static bool same(struct cap a, struct cap b)
{
	return a.type == b.type && a.rights == b.rights && a.badge == b.badge &&
	       a.object == b.object;
}

static bool used(const struct model *m, int i)
{
	return m->slot[i].cap.type != K5_CAP_NONE;
}

/* A slot as the task says it, or NOBODY. */
static int slot_of(idx_t task, k5_word_t slot)
{
	return slot < k5_app.task[task].slots
		       ? (int)(k5_app.task[task].first_slot + slot)
		       : NOBODY;
}

static bool holds(const struct model *m, int i)
{
	return i != NOBODY && used(m, i);
}

static bool vacant(const struct model *m, int i)
{
	return i != NOBODY && !used(m, i);
}

static void empty(struct model *m, int i)
{
	memset(&m->slot[i].cap, 0, sizeof(m->slot[i].cap));
	m->slot[i].parent = NOBODY;
}

void model_boot(struct model *m)
{
	for (int i = 0; i < k5_app.slots; i++) {
		m->slot[i].cap = k5_slot[i];
		m->slot[i].parent = NOBODY;
	}
}

enum k5_err model_mint(struct model *m, idx_t task, const k5_word_t *arg)
{
	int from = slot_of(task, arg[K5_ARG_SLOT]);
	int to = slot_of(task, arg[K5_ARG_WORD]);
	k5_word_t keep = arg[K5_ARG_WORD + 1];
	k5_word_t badge = arg[K5_ARG_WORD + 2];

	if (!holds(m, from) || !vacant(m, to))
		return K5_ERR_SLOT;

	struct cap cap = m->slot[from].cap;
	bool badges =
		cap.type == K5_CAP_ENDPOINT || cap.type == K5_CAP_NOTIFICATION;

	if (cap.type == K5_CAP_REGION)
		return K5_ERR_TYPE; /* memory is never copied */
	if ((cap.rights & keep) == 0)
		return K5_ERR_RIGHT;
	if (badge != 0 && !badges)
		return K5_ERR_TYPE;
	if (badge != 0 && cap.badge != 0)
		return K5_ERR_RIGHT;
	cap.rights = (uint8_t)(cap.rights & keep);
	cap.badge = badge != 0 ? badge : cap.badge;
	m->slot[to].cap = cap;
	m->slot[to].parent = from;
	return K5_OK;
}

enum k5_err model_move(struct model *m, idx_t task, const k5_word_t *arg)
{
	int from = slot_of(task, arg[K5_ARG_SLOT]);
	int to = slot_of(task, arg[K5_ARG_WORD]);

	if (!holds(m, from) || !vacant(m, to))
		return K5_ERR_SLOT;
	m->slot[to] = m->slot[from];
	for (int i = 0; i < k5_app.slots; i++) {
		if (m->slot[i].parent == from)
			m->slot[i].parent = to;
	}
	empty(m, from);
	return K5_OK;
}

static void forget(struct model *m, int gone)
{
	for (int i = 0; i < k5_app.slots; i++) {
		if (m->slot[i].parent == gone)
			m->slot[i].parent = m->slot[gone].parent;
	}
	empty(m, gone);
}

/* What can be made, and with which rights; grant is the pool's to give. */
static const struct {
	uint8_t type;
	uint8_t rights;
	uint8_t grants;
	enum pool_kind kind;
} births[] = {
	{K5_CAP_ENDPOINT, K5_RIGHT_SEND | K5_RIGHT_RECV,
	 K5_RIGHT_GRANT | K5_RIGHT_GRANT_REPLY, POOL_ENDPOINT},
	{K5_CAP_NOTIFICATION, K5_RIGHT_SIGNAL | K5_RIGHT_WAIT, 0,
	 POOL_NOTIFICATION},
	{K5_CAP_REPLY, K5_RIGHT_SEND, K5_RIGHT_GRANT, POOL_REPLY},
	{K5_CAP_THREAD, K5_RIGHT_CONTROL, 0, POOL_THREAD},
};

static bool born(const struct model *m, uint8_t type, unsigned object)
{
	for (int i = 0; i < k5_app.slots; i++) {
		if (m->slot[i].cap.type == type &&
		    m->slot[i].cap.object == object)
			return true;
	}
	return false;
}

static bool any_left(const struct model *m, uint8_t type, struct k5_share share)
{
	for (unsigned i = 0; i < share.count; i++) {
		if (!born(m, type, share.first + i))
			return true;
	}
	return false;
}

enum k5_err model_create(struct model *m, idx_t task, const k5_word_t *arg)
{
	int from = slot_of(task, arg[K5_ARG_SLOT]);
	int to = slot_of(task, arg[K5_ARG_WORD + 1]);
	unsigned i = 0;

	if (!holds(m, from))
		return K5_ERR_SLOT;

	struct cap pool = m->slot[from].cap;

	if (pool.type != K5_CAP_POOL)
		return K5_ERR_TYPE;
	if ((pool.rights & K5_RIGHT_CONTROL) == 0)
		return K5_ERR_RIGHT;
	if (!vacant(m, to))
		return K5_ERR_SLOT;
	while (i < COUNT(births) && births[i].type != arg[K5_ARG_WORD])
		i++;
	if (i == COUNT(births))
		return K5_ERR_TYPE;

	struct k5_share share = k5_app.pool[pool.object].share[births[i].kind];
	struct cap cap = {.type = births[i].type, .rights = births[i].rights};

	if (!any_left(m, cap.type, share))
		return K5_ERR_FULL;
	if (pool.rights & K5_RIGHT_GRANT)
		cap.rights |= births[i].grants;
	cap.object = k5_slot[to].object;
	if (cap.object < share.first ||
	    cap.object >= share.first + share.count ||
	    born(m, cap.type, cap.object))
		return K5_ERR_NUMBER; /* no answer: the kernel is wrong */
	m->slot[to].cap = cap;
	m->slot[to].parent = from;
	return K5_OK;
}

/* Is the address in the task's code? */
static bool executable(idx_t task, k5_word_t at)
{
	for (uint8_t i = 0; i < k5_app.task[task].region_count; i++) {
		struct k5_region r = k5_app.task[task].regions[i];

		if ((r.rights & K5_MEM_EXEC) != 0 && at >= r.base &&
		    at - r.base < r.size)
			return true;
	}
	return false;
}

enum k5_err model_start(const struct model *m, struct model_caller by,
			const k5_word_t *arg)
{
	int from = slot_of(by.task, arg[K5_ARG_SLOT]);

	if (!holds(m, from))
		return K5_ERR_SLOT;

	struct cap cap = m->slot[from].cap;

	if (cap.type != K5_CAP_THREAD)
		return K5_ERR_TYPE;

	const struct k5_thread_desc *d = &k5_app.thread[cap.object];

	if ((cap.rights & K5_RIGHT_CONTROL) == 0 || d->task != by.task)
		return K5_ERR_RIGHT;
	if (arg[K5_ARG_WORD + 2] > by.prio || arg[K5_ARG_WORD + 2] > d->prio)
		return K5_ERR_RANGE;
	if (!executable(by.task, arg[K5_ARG_WORD]))
		return K5_ERR_MEMORY;
	return by.ran[cap.object] ? K5_ERR_BUSY : K5_OK;
}

static bool descends(const struct model *m, int i, int from)
{
	for (int up = m->slot[i].parent; up != NOBODY; up = m->slot[up].parent)
		if (up == from)
			return true;
	return false;
}

/* Loans end with what they were lent from. */
static void end_below(struct model *m, int slot)
{
	for (int i = 0; i < k5_app.slots; i++) {
		if (used(m, i) && descends(m, i, slot))
			m->slot[i].cap.type = K5_CAP_NONE;
	}
	for (int i = 0; i < k5_app.slots; i++) {
		if (!used(m, i))
			empty(m, i);
	}
}

enum k5_err model_delete(struct model *m, idx_t task, const k5_word_t *arg)
{
	int slot = slot_of(task, arg[K5_ARG_SLOT]);

	if (!holds(m, slot))
		return K5_ERR_SLOT;
	if (m->slot[slot].cap.type == K5_CAP_REGION)
		end_below(m, slot);
	forget(m, slot);
	return K5_OK;
}

bool model_revoke(struct model *m, idx_t task, const k5_word_t *arg,
		  enum k5_err said)
{
	int slot = slot_of(task, arg[K5_ARG_SLOT]);
	bool gone[MODEL_SLOTS] = {false};
	unsigned went = 0, left = 0;

	if (!holds(m, slot))
		return said == K5_ERR_SLOT;
	for (int i = 0; i < k5_app.slots; i++) {
		if (!used(m, i) || !descends(m, i, slot))
			continue;
		gone[i] = k5_slot[i].type == K5_CAP_NONE;
		went += gone[i];
		left += !gone[i];
	}
	for (int i = 0; i < k5_app.slots; i++) {
		if (gone[i])
			forget(m, i);
	}
	return left == 0 ? said == K5_OK : said == K5_ERR_AGAIN && went > 0;
}

bool model_port(struct model *m, idx_t task, const k5_word_t *arg)
{
	int slot = slot_of(task, arg[K5_ARG_SLOT]);
	k5_word_t number = arg[K5_ARG_NUMBER] & K5_NUMBER_MASK;

	if (!vacant(m, slot))
		return false;
	m->slot[slot].cap = k5_slot[slot];
	return k5_slot[slot].type == K5_CAP_ENDPOINT &&
	       k5_slot[slot].rights == (number == K5_SYS_listen
						? K5_RIGHT_RECV
						: K5_RIGHT_SEND);
}

/* The kernel's tree, read from the top: who has whom as a child. */
void model_parents(int out[MODEL_SLOTS])
{
	for (int i = 0; i < k5_app.slots; i++)
		out[i] = NOBODY;
	for (int i = 0; i < k5_app.slots; i++) {
		slot_idx_t child = k5_node[i].first;

		for (int n = 0; child != i && n < k5_app.slots; n++) {
			out[child] = i;
			child = k5_node[child].next;
		}
	}
}

slot_idx_t model_differs(const struct model *m)
{
	int parent[MODEL_SLOTS];

	model_parents(parent);
	for (slot_idx_t i = 0; i < k5_app.slots; i++) {
		if (!same(m->slot[i].cap, k5_slot[i]) ||
		    m->slot[i].parent != parent[i])
			return i;
	}
	return NO_SLOT;
}

unsigned model_gifts(struct model *m)
{
	int parent[MODEL_SLOTS];
	unsigned gifts = 0;

	model_parents(parent);
	for (int i = 0; i < k5_app.slots; i++) {
		if (used(m, i) || k5_slot[i].type == K5_CAP_NONE ||
		    k5_slot[i].type == K5_CAP_REGION)
			continue;
		if (parent[i] == NOBODY || !holds(m, parent[i]) ||
		    !same(k5_slot[i], m->slot[parent[i]].cap))
			continue;
		m->slot[i].cap = k5_slot[i];
		m->slot[i].parent = parent[i];
		gifts++;
	}
	return gifts;
}
