/*
 * test_asleep.c - how much of the time nobody ran
 */
#include "deadline.h"
#include "snapshot.h"

static idx_t client;

/* The running thread asks, by its cap to the system. */
static k5_ticks_t asleep(void)
{
	assert_int_equal(ASK(asleep, .slot = S_SYSTEM), K5_OK);

	struct answer a = got(k5.current);

	return (k5_ticks_t)a.word[1] << 32 | a.word[0];
}

static void c11_nobody_has_slept_while_one_runs(void **state)
{
	(void)state;
	client = alone();
	assert_int_equal(asleep(), 0);
	pass(10 * SLICE);
	assert_int_equal(asleep(), 0);
}

static void c11_time_asleep_is_told_to_the_tick(void **state)
{
	(void)state;
	client = alone();
	k5_ticks_t all = 0;

	for (unsigned i = 1; i < 100; i++) {
		k5_ticks_t next = host.clock + SOON;

		host.clock += i; /* at work */
		deadline_at(next);
		ASK(sleep, 0);
		assert_idle();
		pass(next - host.clock);
		assert_running(client);
		all += SOON - i;
		assert_int_equal(asleep(), all);
	}
}

/* Looking at it while all sleep, as an interrupt does, changes no sum. */
static void c11_what_comes_meanwhile_changes_no_sum(void **state)
{
	(void)state;
	client = alone();
	deadline_at(host.clock + SOON);
	ASK(sleep, 0);
	for (unsigned i = 0; i < 5; i++) {
		host.clock += 7;
		fire(IRQ_LINE);
		host.clock += 11;
		host_tick();
	}
	assert_idle();
	pass(SOON - 5 * (7 + 11));
	assert_running(client);
	assert_int_equal(asleep(), SOON);
}

static void c11_all_64_bits_of_time_asleep_count(void **state)
{
	(void)state;
	client = alone();
	deadline_at(host.clock + 0x300000007);
	ASK(sleep, 0);
	pass(0x300000007);
	assert_int_equal(asleep(), 0x300000007);
	assert_int_equal(k5_asleep, 0x300000007);
}

/* Throttled threads do not run: the time until their refill is time asleep. */
static void c10_waiting_for_a_refill_is_time_asleep(void **state)
{
	(void)state;
	cast();
	client = world_budgeted(CLIENT, 10, 100, 1000);
	world_boot();
	pass(100);
	assert_idle();
	pass(900);
	assert_running(client);
	assert_int_equal(asleep(), 900);
}

static void c06_time_asleep_is_told_by_the_right_to_read(void **state)
{
	(void)state;
	client = alone();
	REFUSED(K5_ERR_SLOT, asleep, .slot = S_FREE);
	REFUSED(K5_ERR_TYPE, asleep, .slot = S_TIMER);
	ASK(mint, .slot = S_SYSTEM, .word = {S_FREE, K5_RIGHT_CONTROL});
	REFUSED(K5_ERR_RIGHT, asleep, .slot = S_FREE);
	ASK(mint, .slot = S_SYSTEM, .word = {S_FREE + 1, K5_RIGHT_READ});
	assert_int_equal(ASK(asleep, .slot = S_FREE + 1), K5_OK);
	REFUSED(K5_ERR_RIGHT, shutdown, .slot = S_FREE + 1);
}

/* A new boot begins at nothing. */
static void c11_time_asleep_is_since_boot(void **state)
{
	(void)state;
	client = alone();
	deadline_at(host.clock + SOON);
	ASK(sleep, 0);
	pass(SOON);
	assert_int_equal(asleep(), SOON);
	host.clock = 12345;
	world_boot();
	assert_int_equal(asleep(), 0);
}

/* Nobody may ask: nothing is added up. */
static void c12_where_nobody_asks_nothing_is_measured(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	world_untimed();
	world_boot();
	deadline_at(host.clock + SOON);
	ASK(sleep, 0);
	pass(SOON);
	assert_running(client);
	assert_int_equal(ASK(asleep, .slot = S_SYSTEM), K5_ERR_SLOT);
	assert_int_equal(k5_asleep, 0);
}

int group_asleep(void)
{
	ADD(c11_nobody_has_slept_while_one_runs);
	ADD(c11_time_asleep_is_told_to_the_tick);
	ADD(c11_what_comes_meanwhile_changes_no_sum);
	ADD(c11_all_64_bits_of_time_asleep_count);
	ADD(c10_waiting_for_a_refill_is_time_asleep);
	ADD(c06_time_asleep_is_told_by_the_right_to_read);
	ADD(c11_time_asleep_is_since_boot);
	ADD(c12_where_nobody_asks_nothing_is_measured);
	return run_group_of("asleep");
}
