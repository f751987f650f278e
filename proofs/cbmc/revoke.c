/*
 * revoke.c - one step of revoke, from any state to a state as good
 *
 * derive_revoke deletes children of the caller's cap, one after the other and a
 * few in one entry; each deletion is the same step. So what holds of one, for any
 * cap whoever holds it, holds of all of them.
 */
/* the source itself: the step is its own affair */
#include "derive.c"

#include "reach.h"
#include "world.h"

slot_idx_t nondet_slot(void);

int main(void)
{
	slot_idx_t i = nondet_slot();

	world_any();
	ASSUME(i < SLOTS && k5_slot[i].type != K5_CAP_NONE);
	reach_before(k5.current);
	reach_taken(i);
	drop(i);
	PROVE(k5_slot[i].type == K5_CAP_NONE, "the cap is gone");
	world_prove();
	reach_prove();
	REACH("a step is done");
}
