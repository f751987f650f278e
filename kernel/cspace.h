/*
 * cspace.h - a task's slots, and the one way from a slot to authority
 *
 * A task names caps by slot. cspace_get is the only place where a slot, a
 * type and a right are checked; what it hands out needs no second look.
 */
#pragma once

#include "state.h"

/* The cap in `slot` of `task`, if it has the type and the right. */
enum k5_err cspace_get(idx_t task, k5_word_t slot, enum k5_cap_type type,
		       uint8_t right, struct cap *out);

/* K5_OK if `slot` of `task` exists and is empty. */
enum k5_err cspace_vacant(idx_t task, k5_word_t slot);

/* Fills a vacant slot. */
void cspace_put(idx_t task, k5_word_t slot, struct cap cap);

/* What a slot of the task holds; the slot exists. */
struct cap cspace_at(idx_t task, k5_word_t slot);

/* The first used slot at or after `slot`, or the task's number of slots. */
k5_word_t cspace_next(idx_t task, k5_word_t slot);
