/*
 * test_time.c - a thread's time by a cap: seen, set, and given way to
 *
 * A supervisor in one task, and threads of another whose time it has.
 */
#include "boss.h"
#include "sc.h"
#include "snapshot.h"

/* --- consumed -------------------------------------------------------------- */

static void c11_consumed_counts_what_was_used(void **state)
{
	(void)state;
	setup_limited();
	assert_int_equal(consumed(), 0);
	boss_rests(30);
	assert_int_equal(consumed(), 30);
	boss_rests(500);
	assert_int_equal(consumed(), BUDGET);
}

static void c11_consumed_is_up_to_this_entry(void **state)
{
	(void)state;
	cast();
	boss = world_thread(CLIENT, 20);
	world_time_cap(CLIENT, boss, K5_RIGHT_READ);
	world_boot();
	host.clock += 7;
	assert_int_equal(consumed(), 7);
	pass(3 * SLICE);
	host.clock += 5;
	assert_int_equal(consumed(), 3 * SLICE + 12);
}

static void c11_consumed_tells_all_64_bits(void **state)
{
	(void)state;
	setup_limited();
	k5_sc[worker].before = 0x123456789abcdef;
	assert_int_equal(consumed(), 0x123456789abcdef);
}

/* A server's work is its client's time. */
static void c11_consumed_is_the_caller_s_in_a_passive_server(void **state)
{
	(void)state;
	cast();
	boss = world_thread(CLIENT, 20);
	worker = world_budgeted(CLIENT, 10, BUDGET, PERIOD);
	other = world_passive(SERVER, 15);
	time_caps(worker);
	world_boot();
	ASK(wait, .slot = S_WAIT);
	front_serves(other);
	assert_running(worker);
	front_call(1);
	assert_running(other);
	pass(40);
	fire(IRQ_LINE);
	assert_int_equal(consumed(), 40);
}

static void c10_rights_are_apart(void **state)
{
	(void)state;
	setup_limited();
	REFUSED(K5_ERR_RIGHT, configure, .slot = T_SEES,
		.word = {BUDGET, 0, PERIOD, 0});
	REFUSED(K5_ERR_RIGHT, yield_to, .slot = T_SEES);
	REFUSED(K5_ERR_RIGHT, consumed, .slot = T_SETS);
	assert_int_equal(ASK(mint, .slot = T_TIME,
			     .word = {T_OTHER + 1, K5_RIGHT_READ, 0}),
			 K5_OK);
	assert_int_equal(ASK(consumed, .slot = T_OTHER + 1), K5_OK);
	REFUSED(K5_ERR_RIGHT, yield_to, .slot = T_OTHER + 1);
}

/* --- yield_to -------------------------------------------------------------- */

enum {
	RING = 5
};

/* All of one task and priority, the first runs; T_TIME + i is the time of i. */
static void ring(void)
{
	cast();
	for (idx_t t = 0; t < RING; t++) {
		world_thread(CLIENT, 10);
		world_time_cap(CLIENT, t, K5_RIGHT_CONTROL);
	}
	world_boot();
	assert_running(0);
}

static void c10_yield_to_turns_the_ring(void **state)
{
	(void)state;
	for (idx_t to = 0; to < RING; to++) {
		ring();
		assert_int_equal(ASK(yield_to, .slot = (k5_word_t)T_TIME + to),
				 K5_OK);
		for (idx_t i = 0; i < RING; i++) {
			assert_running((to + i) % RING);
			ASK(yield, 0);
		}
	}
}

static void c10_yield_to_a_lower_one_says_who_is_next_there(void **state)
{
	(void)state;
	cast();
	boss = world_thread(CLIENT, 20);
	worker = world_thread(SERVER, 10);
	other = world_thread(BACKEND, 10);
	time_caps(worker);
	world_time_cap(CLIENT, other, K5_RIGHT_CONTROL);
	world_boot();
	assert_int_equal(k5_queue[10].head, worker);
	assert_int_equal(ASK(yield_to, .slot = T_OTHER), K5_OK);
	assert_running(boss);
	assert_int_equal(k5_queue[10].head, other);
	assert_int_equal(k5_queue[10].tail, worker);
	ASK(wait, .slot = S_WAIT);
	assert_running(other);
}

static void c10_yield_to_nobody_who_is_ready(void **state)
{
	(void)state;
	setup_limited();
	boss_rests(2 * BUDGET);
	assert_state(worker, T_THROTTLED);
	REFUSED(K5_ERR_AGAIN, yield_to, .slot = T_TIME);
	ASK(wait, .slot = S_WAIT);
	RUN(other);
	ASK(exit, 0);
	fire(IRQ_LINE);
	REFUSED(K5_ERR_AGAIN, yield_to, .slot = T_OTHER);
}

/* Lent, it is the server that goes next. */
static void c10_yield_to_the_server_that_has_the_time(void **state)
{
	(void)state;
	cast();
	boss = world_thread(CLIENT, 20);
	worker = world_thread(CLIENT, 10);
	other = world_passive(SERVER, 15);

	idx_t rival = world_thread(BACKEND, 15);

	time_caps(worker);
	world_boot();
	ASK(wait, .slot = S_WAIT);
	RUN(other);
	front_recv();
	assert_running(rival);
	ASK(wait, .slot = S_WAIT);
	assert_running(worker);
	front_call(1);
	assert_running(other);
	fire(IRQ_LINE); /* the boss */
	fire(IRQ_LINE); /* the rival, behind the server */
	ASK(notify, .slot = S_SIGNAL, .word = {1});
	assert_int_equal(k5_queue[15].head, other);
	RUN(boss);
	assert_int_equal(ASK(yield_to, .slot = T_TIME), K5_OK);
	assert_int_equal(k5_queue[15].head, other);
}

/* No cap to any time: nothing is kept for it, and nobody can ask. */
static void c06_without_caps_no_time_can_be_asked_for(void **state)
{
	(void)state;
	cast();
	boss = world_thread(CLIENT, 20);
	world_boot();
	assert_false(k5_app.budgets);
	for (k5_word_t slot = 0; slot < S_FREE; slot++) {
		REFUSED(K5_ERR_TYPE, consumed, .slot = slot);
		REFUSED(K5_ERR_TYPE, configure, .slot = slot,
			.word = {1, 0, 1000});
		REFUSED(K5_ERR_TYPE, yield_to, .slot = slot);
		REFUSED(K5_ERR_TYPE, bind, .slot = slot);
		REFUSED(K5_ERR_TYPE, unbind, .slot = slot);
	}
}

int group_time(void)
{
	ADD(c11_consumed_counts_what_was_used);
	ADD(c11_consumed_is_up_to_this_entry);
	ADD(c11_consumed_tells_all_64_bits);
	ADD(c11_consumed_is_the_caller_s_in_a_passive_server);
	ADD(c10_rights_are_apart);
	ADD(c10_yield_to_turns_the_ring);
	ADD(c10_yield_to_a_lower_one_says_who_is_next_there);
	ADD(c10_yield_to_nobody_who_is_ready);
	ADD(c10_yield_to_the_server_that_has_the_time);
	ADD(c06_without_caps_no_time_can_be_asked_for);
	return run_group_of("time");
}
