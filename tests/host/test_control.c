/*
 * test_control.c - how a thread stands, for whom; and the end of its request
 */
#include "snapshot.h"
#include "watch.h"

/* --- status ---------------------------------------------------------------- */

static void stands(k5_word_t slot, enum k5_standing how, k5_word_t badge)
{
	assert_running(watcher);
	assert_int_equal(ASK(thread_status, .slot = slot), K5_OK);
	assert_int_equal(got(watcher).word[0], how);
	assert_int_equal(got(watcher).word[1], badge);
}

static void c10_status_says_for_whom_and_how_much(void **state)
{
	(void)state;
	watch();
	pass(5);
	front_call(1);
	pass(BUDGET - 5);
	hears(OF_SERVER);
	stands(C_SERVER, K5_THREAD_SPENT, 100u + CLIENT);
	assert_int_equal(got(watcher).word[2], BUDGET);
	assert_int_equal(got(watcher).word[3], PERIOD - BUDGET);
	pass(30);
	stands(C_SERVER, K5_THREAD_SPENT, 100u + CLIENT);
	assert_int_equal(got(watcher).word[2], BUDGET);
	assert_int_equal(got(watcher).word[3], PERIOD - BUDGET - 30);
}

static void c10_status_says_how_a_thread_stands(void **state)
{
	(void)state;
	watch();
	front_call(1);
	back_call(2);
	pass(BUDGET);
	hears(OF_BACKEND);
	stands(C_BACKEND, K5_THREAD_SPENT, 200u + SERVER);
	stands(C_SERVER, K5_THREAD_WAITS, 100u + CLIENT);
	assert_int_equal(got(watcher).word[3], UINT32_MAX);
	stands(C_CLIENT, K5_THREAD_WAITS, 0);
	stands(C_WATCHER, K5_THREAD_READY, 0);
	assert_int_equal(got(watcher).word[3], 0);
}

static void c10_status_of_who_has_answered(void **state)
{
	(void)state;
	watch();
	front_call(1);
	front_reply_recv(2);
	assert_running(client);
	pass(BUDGET);
	hears(OF_CLIENT);
	stands(C_SERVER, K5_THREAD_WAITS, 0);
	stands(C_CLIENT, K5_THREAD_SPENT, 0);
}

static void c10_status_of_who_has_ended(void **state)
{
	(void)state;
	watch();
	front_call(1);
	fault(K5_FAULT_MEMORY);
	assert_int_equal(got(client).status, K5_ERR_DEAD);
	pass(BUDGET);
	hears(OF_CLIENT);
	stands(C_SERVER, K5_THREAD_STOPPED, 0);
}

/* A badge that came while the caller waited is the same. */
static void c10_status_of_who_waited_to_call(void **state)
{
	(void)state;
	watch();
	front_call(1);
	pass(BUDGET);
	hears(OF_SERVER);
	watches();
	RUN(mate);
	front_call(2); /* the server is busy */
	assert_state(mate, T_CALLING);
	pass(PERIOD - BUDGET);
	assert_running(server);
	front_reply_recv(3);
	assert_state(mate, T_REPLY);
	pass(BUDGET);
	hears(OF_CLIENT);
	stands(C_SERVER, K5_THREAD_READY, 100u + CLIENT);
}

/* --- abort ----------------------------------------------------------------- */

#define ABORTS(slot_) assert_int_equal(ASK(abort, .slot = slot_), K5_OK)

static void c10_abort_gives_the_time_back(void **state)
{
	(void)state;
	watch();
	front_call(1);
	pass(BUDGET);
	hears(OF_SERVER);
	ABORTS(C_SERVER);
	assert_int_equal(got(client).status, K5_ERR_ABORTED);
	assert_runs_on(client, client);
	assert_state(client, T_THROTTLED);
	assert_runs_on(server, server);
	assert_state(server, T_READY);
	stands(C_SERVER, K5_THREAD_READY, 0);
}

static void c10_its_answer_then_finds_nobody(void **state)
{
	(void)state;
	watch();
	front_call(1);
	pass(BUDGET);
	ABORTS(C_SERVER);
	watches();
	assert_running(server);
	assert_int_equal(front_reply_recv(2), K5_OK);
	assert_state(server, T_SERVING);
	assert_runs_on(server, NIL);
	assert_running(mate);
	front_call(3);
	assert_running(server);
	assert_int_equal(got(server).label, 3);
	front_reply_recv(4);
	assert_int_equal(got(mate).label, 4);
	pass(PERIOD - BUDGET);
	assert_running(client);
	assert_int_equal(got(client).status, K5_ERR_ABORTED);
}

static void c10_a_chain_is_ended_from_its_end(void **state)
{
	(void)state;
	watch();
	front_call(1);
	back_call(2);
	pass(BUDGET);
	hears(OF_BACKEND);
	ABORTS(C_BACKEND);
	assert_int_equal(got(server).status, K5_ERR_ABORTED);
	assert_runs_on(server, client);
	assert_state(server, T_THROTTLED);
	assert_runs_on(backend, backend);
	stands(C_SERVER, K5_THREAD_SPENT, 100u + CLIENT);
	ABORTS(C_SERVER);
	assert_int_equal(got(client).status, K5_ERR_ABORTED);
	assert_runs_on(client, client);
}

/* In its middle: the time is further along, and comes home from there. */
static void c10_a_chain_is_ended_in_its_middle(void **state)
{
	(void)state;
	watch();
	front_call(1);
	back_call(2);
	pass(BUDGET);
	hears(OF_BACKEND);
	ABORTS(C_SERVER);
	assert_int_equal(got(client).status, K5_ERR_ABORTED);
	assert_runs_on(backend, client);
	assert_state(client, T_UNFUNDED);
	assert_state(server, T_REPLY);
	stands(C_CLIENT, K5_THREAD_UNPAID, 0);
	ABORTS(C_BACKEND);
	assert_int_equal(got(server).status, K5_ERR_ABORTED);
}

static void c10_who_owes_nobody_is_left_alone(void **state)
{
	(void)state;
	watch();
	pass(BUDGET);
	hears(OF_CLIENT);
	REFUSED(K5_ERR_AGAIN, abort, .slot = C_SERVER); /* waits to receive */
	REFUSED(K5_ERR_AGAIN, abort, .slot = C_CLIENT); /* never received */
	REFUSED(K5_ERR_AGAIN, abort, .slot = C_WATCHER);
}

/* It has stopped; its reply object serves another thread of the task now. */
static void c10_another_s_debt_is_not_ended(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 11);
	mate = world_thread(SERVER, 10);
	watcher = world_thread(BACKEND, 9);
	world_thread_cap(BACKEND, server);
	world_boot();
	front_serves(server);
	RUN(client);
	front_call(1);
	give_reply(2); /* the server, which goes on */
	assert_running(server);
	ASK(deadline, .slot = S_TIMER, .word = {host.clock + 1000});
	ASK(sleep, 0);
	RUN(mate);
	front_recv();
	RUN(client);
	front_call(3);
	RUN(mate);
	ASK(wait, .slot = S_WAIT); /* owing */
	assert_running(watcher);
	assert_int_equal(k5_thread[server].serves, k5_thread[mate].serves);
	REFUSED(K5_ERR_AGAIN, abort, .slot = S_FREE);
	assert_state(client, T_REPLY);
}

int group_control(void)
{
	ADD(c10_status_says_for_whom_and_how_much);
	ADD(c10_status_says_how_a_thread_stands);
	ADD(c10_status_of_who_has_answered);
	ADD(c10_status_of_who_has_ended);
	ADD(c10_status_of_who_waited_to_call);
	ADD(c10_abort_gives_the_time_back);
	ADD(c10_its_answer_then_finds_nobody);
	ADD(c10_a_chain_is_ended_from_its_end);
	ADD(c10_a_chain_is_ended_in_its_middle);
	ADD(c10_who_owes_nobody_is_left_alone);
	ADD(c10_another_s_debt_is_not_ended);
	return run_group_of("control");
}
