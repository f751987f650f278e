/*
 * cdt.c - every change of the tree is the change its name says
 *
 * Five slots in any tree. What holds of it before, local agreement of all
 * links, one parent whichever way one walks, no cycle upwards, holds after,
 * with exactly the parents that the operation promises. Depth is a ghost: any
 * numbers that grow downwards.
 */
#include "cdt.h"

#include "prove.h"

enum {
	SLOTS = 5,
	LOST = SLOTS /* a walk that does not end */
};

const struct k5_app k5_app = {.slots = SLOTS};
struct node k5_node[SLOTS];

static slot_idx_t up[SLOTS]; /* the parents, NO_SLOT at the top */
static unsigned depth[SLOTS];

struct node nondet_node(void);
slot_idx_t nondet_slot(void);
unsigned nondet_unsigned(void);

static bool there(slot_idx_t i)
{
	return i < SLOTS;
}

static slot_idx_t walk_right(slot_idx_t i)
{
	for (unsigned n = 0; n < SLOTS; n++) {
		slot_idx_t next = k5_node[i].next;

		if (next == NO_SLOT || k5_node[next].last == i)
			return next;
		i = next;
	}
	return LOST;
}

static slot_idx_t walk_left(slot_idx_t i)
{
	for (unsigned n = 0; n < SLOTS; n++) {
		slot_idx_t prev = k5_node[i].prev;

		if (prev == NO_SLOT || k5_node[prev].first == i)
			return prev;
		i = prev;
	}
	return LOST;
}

static bool links_ok(slot_idx_t i)
{
	struct node n = k5_node[i];

	if ((n.next != NO_SLOT && !there(n.next)) ||
	    (n.prev != NO_SLOT && !there(n.prev)) || !there(n.first) ||
	    !there(n.last) || n.next == i || n.prev == i)
		return false;
	if ((n.first == i) != (n.last == i))
		return false;
	if (n.first != i &&
	    (k5_node[n.first].prev != i || k5_node[n.last].next != i))
		return false;
	if (n.next != NO_SLOT &&
	    (k5_node[n.next].last == i) == (k5_node[n.next].prev == i))
		return false;
	return n.prev == NO_SLOT ||
	       (k5_node[n.prev].first == i) != (k5_node[n.prev].next == i);
}

static bool tree_ok(void)
{
	bool ok = true;

	for (slot_idx_t i = 0; i < SLOTS; i++)
		ok = ok && links_ok(i);
	for (slot_idx_t i = 0; ok && i < SLOTS; i++)
		ok = walk_right(i) == up[i] && walk_left(i) == up[i] &&
		     (up[i] == NO_SLOT || depth[up[i]] < depth[i]);
	return ok;
}

static void new_parent(slot_idx_t old, slot_idx_t parent)
{
	for (slot_idx_t i = 0; i < SLOTS; i++) {
		if (up[i] == old)
			up[i] = parent;
	}
}

/* What each operation promises, said of parents. */
static void add(slot_idx_t parent, slot_idx_t child)
{
	cdt_add(parent, child);
	up[child] = parent;
	depth[child] = depth[parent] + 1;
	PROVE(cdt_child(parent) == child, "the new child is the first");
}

static void beside(slot_idx_t elder, slot_idx_t i)
{
	cdt_beside(elder, i);
	up[i] = up[elder];
	depth[i] = depth[elder];
}

static void move(slot_idx_t from, slot_idx_t to)
{
	cdt_move(from, to);
	new_parent(from, to);
	up[to] = up[from];
	depth[to] = depth[from];
	up[from] = NO_SLOT;
	PROVE(cdt_alone(from), "what was left is alone");
}

static void leave(slot_idx_t i)
{
	cdt_remove(i);
	new_parent(i, up[i]);
	up[i] = NO_SLOT;
	PROVE(cdt_alone(i), "what was removed is alone");
}

int main(void)
{
	slot_idx_t a = nondet_slot(), b = nondet_slot();
	unsigned what = nondet_unsigned();

	for (slot_idx_t i = 0; i < SLOTS; i++) {
		k5_node[i] = nondet_node();
		up[i] = nondet_slot();
		depth[i] = nondet_unsigned();
		ASSUME(up[i] == NO_SLOT || there(up[i]));
		ASSUME(depth[i] < 100);
	}
	ASSUME(there(a) && there(b) && a != b);
	ASSUME(tree_ok());
	PROVE(cdt_parent(a) == up[a], "cdt_parent finds the parent");
	PROVE(cdt_ok(a), "cdt_ok accepts every tree");
	PROVE(cdt_alone(b) == (up[b] == NO_SLOT && k5_node[b].first == b &&
			       k5_node[b].next == NO_SLOT &&
			       k5_node[b].prev == NO_SLOT),
	      "alone is without relatives");
	REACH_IF(up[0] == 1 && up[1] == 2 && up[3] == 1 && up[4] == 2,
		 "two levels, two children each");
	if (what == 0) {
		leave(a);
	} else {
		ASSUME(cdt_alone(b));
		if (what == 1)
			add(a, b);
		else if (what == 2)
			move(a, b);
		else
			beside(a, b);
	}
	PROVE(tree_ok(), "a tree, with the parents promised");
	REACH_IF(what == 2 && up[0] == b && up[1] == b, "two children move");
}
