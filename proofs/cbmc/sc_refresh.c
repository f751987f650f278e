/*
 * sc_refresh.c - joining and renewing give nothing that was not due
 */
#include "sc_state.h"

static void prove_refresh(k5_ticks_t now)
{
	k5_ticks_t due = sc_due(S);
	uint32_t left = sc_left(S, now);
	uint64_t owed = 0;

	for (unsigned i = 0; i < REFILLS; i++) {
		if (i < k5_sc[S].count && k5_sc[S].refill[i].time <= now)
			owed += k5_sc[S].refill[i].amount;
	}
	sc_refresh(S, now);
	PROVE(sc_sound(S, now), "the books are in order again");
	PROVE((due <= now) == (sc_due(S) <= now), "due as before");
	PROVE(due <= sc_due(S), "never sooner");
	PROVE(left <= sc_left(S, now), "never less");
	PROVE(sc_left(S, now) == owed, "all that is due, and no more");
	sc_prove_frame();
	REACH_IF(left < owed, "something was joined");
}

static void prove_renew(k5_ticks_t now)
{
	ASSUME(sc_slices(S));
	sc_renew(S, now);
	PROVE(sc_sound(S, now), "the books are in order again");
	PROVE(sc_left(S, now) == k5_sc[S].budget, "a whole slice, now");
	sc_prove_frame();
	REACH("a slice is renewed");
}

int main(void)
{
	k5_ticks_t now = nondet_ticks();

	sc_any(now);
	if (nondet_ticks() == 0)
		prove_refresh(now);
	else
		prove_renew(now);
}
