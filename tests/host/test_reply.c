/*
 * test_reply.c - debts: one answer for one caller, whoever dies meanwhile
 *
 * Lent time is test_lend.c's matter; here all threads have their own.
 */
#include "cast.h"
#include "snapshot.h"

static idx_t client, server, mate;

static void setup(void)
{
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	mate = world_thread(SERVER, 10);
	world_boot();
}

static void client_is_owed(void)
{
	setup();
	front_serves(server);
	RUN(client);
	front_call(1);
	assert_state(client, T_REPLY);
}

static void c07_reply_object_in_debt_is_busy(void **state)
{
	(void)state;
	client_is_owed();
	RUN(server);
	REFUSED(K5_ERR_BUSY, recv, .slot = S_BACK_RECV, .reply = S_REPLY);
	REFUSED(K5_ERR_BUSY, try_recv, .slot = S_BACK_RECV, .reply = S_REPLY);
	RUN(mate);
	REFUSED(K5_ERR_BUSY, recv, .slot = S_BACK_RECV, .reply = S_REPLY);
}

static void c07_reply_object_of_a_waiting_mate_is_busy(void **state)
{
	(void)state;
	setup();
	front_serves(server);
	RUN(mate);
	REFUSED(K5_ERR_BUSY, recv, .slot = S_BACK_RECV, .reply = S_REPLY);
	REFUSED(K5_ERR_BUSY, reply_recv, .slot = S_BACK_RECV, .reply = S_REPLY);
	REFUSED(K5_ERR_AGAIN, reply, .slot = S_REPLY);
}

static void c07_second_debt_in_a_second_object(void **state)
{
	(void)state;
	cast();
	idx_t one = world_thread(CLIENT, 10);
	idx_t two = world_thread(BACKEND, 10);

	server = world_thread(SERVER, 10);
	world_boot();
	front_serves(server);
	RUN(one);
	front_call(1);
	RUN(server);
	ASK(recv, .slot = S_FRONT_RECV, .reply = S_REPLY2);
	RUN(two);
	front_call(2);
	RUN(server);
	ASK(reply, .slot = S_REPLY2, .label = 22);
	assert_state(one, T_REPLY);
	assert_int_equal(got(two).label, 22);
	ASK(reply, .slot = S_REPLY, .label = 11);
	assert_int_equal(got(one).label, 11);
}

static void c07_a_mate_may_answer(void **state)
{
	(void)state;
	client_is_owed();
	RUN(mate);
	assert_int_equal(give_reply(5), K5_OK);
	assert_int_equal(got(client).label, 5);
	RUN(server);
	REFUSED(K5_ERR_AGAIN, reply, .slot = S_REPLY);
}

static void c07_a_mate_may_answer_and_receive(void **state)
{
	(void)state;
	client_is_owed();
	RUN(mate);
	assert_int_equal(front_reply_recv(5), K5_OK);
	assert_int_equal(got(client).label, 5);
	assert_state(mate, T_RECEIVING);
	RUN(client);
	front_call(6);
	assert_int_equal(got(mate).label, 6);
}

static void c07_server_s_exit_fails_its_caller(void **state)
{
	(void)state;
	client_is_owed();
	RUN(server);
	ASK(exit, 0);
	assert_state(client, T_READY);
	assert_int_equal(got(client).status, K5_ERR_DEAD);
	assert_int_equal(got(client).label, 1); /* and nothing else changed */
	assert_state(server, T_STOPPED);
	assert_state(mate, T_READY);
}

static void c07_server_s_fault_fails_its_caller(void **state)
{
	(void)state;
	client_is_owed();
	RUN(server);
	assert_true(fault(K5_FAULT_MEMORY));
	assert_int_equal(got(client).status, K5_ERR_DEAD);
	assert_state(mate, T_STOPPED);
	assert_running(client);
}

static void c07_server_s_panic_fails_its_caller(void **state)
{
	(void)state;
	client_is_owed();
	RUN(server);
	ASK(panic, 0);
	assert_int_equal(got(client).status, K5_ERR_DEAD);
	assert_running(client);
}

static void c07_mate_s_exit_fails_nobody(void **state)
{
	(void)state;
	client_is_owed();
	RUN(mate);
	ASK(exit, 0);
	assert_state(client, T_REPLY);
	RUN(server);
	give_reply(3);
	assert_int_equal(got(client).label, 3);
}

static void c07_all_callers_of_the_dead_hear_it(void **state)
{
	(void)state;
	cast();
	idx_t one = world_thread(CLIENT, 10);
	idx_t two = world_thread(BACKEND, 10);

	server = world_thread(SERVER, 10);
	world_boot();
	front_serves(server);
	RUN(one);
	front_call(1);
	RUN(server);
	ASK(recv, .slot = S_FRONT_RECV, .reply = S_REPLY2);
	RUN(two);
	front_call(2);
	RUN(server);
	fault(K5_FAULT_UNDEFINED);
	assert_int_equal(got(one).status, K5_ERR_DEAD);
	assert_int_equal(got(two).status, K5_ERR_DEAD);
}

/* The client's mate faults: the client dies while it is owed an answer. */
static void owed_client_dies(void)
{
	cast();
	client = world_thread(CLIENT, 10);
	idx_t killer = world_thread(CLIENT, 10);

	server = world_thread(SERVER, 10);
	mate = world_thread(SERVER, 10);
	world_boot();
	front_serves(server);
	RUN(client);
	front_call(1);
	RUN(killer);
	fault(K5_FAULT_MEMORY);
	assert_state(client, T_STOPPED);
}

static void c07_answer_to_the_dead_says_nobody_is_owed(void **state)
{
	(void)state;
	owed_client_dies();
	RUN(server);
	REFUSED(K5_ERR_AGAIN, reply, .slot = S_REPLY);
}

static void c07_reply_recv_to_the_dead_receives(void **state)
{
	(void)state;
	owed_client_dies();
	RUN(server);
	assert_int_equal(front_reply_recv(1), K5_OK);
	assert_state(server, T_RECEIVING);
	assert_state(client, T_STOPPED);
}

static void c07_reply_object_of_the_dead_is_free(void **state)
{
	(void)state;
	owed_client_dies();
	RUN(mate);
	assert_int_equal(front_recv(), K5_OK);
	assert_state(mate, T_RECEIVING);
}

static void c07_a_queued_caller_that_dies_is_never_taken(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	idx_t killer = world_thread(CLIENT, 10);

	server = world_thread(SERVER, 10);
	world_boot();
	RUN(client);
	front_call(1);
	assert_state(client, T_CALLING);
	RUN(killer);
	fault(K5_FAULT_MEMORY);
	assert_running(server);
	assert_int_equal(front_recv(), K5_OK);
	assert_state(server, T_RECEIVING);
}

static void c07_a_waiting_receiver_that_dies_frees_its_object(void **state)
{
	(void)state;
	setup();
	front_serves(server);
	RUN(mate);
	fault(K5_FAULT_MEMORY);
	assert_running(client);
	REFUSED(K5_ERR_AGAIN, try_send, .slot = S_FRONT);
	assert_int_equal(k5_reply[cast_reply(SERVER)].server, NIL);
}

static void c07_a_caller_of_its_own_task(void **state)
{
	(void)state;
	setup();
	front_serves(server);
	RUN(mate);
	front_call(4);
	RUN(server);
	assert_int_equal(got(server).label, 4);
	front_reply_recv(5);
	assert_int_equal(got(mate).label, 5);
}

static void c07_a_whole_chain_dies_at_once(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	idx_t backend = world_thread(SERVER, 10);

	world_boot();
	front_serves(server);
	RUN(backend);
	ASK(recv, .slot = S_BACK_RECV, .reply = S_REPLY2);
	RUN(client);
	front_call(1);
	RUN(server);
	back_call(2);
	RUN(backend);
	fault(K5_FAULT_DIVIDE); /* server awaits backend, both die */
	assert_state(server, T_STOPPED);
	assert_int_equal(got(client).status, K5_ERR_DEAD);
	assert_running(client);
}

int group_reply(void)
{
	ADD(c07_reply_object_in_debt_is_busy);
	ADD(c07_reply_object_of_a_waiting_mate_is_busy);
	ADD(c07_second_debt_in_a_second_object);
	ADD(c07_a_mate_may_answer);
	ADD(c07_a_mate_may_answer_and_receive);
	ADD(c07_server_s_exit_fails_its_caller);
	ADD(c07_server_s_fault_fails_its_caller);
	ADD(c07_server_s_panic_fails_its_caller);
	ADD(c07_mate_s_exit_fails_nobody);
	ADD(c07_all_callers_of_the_dead_hear_it);
	ADD(c07_answer_to_the_dead_says_nobody_is_owed);
	ADD(c07_reply_recv_to_the_dead_receives);
	ADD(c07_reply_object_of_the_dead_is_free);
	ADD(c07_a_queued_caller_that_dies_is_never_taken);
	ADD(c07_a_waiting_receiver_that_dies_frees_its_object);
	ADD(c07_a_caller_of_its_own_task);
	ADD(c07_a_whole_chain_dies_at_once);
	return run_group_of("reply");
}
