/*
 * model_loan.c - the rules of docs/abi.md about memory that travels
 *
 * A task sees through its cap what it has not lent on (decision 0017). A loan is
 * a cap below the lender's that knows by which reply it ends.
 */
#include <string.h>

#include "model_part.h"

static bool region(const struct model *m, int i)
{
	return m->slot[i].cap.type == K5_CAP_REGION;
}

uint8_t model_allowed(const struct model *m, int slot)
{
	uint8_t rights = m->slot[slot].cap.rights & TOUCH;

	for (int i = 0; i < k5_app.slots; i++) {
		if (m->slot[i].parent != slot)
			continue;
		if (m->slot[i].cap.rights & K5_RIGHT_WRITE)
			return 0;
		rights = K5_RIGHT_READ;
	}
	return rights;
}

static bool lent(const struct model *m, int slot)
{
	for (int i = 0; i < k5_app.slots; i++) {
		if (m->slot[i].parent == slot)
			return true;
	}
	return false;
}

static int given(const struct model *m, idx_t t)
{
	return model_slot(model_task(t), m->thread[t].arg[K5_ARG_GIVE]);
}

static int taken(const struct model *m, idx_t t)
{
	return model_slot(model_task(t), m->thread[t].arg[K5_ARG_TAKE]);
}

/* What a call lends of the cap. */
static uint8_t wanted(const struct model *m, idx_t t, struct cap cap)
{
	return model_says(m, t, K5_CAP_READ) ? K5_RIGHT_READ
					     : cap.rights & TOUCH;
}

enum k5_err model_may_go(const struct model *m, idx_t t)
{
	int i = given(m, t);

	if (!model_says(m, t, K5_CAP_OUT) || !model_holds(m, i))
		return K5_ERR_SLOT;
	if (!region(m, i))
		return K5_ERR_TYPE;

	struct cap cap = m->slot[i].cap;

	if (model_says(m, t, K5_CAP_MOVE)) {
		if ((cap.rights & K5_RIGHT_GRANT) == 0)
			return K5_ERR_RIGHT;
		return lent(m, i) ? K5_ERR_BUSY : K5_OK;
	}
	return (wanted(m, t, cap) & ~model_allowed(m, i)) == 0 ? K5_OK
							       : K5_ERR_BUSY;
}

/* It names an empty slot, and its task has a window left and no cap to it. */
bool model_takes(const struct model *m, idx_t to, idx_t what)
{
	const struct k5_task_desc *d = &k5_app.task[model_task(to)];
	unsigned used = 0;

	if (!model_says(m, to, K5_CAP_IN) || !model_vacant(m, taken(m, to)))
		return false;
	for (int i = d->first_slot; i < d->first_slot + d->slots; i++) {
		if (region(m, i) && m->slot[i].cap.object == what)
			return false;
		used += region(m, i);
	}
	return used < d->windows;
}

void model_lend(struct model *m, idx_t from, idx_t to)
{
	int i = given(m, from), j = taken(m, to);
	struct cap cap = m->slot[i].cap;

	cap.rights = wanted(m, from, cap);
	model_derive(m, i, j, cap);
	m->slot[j].by = m->thread[to].serves;
	m->seen[SEEN_LENT]++;
}

void model_give(struct model *m, idx_t from, idx_t to)
{
	model_carry(m, given(m, from), taken(m, to));
	m->seen[SEEN_MOVED]++;
}

/* None outlives the one that it was lent on from. */
void model_loans_below(struct model *m, int slot)
{
	bool below[MODEL_SLOTS];

	for (int i = 0; i < k5_app.slots; i++)
		below[i] = model_descends(m, i, slot);
	for (int i = 0; i < k5_app.slots; i++) {
		if (!below[i])
			continue;
		model_empty(m, i);
		m->seen[SEEN_UNLENT]++;
	}
}

void model_loan_ends(struct model *m, idx_t r)
{
	for (int i = 0; i < k5_app.slots; i++) {
		if (m->slot[i].by != r)
			continue;
		model_loans_below(m, i);
		model_empty(m, i);
		m->seen[SEEN_UNLENT]++;
		return;
	}
}

/* --- bytes ----------------------------------------------------------------- */

/* A task's own memory is no cap's: regions from boot on, and none is lent. */
static bool inside(const k5_word_t *range, struct k5_region r)
{
	return range[0] >= r.base && range[0] - r.base <= r.size &&
	       range[1] <= r.size - (range[0] - r.base);
}

bool model_claim(const struct model *m, idx_t task, const k5_word_t *range,
		 uint8_t rights)
{
	const struct k5_task_desc *d = &k5_app.task[task];

	for (uint8_t i = 0; i < d->region_count; i++) {
		if ((d->regions[i].rights & rights) == rights &&
		    inside(range, d->regions[i]))
			return true;
	}
	for (int i = d->first_slot; i < d->first_slot + d->slots; i++) {
		if (region(m, i) &&
		    inside(range, k5_app.region[m->slot[i].cap.object]) &&
		    (model_allowed(m, i) & rights) == rights)
			return true;
	}
	return range[1] == 0;
}

/* Where the model keeps what lies at an address that some task sees. */
static uint8_t *byte_at(struct model *m, k5_word_t at)
{
	for (idx_t t = 0; t < k5_app.tasks; t++) {
		for (unsigned r = 0; r < MEM_REGIONS; r++) {
			if (at - mem_at(t, r, 0) < REGION_SIZE)
				return &m->memory.bytes[t][r]
						       [at - mem_at(t, r, 0)];
		}
	}
	for (idx_t p = 0; p < k5_app.regions; p++) {
		if (at - page_at(p, 0) < REGION_SIZE)
			return &m->page[p][at - page_at(p, 0)];
	}
	return NULL;
}

/* As many as fit, the first one first. */
void model_bytes(struct model *m, const k5_word_t *from, const k5_word_t *to)
{
	k5_word_t count = from[1] < to[1] ? from[1] : to[1];
	const uint8_t *out = byte_at(m, from[0]);
	uint8_t *in = byte_at(m, to[0]);

	for (k5_word_t i = 0; i < count; i++)
		in[i] = out[i];
	m->seen[SEEN_COPIED] += count != 0;
}
