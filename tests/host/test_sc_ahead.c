/*
 * test_sc_ahead.c - who is let run beyond its time gains nothing
 *
 * A context alone, at random: it runs, rests, and runs on when its time is out, as while
 * the kernel's way lasts. The slow model is a row of ticks, each used or not. At each
 * tick that is used all windows of one to eight periods that end there are counted: the
 * budget for each period, and what one way took. So it is no matter how often.
 */
#include <string.h>

#include "cast.h"
#include "chaos.h"
#include "sc.h"

enum {
	S = 0,
	HORIZON = 4000, /* ticks that one run lasts at least */
	LONGEST = 60,   /* a period */
	WAY = 40, /* the kernel's longest; budgets may be less than that */
	MOST_STEPS = 600000
};

static struct run {
	struct chance c;
	uint32_t budget, period;
	uint32_t way; /* in this run */
	k5_ticks_t now;
	uint32_t used[HORIZON + 8 * LONGEST * WAY]; /* before this tick */
	uint64_t steps, ahead;
} r;

static void begin(void)
{
	r.period = 2 + chance_below(&r.c, LONGEST - 2);
	r.budget = 1 + chance_below(&r.c, r.period - 1);
	r.way = 1 + chance_below(&r.c, WAY);
	cast();
	world_budgeted(CLIENT, 10, r.budget, r.period);
	world_boot();
	r.now = 0;
	memset(r.used, 0, sizeof(r.used));
}

static void check_windows(void)
{
	for (k5_ticks_t n = 1; n <= 8 && n * r.period <= r.now; n++) {
		uint32_t sum = r.used[r.now] - r.used[r.now - n * r.period];

		if (sum > n * r.budget + r.way)
			fail_msg("%u of %u in %u ticks before %lu, step %lu",
				 sum, (unsigned)n * r.budget,
				 (unsigned)n * r.period, (unsigned long)r.now,
				 (unsigned long)r.steps);
	}
}

static void pass_ticks(k5_ticks_t ticks, bool used)
{
	for (; ticks > 0; ticks--) {
		assert_true(r.now + 1 < COUNT(r.used));
		r.used[r.now + 1] = r.used[r.now] + used;
		r.now++;
		if (used)
			check_windows();
	}
}

/* Runs for `most` at most, and where its time ends there, `beyond` more. */
static void work(uint32_t most, uint32_t beyond)
{
	k5_ticks_t start = r.now;

	sc_refresh(S, start);

	uint32_t left = sc_left(S, start);

	if (left == 0)
		return;
	if (left > most)
		left = most;
	else
		left += beyond;
	pass_ticks(left, true);
	sc_charge(S, start, left);
	r.ahead += sc_due(S) > r.now;
}

static void wait_for_time(void)
{
	if (sc_due(S) > r.now)
		pass_ticks(sc_due(S) - r.now, false);
}

static void check_books(void)
{
	const struct sc *sc = &k5_sc[S];
	k5_ticks_t from = sc_due(S) > r.now ? sc_due(S) : r.now;

	assert_true(sc_ok(S));
	assert_true(sc_consumed(S) == r.used[r.now]);
	assert_true(sc->refill[sc->count - 1].time <= from + r.period);
}

static void step(void)
{
	switch (chance_below(&r.c, 6)) {
	case 0:
		pass_ticks(chance_below(&r.c, LONGEST), false);
		break;
	case 1:
		work(1 + chance_below(&r.c, 6), 0);
		break;
	case 2:
		pass_ticks(1 + chance_below(&r.c, 6), false);
		break;
	default:
		wait_for_time();
		work(LONGEST, chance_below(&r.c, r.way + 1));
	}
	check_books();
	r.steps++;
}

static void c10_no_window_holds_more_than_a_way_beyond_the_budget(void **state)
{
	(void)state;
	r = (struct run){.c = chance_from(chaos_number("K5_SEED", 8))};
	while (r.steps < chaos_number("K5_STEPS", MOST_STEPS)) {
		begin();
		while (r.now < HORIZON)
			step();
	}
	assert_true(r.ahead > r.steps / 8);
}

/* Always beyond, and it still has its budget in each period: all, and no more. */
static void c10_a_greedy_one_that_goes_beyond_has_its_share(void **state)
{
	(void)state;
	r = (struct run){.c = chance_from(chaos_number("K5_SEED", 9))};
	for (unsigned round = 0; round < 500; round++) {
		begin();
		while (r.now < HORIZON) {
			wait_for_time();
			work(LONGEST, r.way);
			check_books();
		}

		uint64_t most = r.now * r.budget / r.period;

		assert_in_range(r.used[r.now],
				most > LONGEST ? most - LONGEST : 0,
				most + r.budget + r.way);
	}
}

/* 5 of 10, and 3 beyond: they are taken from the next, and come back after that. */
static void c10_what_is_beyond_is_paid_by_the_next_refill(void **state)
{
	(void)state;
	cast();
	world_budgeted(CLIENT, 10, 5, 10);
	world_boot();
	sc_charge(S, 0, 8);
	assert_int_equal(k5_sc[S].count, 2);
	assert_int_equal(sc_due(S), 13);
	assert_int_equal(sc_amount(S), 2);
	assert_int_equal(k5_sc[S].refill[1].time, 20);
	assert_int_equal(k5_sc[S].refill[1].amount, 3);
}

/* Three budgets beyond are three periods. */
static void c10_a_way_of_many_budgets_waits_as_many_periods(void **state)
{
	(void)state;
	cast();
	world_budgeted(CLIENT, 10, 5, 100);
	world_boot();
	sc_charge(S, 0, 20);
	assert_int_equal(k5_sc[S].count, 1);
	assert_int_equal(sc_due(S), 400);
	assert_int_equal(sc_amount(S), 5);
}

/* In a full row the two before it make room, not the largest a period later. */
static void c10_what_is_beyond_finds_room_in_a_full_row(void **state)
{
	static const struct refill want[REFILLS] = {
		{103, 2}, {110, 5}, {130, 30}, {200, 3}};

	(void)state;
	cast();
	world_budgeted(CLIENT, 10, 40, 100);
	world_boot();
	for (k5_ticks_t start = 0; start < 30; start += 10)
		sc_charge(S, start, 5);
	sc_charge(S, 30, 28);
	assert_int_equal(k5_sc[S].count, REFILLS);
	for (uint8_t i = 0; i < REFILLS; i++) {
		assert_int_equal(k5_sc[S].refill[i].time, want[i].time);
		assert_int_equal(k5_sc[S].refill[i].amount, want[i].amount);
	}
}

int group_sc_ahead(void)
{
	ADD(c10_no_window_holds_more_than_a_way_beyond_the_budget);
	ADD(c10_a_greedy_one_that_goes_beyond_has_its_share);
	ADD(c10_what_is_beyond_is_paid_by_the_next_refill);
	ADD(c10_a_way_of_many_budgets_waits_as_many_periods);
	ADD(c10_what_is_beyond_finds_room_in_a_full_row);
	return run_group_of("sc_ahead");
}
