/*
 * sc_set.c - another budget and period: the books balance, and nobody else's change
 *
 * Any state that is sound, any terms within a bound of app.toml, any times. Only the
 * budget has a limit here, for sums of sums take a solver long: MOST ticks, where
 * 32 bits are possible. That no window holds more for a set is
 * tests/host/test_sc_set.c's matter, which counts every tick.
 */
#include "sc_set.h"

#include "sc_state.h"

enum {
	MOST = 1023
};

static struct k5_sc_desc bound[SCS];

const struct k5_app k5_app = {.sc = bound, .scs = SCS, .budgets = true};
struct refill k5_spare[SCS];

struct refill nondet_refill(void);
struct k5_sc_desc nondet_desc(void);

static bool near(k5_ticks_t now)
{
	return k5_spare[S].time <= now + k5_sc[S].period;
}

int main(void)
{
	k5_ticks_t now = nondet_ticks();
	struct k5_sc_desc to = nondet_desc();

	for (unsigned s = 0; s < SCS; s++) {
		bound[s] = nondet_desc();
		k5_spare[s] = nondet_refill();
	}
	sc_any(now);
	ASSUME(bound[S].budget > 0 && bound[S].budget <= bound[S].period);
	ASSUME(bound[S].budget <= MOST);
	ASSUME(sc_spare_ok(S) && near(now));
	ASSUME(sc_may(S, to.budget, to.period));

	struct sc old = k5_sc[S];
	struct refill others = k5_spare[SCS - 1];
	k5_ticks_t consumed = sc_consumed(S);
	uint32_t left = sc_left(S, now);
	bool limited = bound[S].budget < bound[S].period;

	sc_set(S, now, to);

	PROVE(sc_sound(S, now), "the books are in order again");
	PROVE(sc_spare_ok(S) && near(now), "the rest lies aside");
	PROVE(k5_sc[S].budget == to.budget && k5_sc[S].period == to.period,
	      "what was asked for");
	PROVE(sc_consumed(S) == consumed, "what was used was used");
	PROVE(left == 0 || sc_left(S, now) > 0, "who has time has some");
	PROVE(k5_sc[S].home == old.home && k5_sc[S].holder == old.holder,
	      "whose it is, and who has it");
	PROVE(others.time == k5_spare[SCS - 1].time &&
		      others.amount == k5_spare[SCS - 1].amount,
	      "others' stay");
	sc_prove_others();
	REACH_IF(limited && to.budget > old.budget && old.count == REFILLS &&
			 sc_left(S, now) > 0 && left == 0,
		 "in front of a full row");
	REACH_IF(limited && to.budget < old.budget && k5_sc[S].count == 1 &&
			 old.count == REFILLS,
		 "all but one laid aside");
}
