/*
 * cspace.c - a task's slots
 *
 *      k5_slot   | task 0's slots | task 1's | task 2's      |
 *                  ^ first_slot     `-- slots --'
 *
 * Nothing here knows what a cap is for. Caps come from the app, from ports and
 * out of other caps (derive.c).
 */
#include "cspace.h"

#include "check.h"

/*@ requires is_task(task) && cspaces_fit && own(task, slot);
    assigns \nothing;
    exits \false;
    ensures \result == k5_app.task[task].first_slot + slot; */
static k5_word_t slot_index(idx_t task, k5_word_t slot)
{
	return k5_app.task[task].first_slot + slot;
}

enum k5_err cspace_get(idx_t task, k5_word_t slot, enum k5_cap_type type,
		       uint8_t right, struct cap *out)
{
	if (slot >= k5_app.task[task].slots)
		return K5_ERR_SLOT;

	struct cap cap = k5_slot[slot_index(task, slot)];

	if (cap.type != type)
		return cap.type == K5_CAP_NONE ? K5_ERR_SLOT : K5_ERR_TYPE;
	if (!allows(cap.rights, right))
		return K5_ERR_RIGHT;
	*out = cap;
	return K5_OK;
}

enum k5_err cspace_vacant(idx_t task, k5_word_t slot)
{
	if (slot >= k5_app.task[task].slots)
		return K5_ERR_SLOT;
	if (k5_slot[slot_index(task, slot)].type != K5_CAP_NONE)
		return K5_ERR_SLOT;
	return K5_OK;
}

struct cap cspace_at(idx_t task, k5_word_t slot)
{
	K5_ASSERT(slot < k5_app.task[task].slots);

	return k5_slot[slot_index(task, slot)];
}

void cspace_put(idx_t task, k5_word_t slot, struct cap cap)
{
	K5_ASSERT(cspace_vacant(task, slot) == K5_OK);

	k5_slot[slot_index(task, slot)] = cap;
}

k5_word_t cspace_next(idx_t task, k5_word_t slot)
{
	k5_word_t slots = k5_app.task[task].slots;

	/*@ loop invariant slot <= i;
	    loop invariant \forall integer j; slot <= j < i ==> !used(task, j);
	    loop assigns i;
	    loop variant slots - i; */
	for (k5_word_t i = slot; i < slots; i++) {
		if (k5_slot[slot_index(task, i)].type != K5_CAP_NONE)
			return i;
	}
	return slots;
}

idx_t cspace_task(slot_idx_t i)
{
	idx_t task = 0;

	/*@ loop invariant task <= k5_app.tasks;
	    loop assigns task;
	    loop variant k5_app.tasks - task; */
	while (task < k5_app.tasks && !cspace_owns(task, i))
		task++;
	return task;
}
