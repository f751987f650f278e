/*
 * cdt.h - the capability derivation tree: which cap came from which
 *
 * A slot is a node. Whoever copies or mints a cap makes it a child of the one
 * it came from; revoking a cap deletes what is below it. No operation here
 * walks: deleting a cap with a thousand children costs as much as one with
 * none, so nobody can make another's call long.
 */
#pragma once

#include "state.h"

/* i, vacant, has no relatives. */
void cdt_init(slot_idx_t i);

/* `child`, alone, becomes the first child of `parent`. */
void cdt_add(slot_idx_t parent, slot_idx_t child);

/* `i`, alone, becomes the sibling after `elder`: neither can revoke the other. */
void cdt_beside(slot_idx_t elder, slot_idx_t i);

/* `to`, alone, takes the place of `from`, children and all; `from` is alone. */
void cdt_move(slot_idx_t from, slot_idx_t to);

/* `i` leaves: its children take its place. */
void cdt_remove(slot_idx_t i);

/* Its first child, or NO_SLOT. */
slot_idx_t cdt_child(slot_idx_t i);

/* Has i no relative? A vacant slot has none. */
bool cdt_alone(slot_idx_t i);

/* i's parent, or NO_SLOT. Walks: for tests and the invariant only. */
slot_idx_t cdt_parent(slot_idx_t i);

/* i and its neighbours agree. */
bool cdt_ok(slot_idx_t i);
