/*
 * model.c - the rules of docs/abi.md about slots, one by one
 */
#include <string.h>

#include "groups.h"
#include "model_part.h"

static bool used(const struct model *m, int i)
{
	return m->slot[i].cap.type != K5_CAP_NONE;
}

int model_slot(idx_t task, k5_word_t slot)
{
	return slot < k5_app.task[task].slots
		       ? (int)(k5_app.task[task].first_slot + slot)
		       : NOBODY;
}

bool model_holds(const struct model *m, int i)
{
	return i != NOBODY && used(m, i);
}

bool model_vacant(const struct model *m, int i)
{
	return i != NOBODY && !used(m, i);
}

bool model_descends(const struct model *m, int i, int from)
{
	for (int up = m->slot[i].parent; up != NOBODY; up = m->slot[up].parent)
		if (up == from)
			return true;
	return false;
}

enum k5_err model_get(const struct model *m, idx_t task, k5_word_t slot,
		      uint8_t type, uint8_t right, struct cap *out)
{
	int i = model_slot(task, slot);

	if (!model_holds(m, i))
		return K5_ERR_SLOT;
	if (m->slot[i].cap.type != type)
		return K5_ERR_TYPE;
	if ((m->slot[i].cap.rights & right) != right)
		return K5_ERR_RIGHT;
	*out = m->slot[i].cap;
	return K5_OK;
}

bool model_may(const struct model *m, idx_t task, struct cap what)
{
	for (k5_word_t i = 0; i < k5_app.task[task].slots; i++) {
		struct cap cap = m->slot[model_slot(task, i)].cap;

		if (cap.type == what.type && cap.object == what.object &&
		    (cap.rights & what.rights) == what.rights)
			return true;
	}
	return false;
}

/* A cap that waits to be given is not replaced by what comes to its slot. */
static void forget_gift(struct model *m, int i)
{
	for (idx_t t = 0; t < k5_app.threads; t++) {
		struct model_thread *x = &m->thread[t];

		if ((x->place != M_SENDS && x->place != M_CALLS) ||
		    !model_says(m, t, K5_CAP_OUT) ||
		    model_slot(model_task(t), x->arg[K5_ARG_GIVE]) != i)
			continue;
		x->arg[K5_ARG_NUMBER] &= ~(k5_word_t)K5_CAP_OUT;
		x->arg[K5_ARG_GIVE] = 0;
		x->forgot = true;
	}
}

void model_empty(struct model *m, int i)
{
	memset(&m->slot[i].cap, 0, sizeof(m->slot[i].cap));
	m->slot[i].parent = NOBODY;
	m->slot[i].by = NIL;
}

void model_derive(struct model *m, int from, int to, struct cap cap)
{
	m->slot[to].cap = cap;
	m->slot[to].parent = from;
}

void model_carry(struct model *m, int from, int to)
{
	m->slot[to] = m->slot[from];
	for (int i = 0; i < k5_app.slots; i++) {
		if (m->slot[i].parent == from)
			m->slot[i].parent = to;
	}
	model_empty(m, from);
	forget_gift(m, from);
}

enum k5_err model_mint(struct model *m, idx_t task, const k5_word_t *arg)
{
	int from = model_slot(task, arg[K5_ARG_SLOT]);
	int to = model_slot(task, arg[K5_ARG_WORD]);
	k5_word_t keep = arg[K5_ARG_WORD + 1];
	k5_word_t badge = arg[K5_ARG_WORD + 2];

	if (!model_holds(m, from) || !model_vacant(m, to))
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
	model_derive(m, from, to, cap);
	return K5_OK;
}

enum k5_err model_move(struct model *m, idx_t task, const k5_word_t *arg)
{
	int from = model_slot(task, arg[K5_ARG_SLOT]);
	int to = model_slot(task, arg[K5_ARG_WORD]);

	if (!model_holds(m, from) || !model_vacant(m, to))
		return K5_ERR_SLOT;
	model_carry(m, from, to);
	return K5_OK;
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

/* Out of some pool, and back into it with the last cap to it? */
static bool pooled(struct cap cap)
{
	for (idx_t p = 0; p < k5_app.pools; p++) {
		struct k5_share share = k5_app.pool[p].share[POOL_NOTIFICATION];

		if (cap.object >= share.first &&
		    cap.object < share.first + share.count)
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
	int from = model_slot(task, arg[K5_ARG_SLOT]);
	int to = model_slot(task, arg[K5_ARG_WORD + 1]);
	unsigned i = 0;
	struct cap pool;
	enum k5_err e = model_get(m, task, arg[K5_ARG_SLOT], K5_CAP_POOL,
				  K5_RIGHT_CONTROL, &pool);

	if (e != K5_OK)
		return e;
	if (!model_vacant(m, to))
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
	cap.object = model_kernel_cap(to).object;
	if (cap.object < share.first ||
	    cap.object >= share.first + share.count ||
	    born(m, cap.type, cap.object))
		return K5_ERR_NUMBER; /* no answer: the kernel is wrong */
	model_derive(m, from, to, cap);
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

enum k5_err model_start(struct model *m, idx_t by, const k5_word_t *arg)
{
	idx_t task = model_task(by);
	struct cap cap;
	enum k5_err e = model_get(m, task, arg[K5_ARG_SLOT], K5_CAP_THREAD,
				  K5_RIGHT_CONTROL, &cap);
	k5_word_t prio = arg[K5_ARG_WORD + 2];

	if (e != K5_OK)
		return e;
	if (model_task(cap.object) != task ||
	    k5_app.thread[cap.object].entry != 0)
		return K5_ERR_RIGHT;
	if (prio > m->thread[by].prio ||
	    prio > k5_app.thread[cap.object].ceiling)
		return K5_ERR_RANGE;
	if (!executable(task, arg[K5_ARG_WORD]))
		return K5_ERR_MEMORY;
	if (m->thread[cap.object].place != M_ENDED)
		return K5_ERR_BUSY;
	/* a life sees nothing of the last; its time may still be out */
	m->thread[cap.object] =
		(struct model_thread){.place = M_ON,
				      .prio = (uint8_t)prio,
				      .at = NIL,
				      .serves = NIL,
				      .time = m->thread[cap.object].time};
	m->seen[SEEN_STARTED]++;
	return K5_OK;
}

/* The last cap to an object: a thread ends, bits are cleared, a line closes. */
static void object_ends(struct model *m, struct cap cap)
{
	if (cap.type == K5_CAP_THREAD && k5_app.thread[cap.object].entry == 0)
		model_stop(m, cap.object);
	if (cap.type == K5_CAP_NOTIFICATION && pooled(cap))
		m->bits[cap.object] = 0;
	if (cap.type == K5_CAP_IRQ)
		m->open[cap.object] = false;
}

/* What was derived from the cap is its parent's now; memory lent goes home. */
static void drop(struct model *m, int gone)
{
	struct cap cap = m->slot[gone].cap;
	uint64_t before = m->seen[SEEN_DEAD];

	if (cap.type == K5_CAP_REGION) {
		model_loans_below(m, gone);
		if (m->slot[gone].by != NIL)
			m->seen[SEEN_UNLENT]++;
	}
	for (int i = 0; i < k5_app.slots; i++) {
		if (m->slot[i].parent == gone)
			m->slot[i].parent = m->slot[gone].parent;
	}
	model_empty(m, gone);
	forget_gift(m, gone);
	model_lost(m, (idx_t)(gone / CSPACE), cap);
	if (!born(m, cap.type, cap.object))
		object_ends(m, cap);
	m->seen[SEEN_LOST] += m->seen[SEEN_DEAD] != before;
}

enum k5_err model_delete(struct model *m, idx_t task, const k5_word_t *arg)
{
	int slot = model_slot(task, arg[K5_ARG_SLOT]);

	if (!model_holds(m, slot))
		return K5_ERR_SLOT;
	drop(m, slot);
	return K5_OK;
}

bool model_revoke(struct model *m, idx_t task, const k5_word_t *arg,
		  enum k5_err said)
{
	int slot = model_slot(task, arg[K5_ARG_SLOT]);
	bool gone[MODEL_SLOTS] = {false};
	unsigned went = 0, left = 0;

	if (!model_holds(m, slot))
		return said == K5_ERR_SLOT;
	for (int i = 0; i < k5_app.slots; i++) {
		if (!used(m, i) || !model_descends(m, i, slot))
			continue;
		gone[i] = model_kernel_cap(i).type == K5_CAP_NONE;
		went += gone[i];
		left += !gone[i];
		if (gone[i])
			forget_gift(m, i);
	}
	for (int n = 0; n < k5_app.slots; n++) {
		int i = m->order[n];

		if (gone[i] && used(m, i))
			drop(m, i);
	}
	return left == 0 ? said == K5_OK : said == K5_ERR_AGAIN && went > 0;
}
