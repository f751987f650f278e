/*
 * sc_charge.c - a charge keeps the books, whatever was used and however late
 */
#include "sc_state.h"

int main(void)
{
	k5_ticks_t start = nondet_ticks();
	k5_ticks_t used = nondet_ticks();

	sc_any(start);
	ASSUME(used < TIME_END && start + used < TIME_END);

	uint64_t consumed = k5_sc[S].consumed;

	sc_charge(S, start, used);
	PROVE(sc_sound(S, start + used), "the books are in order again");
	PROVE(sc_ok(S), "sc_ok, as the tests call it");
	PROVE(k5_sc[S].consumed == consumed + used, "all of it is counted");
	sc_prove_frame();
	REACH_IF(k5_sc[S].count == REFILLS, "all refills are in use");
	REACH_IF(used > k5_sc[S].budget, "the kernel came late");
	REACH_IF(sc_slices(S), "round robin");
}
