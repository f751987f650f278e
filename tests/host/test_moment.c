/*
 * test_moment.c - a thread's timer: at a moment bits come, by a cap that is there
 */
#include "deadline.h"
#include "pool_cast.h"
#include "snapshot.h"

enum {
	BITS = 5
};

static enum k5_err timer_at(k5_ticks_t time, k5_word_t slot, k5_word_t bits)
{
	return ASK(
		timer, .slot = S_TIMER,
		.word = {(uint32_t)time, (k5_word_t)(time >> 32), slot, bits});
}

/* The running thread's, SOON; when that is. */
static k5_ticks_t rings_soon(k5_word_t slot, k5_word_t bits)
{
	k5_ticks_t at = host.clock + SOON;

	assert_int_equal(timer_at(at, slot, bits), K5_OK);
	return at;
}

/* What the notification has, none if nothing; it is taken. */
static k5_word_t bits_in(k5_word_t slot)
{
	if (ASK(poll, .slot = slot) != K5_OK)
		return 0;
	return got(k5.current).word[0];
}

/* --- when -------------------------------------------------------------------- */

static void c11_bits_come_at_their_moment(void **state)
{
	(void)state;
	client = alone();
	k5_ticks_t at = rings_soon(S_SIGNAL, BITS);

	ASK(wait, .slot = S_WAIT);
	assert_idle();
	assert_int_equal(host.timer, at);
	pass(SOON - 1);
	assert_idle();
	pass(1);
	assert_running(client);
	assert_int_equal(got(client).status, K5_OK);
	assert_int_equal(got(client).word[0], BITS);
}

static void c11_bits_come_once_to_who_works_as_well(void **state)
{
	(void)state;
	client = alone();
	rings_soon(S_SIGNAL, BITS);
	pass(SOON - 1);
	assert_int_equal(bits_in(S_WAIT), 0);
	pass(1);
	assert_int_equal(bits_in(S_WAIT), BITS);
	pass(100 * SOON);
	assert_int_equal(bits_in(S_WAIT), 0);
}

static void c11_a_moment_that_is_past_is_now(void **state)
{
	(void)state;
	client = alone();
	for (k5_ticks_t ago = 0; ago < 3; ago++) {
		host.clock += 10;
		assert_int_equal(timer_at(host.clock - ago, S_SIGNAL, BITS),
				 K5_OK);
		assert_int_equal(bits_in(S_WAIT), BITS);
	}
}

static void c11_set_again_it_is_another(void **state)
{
	(void)state;
	client = alone();
	k5_ticks_t at = rings_soon(S_SIGNAL, BITS);

	assert_int_equal(timer_at(at + 50, S_SIGNAL, 8), K5_OK);
	pass(SOON);
	assert_int_equal(bits_in(S_WAIT), 0);
	pass(50);
	assert_int_equal(bits_in(S_WAIT), 8);
	assert_int_equal(bits_in(S_WAIT), 0);
}

static void c11_without_bits_none_is_set(void **state)
{
	(void)state;
	client = alone();
	k5_ticks_t at = rings_soon(S_SIGNAL, BITS);

	assert_int_equal(timer_at(at, CSPACE, 0), K5_OK);
	pass(2 * SOON);
	assert_int_equal(bits_in(S_WAIT), 0);
}

static void c11_each_thread_has_one_of_its_own(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	mate = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	world_boot();
	k5_ticks_t start = host.clock;
	const struct {
		idx_t thread;
		k5_ticks_t after;
		k5_word_t bits;
	} all[] = {{client, 500, 1}, {mate, 200, 2}, {server, 500, 4}};

	for (unsigned i = 0; i < 3; i++) {
		RUN(all[i].thread);
		assert_int_equal(
			timer_at(start + all[i].after, S_SIGNAL, all[i].bits),
			K5_OK);
	}
	assert_int_equal(host.timer, start + 200);
	pass(start + 200 - host.clock);
	RUN(mate);
	assert_int_equal(bits_in(S_WAIT), 2);
	pass(start + 500 - host.clock);
	assert_int_equal(bits_in(S_WAIT), 1 | 4);
}

/* A wait with a deadline and the timer of the same moment: the bits win. */
static void c11_bits_at_the_deadline_are_in_time(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	mate = world_thread(CLIENT, 10);
	world_boot();
	RUN(client);
	k5_ticks_t until = soon();

	ASK(wait, .slot = S_WAIT, .flags = K5_TIMED);
	RUN(mate); /* the later thread rings all the same before */
	assert_int_equal(timer_at(until, S_SIGNAL, BITS), K5_OK);
	pass(until - host.clock);
	RUN(client);
	assert_int_equal(got(client).status, K5_OK);
	assert_int_equal(got(client).word[0], BITS);
}

static void c11_all_64_bits_of_a_moment_count(void **state)
{
	(void)state;
	client = alone();
	host.clock = 0xfffffff0;
	timer_at(0x100000010, S_SIGNAL, BITS);
	ASK(wait, .slot = S_WAIT);
	pass(0x1f);
	assert_idle();
	pass(1);
	assert_running(client);
	timer_at(UINT64_MAX, S_SIGNAL, BITS);
	ASK(wait, .slot = S_WAIT);
	pass(1000000);
	assert_idle();
}

/* The clock jumps from one moment to the next: borders of counters lie between. */
static void c11_a_day_of_periods_does_not_drift(void **state)
{
	static const k5_ticks_t period[] = {1000000, 25000000, 1u << 24,
					    3600ull * 25000000};

	(void)state;
	for (size_t p = 0; p < COUNT(period); p++) {
		client = alone();
		k5_ticks_t start = host.clock, at = start;

		for (unsigned i = 1; i <= 86400; i++) {
			at += period[p];
			timer_at(at, S_SIGNAL, i);
			ASK(wait, .slot = S_WAIT);
			host.clock += i % 11; /* late by what somebody did */
			pass(at - host.clock);
			assert_running(client);
			assert_int_equal(got(client).word[0], i);
			assert_int_equal(host.clock, start + i * period[p]);
		}
	}
}

static void c10_bits_wake_the_most_urgent(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 12);
	mate = world_thread(BACKEND, 11);
	world_boot();
	ASK(wait, .slot = S_WAIT);
	assert_running(mate);
	ASK(wait, .slot = S_WAIT);
	assert_running(client);
	rings_soon(S_SIGNAL, BITS);
	pass(SOON);
	assert_running(server);
	assert_int_equal(got(server).word[0], BITS);
	assert_state(mate, T_WAITING);
}

/* --- by which cap -------------------------------------------------------------- */

static void c06_a_timer_needs_the_timer_and_a_signal(void **state)
{
	(void)state;
	alone();
	REFUSED(K5_ERR_TYPE, timer, .slot = S_WAIT,
		.word = {1, 0, S_SIGNAL, 1});
	REFUSED(K5_ERR_SLOT, timer, .slot = S_FREE,
		.word = {1, 0, S_SIGNAL, 1});
	REFUSED(K5_ERR_SLOT, timer, .slot = S_TIMER, .word = {1, 0, S_FREE, 1});
	REFUSED(K5_ERR_SLOT, timer, .slot = S_TIMER, .word = {1, 0, CSPACE, 1});
	REFUSED(K5_ERR_SLOT, timer, .slot = S_TIMER,
		.word = {1, 0, 0x10000 + S_SIGNAL, 1});
	REFUSED(K5_ERR_TYPE, timer, .slot = S_TIMER,
		.word = {1, 0, S_FRONT, 1});
	REFUSED(K5_ERR_RIGHT, timer, .slot = S_TIMER,
		.word = {1, 0, S_WAIT, 1});
}

static void c06_a_badge_lets_through_what_it_allows(void **state)
{
	(void)state;
	alone();
	rings_soon(S_SIGNAL_LOW, 0x35);
	pass(SOON);
	assert_int_equal(bits_in(S_WAIT), 5);
	rings_soon(S_SIGNAL_LOW, 0x30);
	pass(SOON);
	assert_int_equal(bits_in(S_WAIT), 0);
}

static void c06_by_a_cap_that_went_no_bit_comes(void **state)
{
	(void)state;
	alone();
	rings_soon(S_SIGNAL, BITS);
	ASK(delete, .slot = S_SIGNAL);
	pass(SOON);
	assert_int_equal(bits_in(S_WAIT), 0);

	alone();
	rings_soon(S_SIGNAL, BITS);
	ASK(move, .slot = S_SIGNAL, .word = {S_FREE});
	pass(SOON);
	assert_int_equal(bits_in(S_WAIT), 0);
	ASK(move, .slot = S_FREE, .word = {S_SIGNAL}); /* too late */
	pass(SOON);
	assert_int_equal(bits_in(S_WAIT), 0);
}

/* A cap of fewer bits, or none to signal with, came into the slot. */
static void c06_the_cap_that_is_there_then_counts(void **state)
{
	(void)state;
	alone();
	rings_soon(S_SIGNAL, 0x35);
	ASK(delete, .slot = S_SIGNAL);
	ASK(move, .slot = S_SIGNAL_LOW, .word = {S_SIGNAL});
	pass(SOON);
	assert_int_equal(bits_in(S_WAIT), 5);
	rings_soon(S_SIGNAL, 1);
	ASK(delete, .slot = S_SIGNAL);
	ASK(move, .slot = S_WAIT, .word = {S_SIGNAL});
	pass(SOON);
	assert_int_equal(bits_in(S_SIGNAL), 0);
	REFUSED(K5_ERR_RIGHT, timer, .slot = S_TIMER,
		.word = {1, 0, S_SIGNAL, 1});
}

/* The notification went back into its pool: its next life hears nothing. */
static void c16_no_bit_comes_to_a_next_life(void **state)
{
	(void)state;
	pool_cast();
	CREATES(NOTIFICATION, NEW);
	rings_soon(NEW, BITS);
	revoke_all(POOL);
	CREATES(NOTIFICATION, NEXT);
	CREATES(NOTIFICATION, THIRD);
	pass(SOON);
	RUN(client);
	assert_int_equal(bits_in(NEXT), 0);
	assert_int_equal(bits_in(THIRD), 0);
}

/* What the server was given is taken back. */
static void c06_a_revoked_cap_signals_nothing(void **state)
{
	(void)state;
	pool_cast();
	CREATES(NOTIFICATION, NEW);
	give(NEW);
	RUN(server);
	rings_soon(NEW, BITS);
	RUN(client);
	revoke_all(NEW);
	pass(SOON);
	RUN(client);
	assert_int_equal(bits_in(NEW), 0);
}

/* --- whose ----------------------------------------------------------------------- */

static void c09_a_timer_ends_with_its_thread(void **state)
{
	const bool *faults = *state;

	cast();
	client = world_thread(CLIENT, 10);
	mate = world_thread(SERVER, 9);
	world_boot();
	assert_running(client);
	rings_soon(S_SIGNAL, BITS);
	if (*faults)
		fault(K5_FAULT_MEMORY);
	else
		ASK(exit, 0);
	assert_running(mate);
	pass(2 * SOON);
	assert_int_equal(bits_in(S_WAIT), 0);
}

static void c12_a_new_life_has_no_timer(void **state)
{
	(void)state;
	idx_t t = worker();

	RUN(t);
	rings_soon(S_SIGNAL, BITS);
	ASK(exit, 0);
	RUN(client);
	assert_int_equal(start(NEW), K5_OK);
	pass(2 * SOON);
	RUN(client);
	assert_int_equal(bits_in(S_WAIT), 0);
}

/* Its pool is poisoned: a touch of it would end the test. */
static void c12_who_has_no_timer_pays_for_none(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	mate = world_thread(CLIENT, 5);
	world_untimed();
	world_boot();
	assert_int_equal(timer_at(0, S_SIGNAL, BITS), K5_ERR_SLOT);
	soon();
	ASK(sleep, 0);
	pass(SOON);
	assert_running(client);
	ASK(exit, 0);
	assert_running(mate);
	assert_int_equal(bits_in(S_WAIT), 0);
}

int group_moment(void)
{
	static const bool how[] = {false, true};

	ADD(c11_bits_come_at_their_moment);
	ADD(c11_bits_come_once_to_who_works_as_well);
	ADD(c11_a_moment_that_is_past_is_now);
	ADD(c11_set_again_it_is_another);
	ADD(c11_without_bits_none_is_set);
	ADD(c11_each_thread_has_one_of_its_own);
	ADD(c11_bits_at_the_deadline_are_in_time);
	ADD(c11_all_64_bits_of_a_moment_count);
	ADD(c11_a_day_of_periods_does_not_drift);
	ADD(c10_bits_wake_the_most_urgent);
	ADD(c06_a_timer_needs_the_timer_and_a_signal);
	ADD(c06_a_badge_lets_through_what_it_allows);
	ADD(c06_by_a_cap_that_went_no_bit_comes);
	ADD(c06_the_cap_that_is_there_then_counts);
	ADD(c16_no_bit_comes_to_a_next_life);
	ADD(c06_a_revoked_cap_signals_nothing);
	for (size_t i = 0; i < COUNT(how); i++)
		ADD_ROW(c09_a_timer_ends_with_its_thread, how[i],
			"c09_a_timer_ends_with_its_thread_%s",
			how[i] ? "at_a_fault" : "at_exit");
	ADD(c12_a_new_life_has_no_timer);
	ADD(c12_who_has_no_timer_pays_for_none);
	return run_group_of("moment");
}
