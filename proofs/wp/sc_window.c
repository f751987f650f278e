/*
 * sc_window.c - in any window as long as the period, at most the budget
 *
 * For sequences of any length, by induction over what can happen. Fix any
 * window [w, end) of at most one period, and say that `spent` was used of it
 * so far. What every step keeps:
 *
 *      spent + (what is usable in [now, end]) <= budget
 *
 *      begins     the window begins while nobody runs
 *      enters     it begins inside a stretch of use
 *      passes     time passes, nobody runs
 *      looks      the kernel joins what is due
 *      runs       a stretch of use inside it, within what sc_left said
 *      leaves     a stretch that lasts until the window's end, or beyond
 *
 * So at its end no more than the budget was used of it. kernel/sc.c says what
 * is usable, and how a charge changes it. What the kernel's own lateness adds,
 * and who pays for it, is not counted here (docs/SOUNDNESS.md).
 */
#include "pools.h"

#include "kernel/sc.c"

/* A harness states facts about the state; what it is told, C need not use. */
#define UNUSED __attribute__((unused))

/*@ predicate kept(integer s, integer now, integer end, integer spent) =
        0 <= spent <= k5_sc[s].budget && now <= end &&
        usable(s, now, end, k5_sc[s].budget - spent);

    lemma more: \forall integer s, now, end, most, more;
        most <= more && usable(s, now, end, most) ==>
        usable(s, now, end, more); */

/*@ REQUIRES_SC(s, w)
    requires !slices(s) && w <= end <= w + k5_sc[s].period;
    assigns \nothing;
    exits \false;
    ensures kept(s, w, end, 0); */
void begins(idx_t s, k5_ticks_t w, UNUSED k5_ticks_t end)
{
	(void)s;
	(void)w;
}

/*@ REQUIRES_SC(s, now)
    requires !slices(s) && used <= left(s, now);
    requires now < w <= now + used <= end <= w + k5_sc[s].period;
    requires end < 0x4000000000000000;
    assigns k5_sc[s].refill[0 .. REFILLS - 1], k5_sc[s].count,
        k5_sc[s].before;
    exits \false;
    ensures kept(s, now + used, end, now + used - w); */
void enters(idx_t s, k5_ticks_t now, uint32_t used, UNUSED k5_ticks_t w,
	    UNUSED k5_ticks_t end)
{
	/*@ assert whole: usable(s, now, end, k5_sc[s].budget); */
	sc_charge(s, now, used);
	/*@ assert early: end <= now + k5_sc[s].period ==>
	        usable(s, now + used, end, k5_sc[s].budget - used); */
	/*@ assert late: now + k5_sc[s].period <= end ==>
	        usable(s, now + used, end, k5_sc[s].budget - used + end -
	            (now + k5_sc[s].period)); */
}

/*@ REQUIRES_SC(s, now)
    requires kept(s, now, end, spent) && now <= later <= end;
    assigns \nothing;
    exits \false;
    ensures kept(s, later, end, spent); */
void passes(idx_t s, k5_ticks_t now, UNUSED k5_ticks_t later,
	    UNUSED k5_ticks_t end, UNUSED uint32_t spent)
{
	(void)s;
	(void)now;
}

/*@ REQUIRES_SC(s, now)
    requires kept(s, now, end, spent);
    assigns k5_sc[s].refill[0 .. REFILLS - 1], k5_sc[s].count;
    exits \false;
    ensures kept(s, now, end, spent); */
void looks(idx_t s, k5_ticks_t now, UNUSED k5_ticks_t end,
	   UNUSED uint32_t spent)
{
	sc_refresh(s, now);
}

/*@ REQUIRES_SC(s, now)
    requires !slices(s) && 0 < used <= left(s, now);
    requires kept(s, now, end, spent);
    requires now + used <= end <= now + k5_sc[s].period;
    requires end < 0x4000000000000000;
    assigns k5_sc[s].refill[0 .. REFILLS - 1], k5_sc[s].count,
        k5_sc[s].before;
    exits \false;
    ensures kept(s, now + used, end, spent + used); */
void runs(idx_t s, k5_ticks_t now, uint32_t used, UNUSED k5_ticks_t end,
	  UNUSED uint32_t spent)
{
	/*@ assert enough: used <= k5_sc[s].budget - spent; */
	sc_charge(s, now, used);
}

/*@ REQUIRES_SC(s, now)
    requires !slices(s) && kept(s, now, end, spent);
    requires end <= now + used && used <= left(s, now);
    assigns \nothing;
    exits \false;
    ensures spent + (end - now) <= k5_sc[s].budget; */
void leaves(idx_t s, k5_ticks_t now, UNUSED uint32_t used,
	    UNUSED k5_ticks_t end, UNUSED uint32_t spent)
{
	/*@ assert part: end - now <= left(s, now); */
	(void)s;
	(void)now;
}
