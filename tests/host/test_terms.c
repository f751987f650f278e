/*
 * test_terms.c - k5_configure: another budget, another period
 *
 * A supervisor in one task, and threads of another whose time it has. What windows
 * hold is test_sc_set.c's matter; here is who runs, and when.
 */
#include "boss.h"
#include "sc.h"
#include "snapshot.h"

static void c11_consumed_does_not_jump_when_it_is_set(void **state)
{
	static const struct k5_sc_desc of[] = {{BUDGET, PERIOD},
					       {PERIOD, PERIOD}};

	(void)state;
	for (unsigned i = 0; i < COUNT(of); i++) {
		setup(of[i]);
		boss_rests(30);

		k5_ticks_t before = consumed();

		for (k5_ticks_t b = 1; b <= of[i].budget; b += 33) {
			assert_int_equal(set(b, PERIOD + b), K5_OK);
			assert_int_equal(consumed(), before);
		}
		assert_int_equal(set(of[i].budget, PERIOD), K5_OK);
		assert_int_equal(consumed(), before);
	}
}

struct terms {
	const char *name;
	k5_ticks_t budget;
	k5_ticks_t period;
};

static const struct terms refused[] = {
	{"no_budget", 0, PERIOD},
	{"a_budget_above_the_app_s", BUDGET + 1, PERIOD},
	{"a_budget_of_33_bits", 0x100000001, PERIOD},
	{"a_period_below_the_app_s", BUDGET, PERIOD - 1},
	{"no_period", BUDGET, 0},
	{"a_period_of_33_bits", BUDGET, 0x100000000},
	{"a_period_of_64_bits", BUDGET, UINT64_MAX},
	{"both_of_64_bits", UINT64_MAX, UINT64_MAX},
};

static void refuses(void **state)
{
	const struct terms *row = *state;

	setup_limited();
	boss_rests(30);
	REFUSED(K5_ERR_RANGE, configure, .slot = T_TIME,
		.word = {(uint32_t)row->budget, (k5_word_t)(row->budget >> 32),
			 (uint32_t)row->period,
			 (k5_word_t)(row->period >> 32)});
}

static void c10_configure_takes_all_that_app_toml_allows(void **state)
{
	(void)state;
	setup_limited();
	assert_int_equal(set(BUDGET, PERIOD), K5_OK);
	assert_int_equal(set(1, PERIOD), K5_OK);
	assert_int_equal(set(1, UINT32_MAX), K5_OK);
	assert_int_equal(set(BUDGET, UINT32_MAX), K5_OK);
	assert_int_equal(set(BUDGET, PERIOD), K5_OK);
}

static void c10_half_the_budget_is_half_the_time(void **state)
{
	(void)state;
	setup_limited();
	boss_rests(10 * PERIOD);
	assert_int_equal(consumed(), 10 * BUDGET);
	set(BUDGET / 2, PERIOD);
	boss_rests(10 * PERIOD);
	assert_int_equal(consumed(), 15 * BUDGET);
	set(BUDGET, PERIOD);
	boss_rests(10 * PERIOD);
	assert_int_equal(consumed(), 25 * BUDGET);
	set(BUDGET, 2 * PERIOD);
	boss_rests(10 * PERIOD);
	assert_int_equal(consumed(), 30 * BUDGET);
}

/* The reserve that a supervisor keeps for a server that overruns. */
static void c10_a_throttled_thread_is_extended_at_once(void **state)
{
	(void)state;
	setup_limited();
	set(BUDGET / 2, PERIOD);
	boss_rests(BUDGET);
	assert_state(worker, T_THROTTLED);
	assert_int_equal(consumed(), BUDGET / 2);
	set(BUDGET, PERIOD);
	assert_state(worker, T_READY);
	ASK(wait, .slot = S_WAIT);
	RUN(worker);
	pass(BUDGET / 2 - 1);
	assert_running(worker);
	pass(1);
	assert_state(worker, T_THROTTLED);
}

/* Used once, the reserve is used: it comes back a period later. */
static void c10_extending_twice_gives_nothing_twice(void **state)
{
	(void)state;
	setup_limited();
	boss_rests(BUDGET);
	assert_int_equal(consumed(), BUDGET);
	for (unsigned i = 0; i < 10; i++) {
		set(1, PERIOD);
		set(BUDGET, PERIOD);
		boss_rests(50);
	}
	assert_int_equal(consumed(), BUDGET);
	boss_rests(PERIOD - BUDGET - 500 + 40);
	assert_int_equal(consumed(), BUDGET + 40);
}

static void c10_a_shorter_period_brings_a_refill_nearer(void **state)
{
	(void)state;
	setup_limited();
	set(BUDGET, 50 * PERIOD);
	boss_rests(BUDGET);
	assert_state(worker, T_THROTTLED);
	assert_int_equal(sc_due(worker), 50 * PERIOD);
	set(BUDGET, PERIOD);
	assert_int_equal(sc_due(worker), k5.now + PERIOD);
	boss_rests(PERIOD + 5);
	assert_int_equal(consumed(), BUDGET + 5);
}

static void c10_the_running_thread_sets_its_own(void **state)
{
	(void)state;
	cast();
	boss = world_budgeted(CLIENT, 20, BUDGET, PERIOD);
	time_caps(boss);
	world_boot();
	pass(20);
	assert_int_equal(set(30, PERIOD), K5_OK);
	assert_running(boss);
	assert_int_equal(host.timer, 20 + 30);
	pass(30);
	assert_state(boss, T_THROTTLED);
	assert_int_equal(sc_due(boss),
			 PERIOD + 20); /* the first 20 lie aside */
}

/* Its last tick is used up in the call: what it gives itself is in time. */
static void c10_a_thread_at_its_end_goes_on_with_what_it_sets(void **state)
{
	(void)state;
	for (unsigned more = 0; more < 2; more++) {
		cast();
		boss = world_budgeted(CLIENT, 20, BUDGET, PERIOD);
		time_caps(boss);
		world_boot();
		set(30, PERIOD);
		host.clock += 30;
		assert_int_equal(set(30 + more, PERIOD), K5_OK);
		assert_state(boss, more ? T_READY : T_THROTTLED);
	}
}

static void c10_a_slice_becomes_a_limit_and_a_slice_again(void **state)
{
	(void)state;
	setup((struct k5_sc_desc){PERIOD, PERIOD});
	boss_rests(30);
	assert_int_equal(set(BUDGET, PERIOD), K5_OK);

	k5_ticks_t before = consumed();

	boss_rests(10 * PERIOD - 1);
	assert_int_equal(consumed() - before, 10 * BUDGET);
	assert_state(worker, T_THROTTLED);
	assert_int_equal(set(PERIOD, PERIOD), K5_OK);
	assert_state(worker, T_READY);
	before = consumed();
	boss_rests(10 * PERIOD);
	assert_int_equal(consumed() - before, 10 * PERIOD);
}

/* Else one that sets its own, to what it is, had all the time of its equals. */
static void c10_a_slice_set_anew_is_had_behind_its_equals(void **state)
{
	(void)state;
	cast();
	worker = world_budgeted(CLIENT, 10, PERIOD, PERIOD);
	other = world_budgeted(SERVER, 10, PERIOD, PERIOD);
	time_caps(worker);
	world_boot();
	RUN(worker);
	pass(PERIOD - 1);
	assert_int_equal(set(PERIOD, PERIOD), K5_OK);
	assert_running(other);
	pass(PERIOD - 1);
	assert_running(other);
	pass(1);
	assert_running(worker);
	assert_int_equal(set(BUDGET, PERIOD), K5_OK); /* a limit from now on */
	assert_running(other);
}

/* It is with a server that was called: that goes on with more, or waits. */
static void c10_time_that_is_lent_is_set_where_it_is(void **state)
{
	(void)state;
	cast();
	boss = world_thread(CLIENT, 20);
	worker = world_budgeted(CLIENT, 10, BUDGET, PERIOD);
	other = world_passive(SERVER, 15);
	time_caps(worker);
	world_boot();
	set(50, PERIOD);
	ASK(wait, .slot = S_WAIT);
	front_serves(other);
	front_call(1);
	pass(60);
	assert_state(other, T_THROTTLED);
	fire(IRQ_LINE);
	set(80, PERIOD);
	assert_state(other, T_READY);
	assert_state(worker, T_REPLY);
	ASK(wait, .slot = S_WAIT);
	assert_running(other);
	pass(29);
	assert_running(other);
	pass(1);
	assert_state(other, T_THROTTLED);
}

/* Nobody waits for it, and it has what was set when somebody does. */
static void c10_a_thread_that_waits_is_set_all_the_same(void **state)
{
	(void)state;
	setup_limited();
	ASK(wait, .slot = S_WAIT);
	RUN(worker);
	front_recv();
	fire(IRQ_LINE);
	assert_running(boss);
	assert_int_equal(set(10, PERIOD), K5_OK);
	assert_state(worker, T_RECEIVING);
	ASK(try_send, .slot = S_FRONT);
	boss_rests(500);
	assert_state(worker, T_THROTTLED);
	assert_int_equal(consumed(), 10);
}

/* A passive thread has given its own up: that may be set, for nothing. */
static void c10_time_that_nobody_has_is_set(void **state)
{
	(void)state;
	cast();
	worker = world_passive(SERVER, 20);
	boss = world_thread(CLIENT, 10);
	time_caps(worker);
	world_boot();
	front_serves(worker);
	assert_running(boss);
	assert_int_equal(k5_sc[worker].holder, NIL);
	assert_int_equal(set(5, SLICE), K5_OK);
	assert_int_equal(k5_sc[worker].holder, NIL);
	REFUSED(K5_ERR_AGAIN, yield_to, .slot = T_TIME);
}

int group_terms(void)
{
	for (unsigned i = 0; i < COUNT(refused); i++)
		ADD_ROW(refuses, refused[i], "c10_configure_refuses_%s",
			refused[i].name);
	ADD(c11_consumed_does_not_jump_when_it_is_set);
	ADD(c10_configure_takes_all_that_app_toml_allows);
	ADD(c10_half_the_budget_is_half_the_time);
	ADD(c10_a_throttled_thread_is_extended_at_once);
	ADD(c10_extending_twice_gives_nothing_twice);
	ADD(c10_a_shorter_period_brings_a_refill_nearer);
	ADD(c10_the_running_thread_sets_its_own);
	ADD(c10_a_thread_at_its_end_goes_on_with_what_it_sets);
	ADD(c10_a_slice_becomes_a_limit_and_a_slice_again);
	ADD(c10_a_slice_set_anew_is_had_behind_its_equals);
	ADD(c10_time_that_is_lent_is_set_where_it_is);
	ADD(c10_a_thread_that_waits_is_set_all_the_same);
	ADD(c10_time_that_nobody_has_is_set);
	return run_group_of("terms");
}
