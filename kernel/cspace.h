/*
 * cspace.h - a task's slots, and the one way from a slot to authority
 *
 * A task names caps by slot. cspace_get is the only place where a slot, a
 * type and a right are checked; what it hands out needs no second look.
 */
#pragma once

#include "bitmap.h"
#include "state.h"

/*@ // A task's slots are a part of the pool: boot data that never change.
    predicate is_task(integer i) = 0 <= i < k5_app.tasks;
    predicate cspaces_fit = \valid_read(k5_app.task + (0 .. k5_app.tasks - 1))
        && \forall integer i; is_task(i) ==>
        k5_app.task[i].first_slot + k5_app.task[i].slots <= k5_app.slots;
    predicate own(integer i, integer slot) =
        0 <= slot < k5_app.task[i].slots;
    logic struct cap held(integer i, integer slot) =
        k5_slot[k5_app.task[i].first_slot + slot];
    predicate used(integer i, integer slot) =
        held(i, slot).type != K5_CAP_NONE; */

/* The cap in `slot` of `task`, if it has the type and the right. */
/*@ requires is_task(task) && cspaces_fit && \valid(out);
    requires type != K5_CAP_NONE;
    assigns *out;
    exits \false;
    ensures granted: \result == K5_OK <==> own(task, slot) &&
        held(task, slot).type == type &&
        has_all(held(task, slot).rights, right);
    ensures exact: \result == K5_OK ==> *out == \old(held(task, slot));
    ensures refused: \result != K5_OK ==> *out == \old(*out);
    ensures empty: \result == K5_ERR_SLOT <==>
        !own(task, slot) || !used(task, slot);
    ensures other: \result == K5_ERR_TYPE <==> own(task, slot) &&
        used(task, slot) && held(task, slot).type != type;
    ensures weak: \result == K5_OK || \result == K5_ERR_SLOT ||
        \result == K5_ERR_TYPE || \result == K5_ERR_RIGHT; */
enum k5_err cspace_get(idx_t task, k5_word_t slot, enum k5_cap_type type,
		       uint8_t right, struct cap *out);

/* K5_OK if `slot` of `task` exists and is empty. */
/*@ requires is_task(task) && cspaces_fit;
    assigns \nothing;
    exits \false;
    ensures \result == K5_OK || \result == K5_ERR_SLOT;
    ensures \result == K5_OK <==> own(task, slot) && !used(task, slot); */
enum k5_err cspace_vacant(idx_t task, k5_word_t slot);

/* Fills a vacant slot. */
/*@ requires is_task(task) && cspaces_fit;
    requires own(task, slot) && !used(task, slot);
    assigns k5_slot[k5_app.task[task].first_slot + slot];
    exits \false;
    ensures held(task, slot) == cap; */
void cspace_put(idx_t task, k5_word_t slot, struct cap cap);

/* What a slot of the task holds; the slot exists. */
/*@ requires is_task(task) && cspaces_fit && own(task, slot);
    assigns \nothing;
    exits \false;
    ensures \result == held(task, slot); */
struct cap cspace_at(idx_t task, k5_word_t slot);

/* The first used slot at or after `slot`, or the task's number of slots. */
/*@ requires is_task(task) && cspaces_fit;
    assigns \nothing;
    exits \false;
    ensures \result <= k5_app.task[task].slots;
    ensures first: \forall integer i; slot <= i < \result ==>
        !used(task, i);
    ensures found: \result < k5_app.task[task].slots ==>
        slot <= \result && used(task, \result); */
k5_word_t cspace_next(idx_t task, k5_word_t slot);

/* Where the task's slot lies in the pool; says nothing if it has no such slot. */
/*@ requires is_task(task) && cspaces_fit;
    assigns \nothing;
    exits \false;
    ensures own(task, slot) ==>
        \result == k5_app.task[task].first_slot + slot; */
static inline slot_idx_t cspace_node(idx_t task, k5_word_t slot)
{
	return (slot_idx_t)(k5_app.task[task].first_slot + (slot_idx_t)slot);
}

/* Is slot `i` of the pool one of the task's? */
/*@ requires is_task(task) && cspaces_fit;
    assigns \nothing;
    exits \false;
    ensures \result <==> \exists integer slot; own(task, slot) &&
        i == k5_app.task[task].first_slot + slot; */
static inline bool cspace_owns(idx_t task, slot_idx_t i)
{
	slot_idx_t first = k5_app.task[task].first_slot;

	return i >= first && i - first < k5_app.task[task].slots;
}

/* The task whose slot `i` of the pool is, or k5_app.tasks: nobody's. */
/*@ requires cspaces_fit;
    assigns \nothing;
    exits \false;
    ensures \result <= k5_app.tasks; */
idx_t cspace_task(slot_idx_t i);
