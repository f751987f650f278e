/*
 * test_strand.c - nobody is stranded when somebody in a chain of calls dies
 *
 *      client --call--> server --call--> backend       time moves right
 *                          X
 *
 * Who ran on the time keeps it to the end of its work; then it goes home.
 */
#include "chain.h"
#include "snapshot.h"

static idx_t mate; /* a second thread of the server's task */

static void c10_server_s_death_returns_the_time(void **state)
{
	(void)state;
	chain();
	front_call(1);
	fault(K5_FAULT_MEMORY);
	assert_running(client);
	assert_int_equal(got(client).status, K5_ERR_DEAD);
	assert_runs_on(client, client);
}

static void c10_server_s_exit_returns_the_time(void **state)
{
	(void)state;
	chain();
	front_call(1);
	ASK(exit, 0);
	assert_running(client);
	assert_int_equal(got(client).status, K5_ERR_DEAD);
}

static void c10_backend_s_death_returns_it_to_the_server(void **state)
{
	(void)state;
	chain_in_backend();
	fault(K5_FAULT_MEMORY);
	assert_running(server);
	assert_int_equal(got(server).status, K5_ERR_DEAD);
	assert_runs_on(server, client);
	front_reply_recv(1);
	assert_running(client);
}

/* Someone else kills the middle of the chain. */
static void middle_dies(void)
{
	cast();
	client = world_thread(CLIENT, 10);
	server = world_passive(SERVER, 10);
	backend = world_passive(BACKEND, 10);
	mate = world_thread(SERVER, 10);
	world_boot();
	front_serves(server);
	back_serves(backend);
	RUN(client);
	front_call(1);
	RUN(server);
	back_call(2);
	RUN(mate);
	fault(K5_FAULT_MEMORY);
	assert_running(backend);
}

static void c10_time_is_not_torn_from_who_uses_it(void **state)
{
	(void)state;
	middle_dies();
	assert_runs_on(backend, client);
	assert_state(client, T_UNFUNDED);
	assert_int_equal(got(client).status, K5_ERR_DEAD);
	back_reply_recv(3);
	assert_state(backend, T_SERVING);
	assert_running(client);
	assert_runs_on(client, client);
}

static void c10_time_comes_home_when_its_last_user_dies(void **state)
{
	(void)state;
	middle_dies();
	fault(K5_FAULT_MEMORY);
	assert_running(client);
	assert_runs_on(client, client);
}

static void c10_dead_client_s_time_serves_to_the_end(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	idx_t killer = world_thread(CLIENT, 10);

	server = world_passive(SERVER, 10);
	world_boot();
	front_serves(server);
	RUN(client);
	front_call(1);
	RUN(killer);
	fault(K5_FAULT_MEMORY);
	assert_running(server);
	assert_runs_on(server, client);
	front_reply_recv(1);
	assert_state(server, T_SERVING);
	assert_idle();
	assert_runs_on(client, client);
}

/*
 * client -> server -> backend -> last, which runs on the client's time. Tells
 * the slot that last serves; backend and last are of the tasks named.
 */
static k5_slot_t boot_and_reach(idx_t last, idx_t of_backend, idx_t of_last)
{
	idx_t third = world_endpoint();
	k5_slot_t to_third = world_send_cap(of_backend, third, 1);
	k5_slot_t of_third = world_recv_cap(of_last, third);

	world_boot();
	front_serves(server);
	back_serves(backend);
	RUN(last);
	ASK(recv, .slot = of_third, .reply = S_REPLY);
	RUN(client);
	front_call(1);
	RUN(server);
	back_call(2);
	RUN(backend);
	ASK(call, .slot = to_third);
	return of_third;
}

/*
 * client, backend and a further server are of one task, server of another.
 * All of that task end while the further server's successor still runs on the
 * time: the server in the middle did nothing wrong and must run on.
 */
static void c10_innocent_server_outlives_both_neighbours(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_passive(SERVER, 10);
	backend = world_passive(CLIENT, 10);
	idx_t last = world_passive(BACKEND, 10);
	idx_t killer = world_thread(CLIENT, 10);
	k5_slot_t of_third = boot_and_reach(last, CLIENT, BACKEND);

	RUN(last);
	RUN(killer);
	fault(K5_FAULT_MEMORY);
	RUN(last);
	ASK(reply_recv, .slot = of_third, .reply = S_REPLY);
	RUN(server); /* it lives, on its own start-up time */
	assert_runs_on(server, server);
	assert_int_equal(got(server).status, K5_ERR_DEAD);
	assert_int_equal(front_reply_recv(1), K5_OK);
	assert_state(server, T_SERVING);
	assert_runs_on(server, NIL);
}

/*
 * client -> server -> backend -> last, and the backend ends while last runs
 * on the time. The server goes on on its own, and its client, answered, waits
 * no longer than until its time is home.
 */
static void c10_server_that_stands_alone_still_answers(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_passive(SERVER, 10);
	backend = world_passive(BACKEND, 10);
	idx_t last = world_passive(CLIENT, 10);
	idx_t killer = world_thread(BACKEND, 10);
	k5_slot_t of_third = boot_and_reach(last, BACKEND, CLIENT);

	RUN(killer);
	fault(K5_FAULT_MEMORY);
	RUN(server);
	assert_runs_on(server, server);
	assert_runs_on(last, client);
	assert_int_equal(give_reply(3), K5_OK);
	assert_int_equal(got(client).label, 3);
	assert_state(client, T_UNFUNDED);
	front_recv();
	RUN(last);
	ASK(reply_recv, .slot = of_third, .reply = S_REPLY);
	assert_running(client);
	assert_runs_on(client, client);
}

static void c10_passive_may_call_on_its_start_up_time(void **state)
{
	(void)state;
	cast();
	server = world_passive(SERVER, 10);
	backend = world_passive(BACKEND, 10);
	world_boot();
	back_serves(backend);
	RUN(server);
	back_call(1);
	assert_running(backend);
	assert_runs_on(backend, server);
	back_reply_recv(2);
	assert_running(server);
	assert_runs_on(server, server);
}

static void c10_throttled_client_throttles_its_server(void **state)
{
	(void)state;
	cast();
	client = world_budgeted(CLIENT, 10, 100, 1000);
	server = world_passive(SERVER, 10);
	idx_t other = world_thread(BACKEND, 5);

	world_boot();
	front_serves(server);
	RUN(client);
	front_call(1);
	pass(100);
	assert_state(server, T_THROTTLED);
	assert_running(other);
	pass(899);
	assert_running(other);
	pass(1);
	assert_running(server);
}

static void c10_death_of_a_throttled_server_wakes_its_client_late(void **state)
{
	(void)state;
	cast();
	client = world_budgeted(CLIENT, 10, 100, 1000);
	server = world_passive(SERVER, 10);
	idx_t killer = world_thread(SERVER, 5);

	world_boot();
	front_serves(server);
	RUN(client);
	front_call(1);
	pass(100);
	assert_running(killer);
	fault(K5_FAULT_MEMORY);
	assert_state(client, T_THROTTLED);
	assert_idle();
	pass(900);
	assert_running(client);
}

static void c10_priority_is_the_server_s_own(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_passive(SERVER, 3);
	idx_t middle = world_thread(BACKEND, 5);

	world_boot();
	assert_running(client);
	front_call(1); /* waits: the server has not started */
	assert_running(middle);
	ASK(exit, 0);
	assert_running(server);
	front_recv();
	assert_running(server);
	assert_runs_on(server, client);
}

int group_strand(void)
{
	ADD(c10_server_s_death_returns_the_time);
	ADD(c10_server_s_exit_returns_the_time);
	ADD(c10_backend_s_death_returns_it_to_the_server);
	ADD(c10_time_is_not_torn_from_who_uses_it);
	ADD(c10_time_comes_home_when_its_last_user_dies);
	ADD(c10_dead_client_s_time_serves_to_the_end);
	ADD(c10_innocent_server_outlives_both_neighbours);
	ADD(c10_server_that_stands_alone_still_answers);
	ADD(c10_passive_may_call_on_its_start_up_time);
	ADD(c10_throttled_client_throttles_its_server);
	ADD(c10_death_of_a_throttled_server_wakes_its_client_late);
	ADD(c10_priority_is_the_server_s_own);
	return run_group_of("strand");
}
