/*
 * test_quota.c - what one task uses up is missing to nobody else
 */
#include "cast.h"
#include "snapshot.h"

enum {
	CROWD = 20
};

static idx_t crowd[CROWD], server;

static void setup(void)
{
	cast();
	for (unsigned i = 0; i < CROWD; i++)
		crowd[i] = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 5);
	world_boot();
}

static void c12_everybody_may_wait_in_one_endpoint(void **state)
{
	(void)state;
	setup();
	for (unsigned i = 0; i < CROWD; i++)
		front_call(i);
	assert_running(server);
	for (unsigned i = 0; i < CROWD; i++) {
		assert_int_equal(front_recv(), K5_OK);
		assert_int_equal(got(server).label, i);
		give_reply(i + 100);
		assert_running(crowd[i]); /* higher than the server */
		assert_int_equal(got(crowd[i]).label, i + 100);
		ASK(wait, .slot = S_WAIT);
	}
}

static void c12_everybody_may_wait_in_one_notification(void **state)
{
	(void)state;
	setup();
	for (unsigned i = 0; i < CROWD; i++)
		ASK(wait, .slot = S_WAIT);
	for (unsigned i = 0; i < CROWD; i++) {
		assert_running(server);
		ASK(notify, .slot = S_SIGNAL, .word = {i + 1});
		assert_running(crowd[i]);
		assert_int_equal(got(crowd[i]).word[0], i + 1);
		ASK(exit, 0);
	}
}

static void c12_reply_objects_in_use_are_missing_to_their_task(void **state)
{
	(void)state;
	cast();
	idx_t one = world_thread(CLIENT, 10);
	idx_t two = world_thread(CLIENT, 10);
	idx_t other = world_thread(BACKEND, 10);
	idx_t third = world_thread(CLIENT, 10);

	server = world_thread(SERVER, 10);
	world_boot();
	RUN(server);
	ASK(recv, .slot = S_FRONT_RECV, .reply = S_REPLY);
	RUN(one);
	front_call(1);
	RUN(server);
	ASK(recv, .slot = S_FRONT_RECV, .reply = S_REPLY2);
	RUN(two);
	front_call(2);
	RUN(server);
	REFUSED(K5_ERR_BUSY, recv, .slot = S_FRONT_RECV, .reply = S_REPLY);
	REFUSED(K5_ERR_BUSY, recv, .slot = S_FRONT_RECV, .reply = S_REPLY2);
	RUN(other);
	assert_int_equal(front_recv(), K5_OK);
	RUN(third);
	front_call(3);
	assert_int_equal(got(other).label, 3);
}

/* A hundred thousand calls leave behind what one leaves behind. */
static void c12_use_leaves_nothing_behind(void **state)
{
	static struct snapshot after_one;

	(void)state;
	cast();
	idx_t client = world_thread(CLIENT, 10);

	server = world_passive(SERVER, 10);
	world_boot();
	front_serves(server);
	RUN(client);
	front_call(1);
	front_reply_recv(1);
	snapshot_take(&after_one);
	for (unsigned i = 0; i < 100000; i++) {
		front_call(1);
		front_reply_recv(1);
	}
	snapshot_assert_same(&after_one, client);
}

int group_quota(void)
{
	ADD(c12_everybody_may_wait_in_one_endpoint);
	ADD(c12_everybody_may_wait_in_one_notification);
	ADD(c12_reply_objects_in_use_are_missing_to_their_task);
	ADD(c12_use_leaves_nothing_behind);
	return run_group_of("quota");
}
