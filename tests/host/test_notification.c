/*
 * test_notification.c - bits are set, taken once, and never lost
 */
#include "cast.h"
#include "snapshot.h"

static idx_t client, server;

static void setup(void)
{
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	world_boot();
}

static void server_waits(void)
{
	RUN(server);
	assert_int_equal(ASK(wait, .slot = S_WAIT), K5_OK);
	assert_state(server, T_WAITING);
}

static void c07_signal_wakes_the_waiter_with_the_bits(void **state)
{
	(void)state;
	setup();
	server_waits();
	RUN(client);
	assert_int_equal(ASK(notify, .slot = S_SIGNAL, .word = {0x50}), K5_OK);
	assert_state(server, T_READY);
	assert_int_equal(got(server).word[0], 0x50);
	assert_int_equal(got(server).status, K5_OK);
	assert_int_equal(k5_notification[0].bits, 0);
}

static void c07_signal_before_wait_is_kept(void **state)
{
	(void)state;
	setup();
	RUN(client);
	ASK(notify, .slot = S_SIGNAL, .word = {6});
	RUN(server);
	assert_int_equal(ASK(wait, .slot = S_WAIT), K5_OK);
	assert_running(server); /* it did not wait */
	assert_int_equal(got(server).word[0], 6);
}

static void c07_signals_gather(void **state)
{
	(void)state;
	setup();
	RUN(client);
	ASK(notify, .slot = S_SIGNAL, .word = {1});
	ASK(notify, .slot = S_SIGNAL, .word = {0x80000000});
	ASK(notify, .slot = S_SIGNAL, .word = {1});
	RUN(server);
	ASK(wait, .slot = S_WAIT);
	assert_int_equal(got(server).word[0], 0x80000001);
}

static void c07_taken_bits_are_gone(void **state)
{
	(void)state;
	setup();
	ASK(notify, .slot = S_SIGNAL, .word = {1});
	ASK(poll, .slot = S_WAIT);
	REFUSED(K5_ERR_AGAIN, poll, .slot = S_WAIT);
	server_waits();
}

static void c07_poll_takes_what_is_there(void **state)
{
	(void)state;
	setup();
	ASK(notify, .slot = S_SIGNAL, .word = {0x123});
	RUN(server);
	assert_int_equal(ASK(poll, .slot = S_WAIT), K5_OK);
	assert_int_equal(got(server).word[0], 0x123);
}

static void c07_no_bits_wake_nobody(void **state)
{
	(void)state;
	setup();
	server_waits();
	RUN(client);
	assert_int_equal(ASK(notify, .slot = S_SIGNAL, .word = {0}), K5_OK);
	assert_state(server, T_WAITING);
}

static void c06_badge_limits_the_bits(void **state)
{
	(void)state;
	setup();
	ASK(notify, .slot = S_SIGNAL_LOW, .word = {0xffff});
	assert_int_equal(k5_notification[0].bits, 0xf);
}

static void c06_bits_outside_the_badge_wake_nobody(void **state)
{
	(void)state;
	setup();
	server_waits();
	RUN(client);
	assert_int_equal(ASK(notify, .slot = S_SIGNAL_LOW, .word = {0xf0}),
			 K5_OK);
	assert_state(server, T_WAITING);
}

static void c07_one_signal_wakes_one_waiter(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	idx_t second = world_thread(BACKEND, 10);

	world_boot();
	server_waits();
	RUN(second);
	ASK(wait, .slot = S_WAIT);
	RUN(client);
	ASK(notify, .slot = S_SIGNAL, .word = {3});
	assert_state(server, T_READY);
	assert_state(second, T_WAITING);
	ASK(notify, .slot = S_SIGNAL, .word = {4});
	assert_int_equal(got(second).word[0], 4);
}

static void c07_signal_never_blocks(void **state)
{
	(void)state;
	setup();
	RUN(client);
	for (unsigned i = 0; i < 100; i++) {
		ASK(notify, .slot = S_SIGNAL, .word = {1});
		assert_running(client);
	}
}

static void c07_a_dead_waiter_takes_no_bits(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	idx_t killer = world_thread(SERVER, 10);

	world_boot();
	server_waits();
	RUN(killer);
	fault(K5_FAULT_MEMORY);
	assert_running(client);
	ASK(notify, .slot = S_SIGNAL, .word = {1});
	assert_int_equal(k5_notification[0].bits, 1);
}

static void c07_notifications_do_not_mix(void **state)
{
	(void)state;
	world_new();
	idx_t task = world_task();
	idx_t t = world_thread(task, 10);

	for (unsigned i = 0; i < NOTIFICATIONS; i++)
		world_ntf_cap(task, world_notification(),
			      K5_RIGHT_SIGNAL | K5_RIGHT_WAIT, 0);
	world_boot();
	for (k5_slot_t i = 0; i < NOTIFICATIONS; i++)
		ASK(notify, .slot = i, .word = {(k5_word_t)1 << i});
	for (k5_slot_t i = 0; i < NOTIFICATIONS; i++) {
		ASK(poll, .slot = i);
		assert_int_equal(got(t).word[0], (k5_word_t)1 << i);
	}
}

int group_notification(void)
{
	ADD(c07_signal_wakes_the_waiter_with_the_bits);
	ADD(c07_signal_before_wait_is_kept);
	ADD(c07_signals_gather);
	ADD(c07_taken_bits_are_gone);
	ADD(c07_poll_takes_what_is_there);
	ADD(c07_no_bits_wake_nobody);
	ADD(c06_badge_limits_the_bits);
	ADD(c06_bits_outside_the_badge_wake_nobody);
	ADD(c07_one_signal_wakes_one_waiter);
	ADD(c07_signal_never_blocks);
	ADD(c07_a_dead_waiter_takes_no_bits);
	ADD(c07_notifications_do_not_mix);
	return run_group_of("notification");
}
