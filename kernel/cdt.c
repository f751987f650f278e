/*
 * cdt.c - a tree of which every change is a change of neighbours
 *
 *      parent --first--> a --next--> b --next--> c --next--> parent
 *      parent <--prev--- a <--prev-- b <--prev-- c <--last-- parent
 *
 * The children of a cap are a ring through their parent, which takes part with
 * other fields than they do: first and last. So a node knows its parent only
 * at the ends of the ring, and when a cap is deleted its children are put into
 * the ring where it stood by changing its two ends. A node without children
 * is a ring of itself; at the top, where no parent closes it, the ring is open
 * (NO_SLOT).
 */
#include "cdt.h"

void cdt_init(slot_idx_t i)
{
	k5_node[i].next = NO_SLOT;
	k5_node[i].prev = NO_SLOT;
	k5_node[i].first = i;
	k5_node[i].last = i;
}

/* What led from `left` on to i now leads to `right`. */
static void lead_on(slot_idx_t left, slot_idx_t i, slot_idx_t right)
{
	if (left == NO_SLOT)
		return;
	if (k5_node[left].first == i)
		k5_node[left].first = right;
	else
		k5_node[left].next = right;
}

/* What led from `right` back to i now leads to `left`. */
static void lead_back(slot_idx_t right, slot_idx_t i, slot_idx_t left)
{
	if (right == NO_SLOT)
		return;
	if (k5_node[right].last == i)
		k5_node[right].last = left;
	else
		k5_node[right].prev = left;
}

void cdt_add(slot_idx_t parent, slot_idx_t child)
{
	slot_idx_t first = k5_node[parent].first;

	k5_node[child].prev = parent;
	k5_node[child].next = first;
	lead_back(first, parent, child);
	k5_node[parent].first = child;
}

void cdt_beside(slot_idx_t elder, slot_idx_t i)
{
	slot_idx_t next = k5_node[elder].next;

	k5_node[i].prev = elder;
	k5_node[i].next = next;
	lead_back(next, elder, i);
	k5_node[elder].next = i;
}

void cdt_move(slot_idx_t from, slot_idx_t to)
{
	struct node node = k5_node[from];

	k5_node[to].next = node.next;
	k5_node[to].prev = node.prev;
	lead_on(node.prev, from, to);
	lead_back(node.next, from, to);
	if (node.first != from) {
		k5_node[to].first = node.first;
		k5_node[to].last = node.last;
		k5_node[node.first].prev = to;
		k5_node[node.last].next = to;
	}
	cdt_init(from);
}

void cdt_remove(slot_idx_t i)
{
	struct node node = k5_node[i];

	if (node.first == i) {
		lead_on(node.prev, i, node.next);
		lead_back(node.next, i, node.prev);
	} else {
		k5_node[node.first].prev = node.prev;
		k5_node[node.last].next = node.next;
		lead_on(node.prev, i, node.first);
		lead_back(node.next, i, node.last);
	}
	cdt_init(i);
}

slot_idx_t cdt_child(slot_idx_t i)
{
	slot_idx_t first = k5_node[i].first;

	return first == i ? NO_SLOT : first;
}

bool cdt_alone(slot_idx_t i)
{
	return k5_node[i].next == NO_SLOT && k5_node[i].prev == NO_SLOT &&
	       k5_node[i].first == i;
}

/* Is i the last child of n, which follows it? */
static bool closes(slot_idx_t i, slot_idx_t n)
{
	return n != NO_SLOT && k5_node[n].last == i;
}

slot_idx_t cdt_parent(slot_idx_t i)
{
	slot_idx_t at = i;

	for (unsigned n = 0; n < k5_app.slots; n++) {
		slot_idx_t next = k5_node[at].next;

		if (next == NO_SLOT || closes(at, next))
			return next;
		at = next;
	}
	return NO_SLOT;
}

static bool in_pool(slot_idx_t i)
{
	return i == NO_SLOT || i < k5_app.slots;
}

bool cdt_ok(slot_idx_t i)
{
	struct node n = k5_node[i];

	if (!in_pool(n.next) || !in_pool(n.prev) || n.first >= k5_app.slots ||
	    n.last >= k5_app.slots)
		return false;
	if ((n.first == i) != (n.last == i))
		return false;
	if (n.first != i &&
	    (k5_node[n.first].prev != i || k5_node[n.last].next != i))
		return false;
	if (n.next != NO_SLOT && k5_node[n.next].last != i &&
	    k5_node[n.next].prev != i)
		return false;
	return n.prev == NO_SLOT || k5_node[n.prev].first == i ||
	       k5_node[n.prev].next == i;
}
