/*
 * sc.c - the arithmetic of refills
 *
 *      refill[0]            refill[1]            refill[2]
 *      due now, being used  due at start+period  ...
 *      `----------------- amounts add up to budget ------------------'
 *
 * A charge takes from the front and promises the same amount at the back, one
 * period after the stretch began. With the array full the last two join at
 * the later time: late is safe, early is not. Who was let run beyond the front
 * pays with what comes next (sc_ahead.c). Who runs is sched.c's matter.
 */
#include "sc.h"

#include "check.h"

/*@ // What all refills amount to, and that none of them is empty.
    logic integer total(integer s) = amount(s, 0) + amount(s, 1) +
        amount(s, 2) + amount(s, 3);
    predicate some_in_all(integer s) = \forall integer i;
        0 <= i < k5_sc[s].count ==> k5_sc[s].refill[i].amount > 0;

    // What can be used in [now, x] is the least of: the time that passes; what
    // is due by x; and, for each refill to come, what is due before it plus
    // the time after it. Is it at most `most`? (proofs/wp/sc_window.c)
    logic integer due_by(integer s, integer x, integer i) =
        k5_sc[s].refill[i].time <= x ? amount(s, i) : 0;
    predicate comes(integer s, integer i, integer now, integer x) =
        i < k5_sc[s].count && now < k5_sc[s].refill[i].time <= x;
    predicate usable(integer s, integer now, integer x, integer most) =
        x - now <= most ||
        due_by(s, x, 0) + due_by(s, x, 1) + due_by(s, x, 2) +
            due_by(s, x, 3) <= most ||
        (comes(s, 0, now, x) && x - k5_sc[s].refill[0].time <= most) ||
        (comes(s, 1, now, x) &&
            amount(s, 0) + x - k5_sc[s].refill[1].time <= most) ||
        (comes(s, 2, now, x) && amount(s, 0) + amount(s, 1) + x -
            k5_sc[s].refill[2].time <= most) ||
        (comes(s, 3, now, x) && amount(s, 0) + amount(s, 1) +
            amount(s, 2) + x - k5_sc[s].refill[3].time <= most); */

void sc_init(idx_t s, const struct k5_sc_desc *desc)
{
	k5_sc[s].budget = desc->budget;
	k5_sc[s].period = desc->period;
	k5_sc[s].slices = desc->budget == desc->period;
	k5_sc[s].before = 0;
	k5_sc[s].count = 1;
	k5_sc[s].refill[0] = (struct refill){.time = 0, .amount = desc->budget};
}

bool sc_slices(idx_t s)
{
	return k5_sc[s].slices;
}

k5_ticks_t sc_due(idx_t s)
{
	return k5_sc[s].refill[0].time;
}

uint32_t sc_amount(idx_t s)
{
	return k5_sc[s].refill[0].amount;
}

uint32_t sc_left(idx_t s, k5_ticks_t now)
{
	const struct sc *sc = &k5_sc[s];

	if (sc->slices) /* a slice is always due */
		return sc->refill[0].amount;
	return sc->refill[0].time > now ? 0 : sc->refill[0].amount;
}

k5_ticks_t sc_consumed(idx_t s)
{
	const struct sc *sc = &k5_sc[s];

	return sc->slices ? sc->before + (sc->budget - sc->refill[0].amount)
			  : sc->before;
}

void sc_renew(idx_t s, k5_ticks_t now)
{
	k5_sc[s].before += k5_sc[s].budget - k5_sc[s].refill[0].amount;
	k5_sc[s].refill[0] =
		(struct refill){.time = now, .amount = k5_sc[s].budget};
}

/* The front refill goes; what is behind it moves up. */
/*@ requires app_fits && is_sc(s) && 0 < k5_sc[s].count <= REFILLS;
    assigns k5_sc[s].refill[0 .. REFILLS - 1], k5_sc[s].count;
    exits \false;
    ensures fewer: k5_sc[s].count == \old(k5_sc[s].count) - 1;
    ensures moved: \forall integer i; 0 <= i < k5_sc[s].count ==>
        k5_sc[s].refill[i].time == \old(k5_sc[s].refill[i + 1].time) &&
        k5_sc[s].refill[i].amount == \old(k5_sc[s].refill[i + 1].amount); */
static void pop(idx_t s)
{
	K5_ASSERT(k5_sc[s].count > 0 && k5_sc[s].count <= REFILLS);

	/*@ loop invariant 1 <= i <= \at(k5_sc[s].count, Pre);
	    loop invariant up: \forall integer j; 0 <= j < i - 1 ==>
	        k5_sc[s].refill[j].time ==
	            \at(k5_sc[s].refill[j + 1].time, Pre) &&
	        k5_sc[s].refill[j].amount ==
	            \at(k5_sc[s].refill[j + 1].amount, Pre);
	    loop invariant rest: \forall integer j; i - 1 <= j < REFILLS ==>
	        k5_sc[s].refill[j].time == \at(k5_sc[s].refill[j].time, Pre) &&
	        k5_sc[s].refill[j].amount ==
	            \at(k5_sc[s].refill[j].amount, Pre);
	    loop assigns i, k5_sc[s].refill[0 .. REFILLS - 1];
	    loop variant REFILLS - i; */
	for (uint8_t i = 1; i < k5_sc[s].count; i++)
		k5_sc[s].refill[i - 1] = k5_sc[s].refill[i];
	k5_sc[s].count--;
}

/* Takes `used`, at most what the front refill has. */
/*@ requires app_fits && is_sc(s) && 0 < k5_sc[s].count <= REFILLS;
    requires some_in_all(s) && 0 < used <= amount(s, 0);
    assigns k5_sc[s].refill[0 .. REFILLS - 1], k5_sc[s].count;
    exits \false;
    ensures fewer: k5_sc[s].count <= \old(k5_sc[s].count) &&
        \old(k5_sc[s].count) - 1 <= k5_sc[s].count;
    ensures paid: total(s) == \old(total(s)) - used;
    ensures stays: used < \old(amount(s, 0)) ==>
        k5_sc[s].count == \old(k5_sc[s].count) && due(s) == \old(due(s)) &&
        amount(s, 0) == \old(amount(s, 0)) - used;
    ensures times: \forall integer gone, i;
        gone == \old(k5_sc[s].count) - k5_sc[s].count &&
        0 <= i < k5_sc[s].count ==>
        k5_sc[s].refill[i].time == \old(k5_sc[s].refill[i + gone].time);
    ensures amounts: \forall integer gone, i;
        gone == \old(k5_sc[s].count) - k5_sc[s].count &&
        0 < i < k5_sc[s].count ==> k5_sc[s].refill[i].amount ==
            \old(k5_sc[s].refill[i + gone].amount);
    ensures some: some_in_all(s);
    ensures window: \forall integer start, x, most;
        \old(sc_order(s) && used <= left(s, start) &&
            usable(s, start, x, most)) && start + used <= x ==>
        usable(s, start + used, x, most - used); */
static void take(idx_t s, uint32_t used)
{
	if (used < k5_sc[s].refill[0].amount)
		k5_sc[s].refill[0].amount -= used;
	else
		pop(s);
}

/*@ requires app_fits && is_sc(s) && k5_sc[s].count <= REFILLS && amount > 0;
    requires total(s) + amount <= 0xffffffff;
    requires sc_order(s) && some_in_all(s);
    requires \forall integer i; 0 <= i < k5_sc[s].count ==>
        k5_sc[s].refill[i].time <= time;
    assigns k5_sc[s].refill[0 .. REFILLS - 1], k5_sc[s].count;
    exits \false;
    ensures k5_sc[s].count >= 1 && k5_sc[s].count <= REFILLS;
    ensures owed: total(s) == \old(total(s)) + amount;
    ensures head: 0 < \old(k5_sc[s].count) ==> due(s) == \old(due(s)) &&
        \old(amount(s, 0)) <= amount(s, 0);
    ensures sc_order(s) && some_in_all(s);
    ensures \forall integer i; 0 <= i < k5_sc[s].count ==>
        k5_sc[s].refill[i].time <= time;
    ensures window: \forall integer now, x, most;
        \old(usable(s, now, x, most)) && 0 <= most && now <= x <= time ==>
        usable(s, now, x, most);
    ensures beyond: \forall integer now, x, most; now < time <= x &&
        \old(total(s)) + x - time <= most ==> usable(s, now, x, most); */
void sc_promise(idx_t s, k5_ticks_t time, uint32_t amount)
{
	uint8_t n = k5_sc[s].count;

	if (n > 0) {
		struct refill *last = &k5_sc[s].refill[n - 1];

		/* used without a gap, it can come back without one */
		if (time - last->time <= last->amount) {
			last->amount += amount;
			return;
		}
		if (n == REFILLS) {
			last->amount += amount;
			last->time = time;
			return;
		}
	}
	k5_sc[s].refill[n] = (struct refill){.time = time, .amount = amount};
	k5_sc[s].count = (uint8_t)(n + 1);
}

/* Refills that are due become one, at the latest of their times. */
/*@ requires app_fits && is_sc(s) && 1 <= k5_sc[s].count <= REFILLS;
    requires total(s) <= 0xffffffff && sc_order(s);
    assigns k5_sc[s].refill[0 .. REFILLS - 1], k5_sc[s].count;
    exits \false;
    ensures fewer: 1 <= k5_sc[s].count <= \old(k5_sc[s].count);
    ensures same: total(s) == \old(total(s));
    ensures times: \forall integer gone, i;
        gone == \old(k5_sc[s].count) - k5_sc[s].count &&
        0 <= i < k5_sc[s].count ==>
        k5_sc[s].refill[i].time == \old(k5_sc[s].refill[i + gone].time);
    ensures amounts: \forall integer gone, i;
        gone == \old(k5_sc[s].count) - k5_sc[s].count &&
        0 < i < k5_sc[s].count ==> k5_sc[s].refill[i].amount ==
            \old(k5_sc[s].refill[i + gone].amount);
    ensures head: \old(k5_sc[s].refill[0].amount) <=
        k5_sc[s].refill[0].amount;
    ensures due: due(s) == \old(due(s)) || due(s) <= now;
    ensures later: \old(due(s)) <= due(s);
    ensures window: \forall integer x, most;
        \old(usable(s, now, x, most)) && now <= x ==>
        usable(s, now, x, most); */
static void join_due(idx_t s, k5_ticks_t now)
{
	/*@ loop invariant fewer:
	        1 <= k5_sc[s].count <= \at(k5_sc[s].count, Pre);
	    loop invariant same: total(s) == \at(total(s), Pre);
	    loop invariant times: \forall integer gone, i;
	        gone == \at(k5_sc[s].count, Pre) - k5_sc[s].count &&
	        0 <= i < k5_sc[s].count ==>
	        k5_sc[s].refill[i].time ==
	            \at(k5_sc[s].refill[i + gone].time, Pre);
	    loop invariant amounts: \forall integer gone, i;
	        gone == \at(k5_sc[s].count, Pre) - k5_sc[s].count &&
	        0 < i < k5_sc[s].count ==>
	        k5_sc[s].refill[i].amount ==
	            \at(k5_sc[s].refill[i + gone].amount, Pre);
	    loop invariant head: \at(k5_sc[s].refill[0].amount, Pre) <=
	        k5_sc[s].refill[0].amount;
	    loop invariant due: due(s) == \at(due(s), Pre) || due(s) <= now;
	    loop invariant later: \at(due(s), Pre) <= due(s);
	    loop invariant ordered: sc_order(s);
	    loop invariant window: \forall integer x, most;
	        \at(usable(s, now, x, most), Pre) && now <= x ==>
	        usable(s, now, x, most);
	    loop assigns k5_sc[s].refill[0 .. REFILLS - 1], k5_sc[s].count;
	    loop variant k5_sc[s].count; */
	while (k5_sc[s].count > 1 && k5_sc[s].refill[1].time <= now) {
		uint32_t first = k5_sc[s].refill[0].amount;

		pop(s);
		k5_sc[s].refill[0].amount += first;
	}
}

/* Round robin owes nothing for what it used: the next slice is whole. */
/*@ requires app_fits && is_sc(s) && k5_sc[s].count == 1;
    requires consumed(s) + used < 0x4000000000000000;
    requires slices(s) && amount(s, 0) <= k5_sc[s].budget;
    assigns k5_sc[s].refill[0].amount, k5_sc[s].before;
    exits \false;
    ensures k5_sc[s].refill[0].amount <= \old(k5_sc[s].refill[0].amount);
    ensures goes_on: used < \old(amount(s, 0)) ==> amount(s, 0) > 0;
    ensures consumed: consumed(s) == \old(consumed(s)) + used; */
static void charge_slice(idx_t s, k5_ticks_t used)
{
	uint32_t left = k5_sc[s].refill[0].amount;

	if (used < left) {
		k5_sc[s].refill[0].amount = left - (uint32_t)used;
		return;
	}
	k5_sc[s].refill[0].amount = 0;
	k5_sc[s].before += used - left; /* the kernel was late */
}

/*@ requires app_fits && is_sc(s) && sc_shape(s) && !slices(s);
    requires sc_sum(s) && sc_order(s) && sc_full(s);
    requires 0 < used <= amount(s, 0) && start < 0x7000000000000000;
    requires last: \forall integer i; 0 <= i < k5_sc[s].count ==>
        k5_sc[s].refill[i].time <= start + k5_sc[s].period;
    assigns k5_sc[s].refill[0 .. REFILLS - 1], k5_sc[s].count;
    exits \false;
    ensures sc_shape(s) && sc_sum(s) && sc_order(s) && sc_full(s);
    ensures last: \forall integer i; 0 <= i < k5_sc[s].count ==>
        k5_sc[s].refill[i].time <= start + k5_sc[s].period;
    ensures stays: used < \old(amount(s, 0)) ==> amount(s, 0) > 0 &&
        (due(s) == \old(due(s)) || due(s) <= start + used);
    ensures window: \forall integer x, most;
        used <= \old(left(s, start)) && used <= most &&
        start + used <= x <= start + k5_sc[s].period &&
        \old(usable(s, start, x, most)) ==>
        usable(s, start + used, x, most - used);
    ensures after: \forall integer x;
        used <= \old(left(s, start)) && start + k5_sc[s].period <= x ==>
        usable(s, start + used, x, k5_sc[s].budget - used + x -
            (start + k5_sc[s].period)); */
void sc_spend(idx_t s, k5_ticks_t start, uint32_t used)
{
	take(s, used);
	/*@ assert taken: used <= \at(left(s, start), Pre) ==>
	        \forall integer x, most;
	        \at(usable(s, start, x, most), Pre) && start + used <= x ==>
	        usable(s, start + used, x, most - used); */
	/* what is due already must not be joined with what is to come */
	if (k5_sc[s].count == REFILLS)
		join_due(s, start + used);
	/*@ assert joined: used <= \at(left(s, start), Pre) ==>
	        \forall integer x, most;
	        \at(usable(s, start, x, most), Pre) && start + used <= x ==>
	        usable(s, start + used, x, most - used); */
	/*@ assert rest: total(s) == k5_sc[s].budget - used; */
	sc_promise(s, start + k5_sc[s].period, used);
}

/*@ ensures window: \forall integer x, most;
        !slices(s) && used <= \old(left(s, start)) && used <= most &&
        start + used <= x <= start + k5_sc[s].period &&
        \old(usable(s, start, x, most)) ==>
        usable(s, start + used, x, most - used);
    ensures after: \forall integer x;
        !slices(s) && 0 < used <= \old(left(s, start)) &&
        start + k5_sc[s].period <= x ==>
        usable(s, start + used, x, k5_sc[s].budget - used + x -
            (start + k5_sc[s].period)); */
void sc_charge(idx_t s, k5_ticks_t start, k5_ticks_t used)
{
	if (sc_slices(s)) {
		charge_slice(s, used);
		return;
	}
	k5_sc[s].before += used;
	/*@ assert same: left(s, start) == \at(left(s, start), Pre) &&
	        \forall integer x, most; \at(usable(s, start, x, most), Pre) ==>
	        usable(s, start, x, most); */
	if (used > k5_sc[s].refill[0].amount)
		sc_pay_ahead(s, start, used);
	else if (used > 0)
		sc_spend(s, start, (uint32_t)used);
}

/*@ ensures window: \forall integer x, most;
        \old(usable(s, now, x, most)) && now <= x ==>
        usable(s, now, x, most); */
void sc_refresh(idx_t s, k5_ticks_t now)
{
	join_due(s, now);
}

bool sc_ok(idx_t s)
{
	uint64_t sum = 0;

	if (k5_sc[s].count < 1 || k5_sc[s].count > REFILLS)
		return false;
	if (k5_sc[s].budget == 0 || k5_sc[s].budget > k5_sc[s].period)
		return false;
	if (k5_sc[s].slices != (k5_sc[s].budget == k5_sc[s].period))
		return false;
	if (sc_slices(s) && k5_sc[s].count != 1)
		return false;
	for (uint8_t i = 0; i < k5_sc[s].count; i++) {
		sum += k5_sc[s].refill[i].amount;
		if (i > 0 &&
		    k5_sc[s].refill[i].time < k5_sc[s].refill[i - 1].time)
			return false;
		if (k5_sc[s].refill[i].amount == 0 && !sc_slices(s))
			return false;
	}
	return sc_slices(s) ? sum <= k5_sc[s].budget : sum == k5_sc[s].budget;
}
