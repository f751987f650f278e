/*
 * sc_ahead.c - paying for what was run beyond: the books balance, and it waits long enough
 *
 * Any state that is sound and has something due. Only amounts have a limit here, as in
 * sc_set.c: a budget of MOST ticks, and eight times that beyond it. That no window holds
 * more than the budget, and once what was run beyond it, is tests/host/test_sc_ahead.c's
 * matter, which counts every tick.
 */
#include "sc_state.h"

enum {
	MOST = 127
};

uint32_t nondet_word(void);

/* What comes by `time`. */
static uint64_t due_by(k5_ticks_t time)
{
	uint64_t sum = 0;

	for (unsigned i = 0; i < REFILLS; i++) {
		if (i < k5_sc[S].count && k5_sc[S].refill[i].time <= time)
			sum += k5_sc[S].refill[i].amount;
	}
	return sum;
}

int main(void)
{
	k5_ticks_t start = nondet_ticks(), later = nondet_ticks();
	uint32_t used = nondet_word();

	sc_any(start);
	ASSUME(!sc_slices(S) && sc_due(S) <= start);
	ASSUME(k5_sc[S].budget <= MOST && used <= 8 * MOST);
	ASSUME(used > sc_amount(S));

	struct sc old = k5_sc[S];
	k5_ticks_t last = old.refill[old.count - 1].time;
	uint32_t left = sc_amount(S), beyond = used - left;
	uint64_t came = due_by(later);

	sc_charge(S, start, used);

	PROVE(sc_sound(S, start + used), "the books are in order again");
	PROVE(k5_sc[S].before == old.before + used, "what was used is counted");
	if (later < last) /* the last may have been joined by what was used */
		PROVE(due_by(later) <= (came > used ? came - used : 0),
		      "what comes is less by that");
	if (beyond >= old.budget)
		PROVE(sc_due(S) >= last, "a whole budget waits for all");
	sc_prove_frame();
	REACH_IF(old.count == REFILLS && k5_sc[S].count == REFILLS &&
			 k5_sc[S].refill[0].time > start + used,
		 "from a full row to a full row, ahead");
	REACH_IF(beyond < old.budget && k5_sc[S].refill[0].time <= start + used,
		 "it came meanwhile");
	REACH_IF(beyond > 3 * old.budget, "many budgets");
}
