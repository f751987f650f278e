/*
 * revoke.c - one step of revoke, from any state to a state as good
 *
 * derive_revoke deletes children of the caller's cap, one after the other and a
 * few in one entry. Each step is what delete does, to a cap of any task: so what
 * holds of one, whoever holds the cap, holds of all of them.
 */
#include "derive.h"
#include "reach.h"
#include "world.h"

idx_t nondet_idx(void);
slot_idx_t nondet_slot(void);

int main(void)
{
	idx_t task = nondet_idx();
	slot_idx_t slot = nondet_slot();

	world_any();
	ASSUME(task < TASKS && slot < SLOTS / TASKS);

	slot_idx_t i = (slot_idx_t)(task * (SLOTS / TASKS) + slot);

	ASSUME(k5_slot[i].type != K5_CAP_NONE);
	reach_before(k5.current);
	reach_taken(i);
	PROVE(derive_delete(task, slot) == K5_OK,
	      "there is something to delete");
	PROVE(k5_slot[i].type == K5_CAP_NONE, "the cap is gone");
	world_prove();
	reach_prove();
	REACH("a step is done");
}
