/*
 * model_loan.c - the rules of docs/abi.md about memory that travels
 */
#include <string.h>

#include "model.h"

enum {
	TOUCH = K5_RIGHT_READ | K5_RIGHT_WRITE
};

static bool region(struct cap cap)
{
	return cap.type == K5_CAP_REGION;
}

static bool same(struct cap a, struct cap b)
{
	return a.type == b.type && a.rights == b.rights && a.badge == b.badge &&
	       a.object == b.object;
}

static int task_of(int slot)
{
	return slot / CSPACE;
}

static void empty(struct model *m, int i)
{
	memset(&m->slot[i].cap, 0, sizeof(m->slot[i].cap));
	m->slot[i].parent = NOBODY;
}

/* A loan may end at any time; then it is gone, or another is in its place. */
static void loans_end(struct model *m, const int *parent)
{
	for (int i = 0; i < k5_app.slots; i++) {
		if (region(m->slot[i].cap) && m->slot[i].parent != NOBODY &&
		    (!same(m->slot[i].cap, k5_slot[i]) ||
		     m->slot[i].parent != parent[i]))
			empty(m, i);
	}
}

/* None outlives the one that it was lent on from. */
static bool none_left_behind(const struct model *m)
{
	for (int i = 0; i < k5_app.slots; i++) {
		int up = m->slot[i].parent;

		if (region(m->slot[i].cap) && up != NOBODY &&
		    !region(m->slot[up].cap))
			return false;
	}
	return true;
}

/* An owner's cap that left its slot is whole in another task's. */
static bool given(struct model *m, int from, const int *parent)
{
	for (int i = 0; i < k5_app.slots; i++) {
		if (m->slot[i].cap.type != K5_CAP_NONE ||
		    !same(m->slot[from].cap, k5_slot[i]) ||
		    parent[i] != NOBODY || task_of(i) == task_of(from))
			continue;
		m->slot[i].cap = k5_slot[i];
		empty(m, from);
		return true;
	}
	return false;
}

/* A loan allows no more than what it came from, is in another task, and whoever
 * may write has no rival. */
static bool lent(struct model *m, int i, int lender)
{
	struct cap cap = k5_slot[i];

	if (lender == NOBODY || !region(m->slot[lender].cap) ||
	    m->slot[lender].cap.object != cap.object ||
	    task_of(lender) == task_of(i) ||
	    (cap.rights & ~(m->slot[lender].cap.rights & TOUCH)) != 0)
		return false;
	for (int j = 0; j < k5_app.slots; j++) {
		if (region(m->slot[j].cap) && m->slot[j].parent == lender &&
		    ((m->slot[j].cap.rights | cap.rights) & K5_RIGHT_WRITE))
			return false;
	}
	m->slot[i].cap = cap;
	m->slot[i].parent = lender;
	return true;
}

bool model_loans(struct model *m, bool message, unsigned *travelled)
{
	int parent[MODEL_SLOTS];

	model_parents(parent);
	loans_end(m, parent);
	for (int i = 0; i < k5_app.slots; i++) {
		if (!region(m->slot[i].cap) || m->slot[i].parent != NOBODY ||
		    same(m->slot[i].cap, k5_slot[i]))
			continue;
		if (!message || !given(m, i, parent))
			return false;
		(*travelled)++;
	}
	for (int i = 0; i < k5_app.slots; i++) {
		if (region(m->slot[i].cap) || !region(k5_slot[i]))
			continue;
		if (!message || !lent(m, i, parent[i]))
			return false;
		(*travelled)++;
	}
	return none_left_behind(m);
}

/* What is not lent of it. */
static uint8_t allowed(const struct model *m, int slot)
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

bool model_sees(const struct model *m)
{
	for (idx_t task = 0; task < k5_app.tasks; task++) {
		const struct k5_task_desc *d = &k5_app.task[task];
		uint8_t want[PAGES] = {0}, got[PAGES] = {0};

		for (int i = 0; i < d->slots; i++) {
			int slot = d->first_slot + i;

			if (region(m->slot[slot].cap))
				want[m->slot[slot].cap.object] |=
					allowed(m, slot);
		}
		for (int i = 0; i < d->windows; i++) {
			struct window w = k5_window[d->first_window + i];

			if (w.region != NIL)
				got[w.region] |= w.rights;
		}
		if (memcmp(want, got, sizeof(want)) != 0)
			return false;
	}
	return true;
}
