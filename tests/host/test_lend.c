/*
 * test_lend.c - a passive server runs on its clients' time and gives it back
 *
 *      client --call--> server --call--> backend       time moves right
 *
 * How a debt ends by an answer, while the time is here or further along; how
 * it ends by a death: test_strand.c.
 */
#include "chain.h"
#include "sc.h"
#include "snapshot.h"

static void c10_passive_gives_up_its_start_up_time(void **state)
{
	(void)state;
	cast();
	server = world_passive(SERVER, 10);
	world_thread(CLIENT, 9);
	world_boot();
	assert_runs_on(server, server);
	REFUSED(K5_ERR_AGAIN, try_recv, .slot = S_FRONT_RECV, .reply = S_REPLY);
	assert_runs_on(server, server); /* it did not wait: it keeps it */
	front_recv();
	assert_state(server, T_SERVING);
	assert_runs_on(server, NIL);
	assert_int_equal(k5_sc[server].holder, NIL);
}

static void c10_call_lends_and_answer_returns(void **state)
{
	(void)state;
	chain();
	front_call(1);
	assert_running(server);
	assert_runs_on(server, client);
	assert_runs_on(client, NIL);
	assert_int_equal(front_reply_recv(2), K5_OK);
	assert_running(client);
	assert_runs_on(client, client);
	assert_runs_on(server, NIL);
	assert_int_equal(got(client).label, 2);
}

static void c10_call_taken_from_the_queue_lends_too(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_passive(SERVER, 10);
	world_boot();
	RUN(client);
	front_call(1);
	assert_state(client, T_CALLING);
	assert_running(server);
	front_recv();
	assert_running(server);
	assert_runs_on(server, client);
}

static void c10_try_recv_takes_a_call_with_its_time(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_passive(SERVER, 10);
	world_boot();
	RUN(client);
	front_call(1);
	ASK(try_recv, .slot = S_FRONT_RECV, .reply = S_REPLY);
	assert_runs_on(server, client);
	assert_int_equal(k5_sc[server].holder, NIL);
}

static void c10_time_used_for_a_client_is_the_client_s(void **state)
{
	(void)state;
	chain();
	pass(3);
	front_call(1);
	pass(40);
	front_reply_recv(2);
	pass(5);
	ASK(nop, 0);
	assert_int_equal(sc_consumed(client), 48);
	assert_int_equal(sc_consumed(server), 0);
}

static void c10_active_server_runs_on_its_own(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 20);
	world_boot();
	front_recv();
	front_call(1);
	assert_running(server);
	pass(7);
	front_reply_recv(2);
	assert_int_equal(sc_consumed(client), 0);
	assert_int_equal(sc_consumed(server), 7);
}

static void c10_time_goes_along_a_chain_and_back(void **state)
{
	(void)state;
	chain_in_backend();
	back_reply_recv(20);
	assert_running(server);
	assert_runs_on(server, client);
	assert_int_equal(got(server).label, 20);
	front_reply_recv(10);
	assert_running(client);
	assert_runs_on(client, client);
}

static void c10_plain_send_never_meets_a_passive_server(void **state)
{
	(void)state;
	chain();
	REFUSED(K5_ERR_AGAIN, try_send, .slot = S_FRONT);
	assert_int_equal(ASK(send, .slot = S_FRONT), K5_OK);
	assert_state(client, T_SENDING);
	assert_state(server, T_SERVING);
}

static void c10_a_call_passes_a_waiting_plain_send(void **state)
{
	(void)state;
	cast();
	idx_t plain = world_thread(CLIENT, 12);

	client = world_thread(CLIENT, 10);
	server = world_passive(SERVER, 10);
	world_boot();
	ASK(send, .slot = S_FRONT);
	RUN(client);
	front_call(1);
	front_serves(server);
	assert_runs_on(server, client);
	assert_state(plain, T_SENDING);
}

static void c10_passive_in_debt_may_not_receive(void **state)
{
	(void)state;
	chain();
	front_call(1);
	REFUSED(K5_ERR_BUSY, recv, .slot = S_FRONT_RECV, .reply = S_REPLY2);
	REFUSED(K5_ERR_BUSY, try_recv, .slot = S_BACK_RECV, .reply = S_REPLY2);
	REFUSED(K5_ERR_BUSY, recv, .slot = S_FRONT_RECV, .reply = S_REPLY);
	REFUSED(K5_ERR_BUSY, reply_recv, .slot = S_FRONT_RECV,
		.reply = S_REPLY2);
}

static void c10_passive_may_not_answer_away_its_own_time(void **state)
{
	(void)state;
	chain();
	front_call(1);
	REFUSED(K5_ERR_TIME, reply, .slot = S_REPLY);
}

/* A second thread of the server's task, with time of its own. */
static idx_t mate;

static void with_mate(void)
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
}

static void c10_nobody_may_answer_away_a_server_s_time(void **state)
{
	(void)state;
	with_mate();
	RUN(mate);
	REFUSED(K5_ERR_TIME, reply, .slot = S_REPLY);
	REFUSED(K5_ERR_TIME, reply_recv, .slot = S_FRONT_RECV,
		.reply = S_REPLY);
	RUN(server);
	assert_runs_on(server, client);
}

/*
 * The server waits in the backend's queue on its client's time. Were the time
 * taken from it there, the backend would take a call that brings none, and
 * never run again.
 */
static void c10_a_queued_call_keeps_the_time_it_brings(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_passive(SERVER, 10);
	mate = world_thread(SERVER, 10);
	world_boot();
	front_serves(server);
	RUN(client);
	front_call(1);
	RUN(server);
	back_call(2);
	assert_state(server, T_CALLING);
	RUN(mate);
	REFUSED(K5_ERR_TIME, reply, .slot = S_REPLY);
	assert_runs_on(server, client);
}

static void c10_early_answer_leaves_lent_time_alone(void **state)
{
	(void)state;
	with_mate();
	back_call(2);
	RUN(mate);
	assert_int_equal(give_reply(9), K5_OK);
	assert_state(client, T_UNFUNDED); /* answered; its time is out */
	assert_int_equal(got(client).label, 9);
	RUN(backend);
	back_reply_recv(3);
	RUN(server);
	assert_runs_on(server, client);
	front_recv();
	assert_state(server, T_SERVING);
	RUN(client); /* its time is home */
}

static void c10_early_answer_then_next_call(void **state)
{
	(void)state;
	with_mate();
	back_call(2);
	RUN(mate);
	give_reply(9);
	front_call(4); /* waits until the server serves again */
	assert_running(backend);
	back_reply_recv(3);
	assert_running(server);
	front_recv(); /* the client's time goes home, the mate's comes */
	RUN(server);
	assert_runs_on(server, mate);
	assert_int_equal(got(server).label, 4);
	assert_state(client, T_READY);
}

int group_lend(void)
{
	ADD(c10_passive_gives_up_its_start_up_time);
	ADD(c10_call_lends_and_answer_returns);
	ADD(c10_call_taken_from_the_queue_lends_too);
	ADD(c10_try_recv_takes_a_call_with_its_time);
	ADD(c10_time_used_for_a_client_is_the_client_s);
	ADD(c10_active_server_runs_on_its_own);
	ADD(c10_time_goes_along_a_chain_and_back);
	ADD(c10_plain_send_never_meets_a_passive_server);
	ADD(c10_a_call_passes_a_waiting_plain_send);
	ADD(c10_passive_in_debt_may_not_receive);
	ADD(c10_passive_may_not_answer_away_its_own_time);
	ADD(c10_nobody_may_answer_away_a_server_s_time);
	ADD(c10_a_queued_call_keeps_the_time_it_brings);
	ADD(c10_early_answer_leaves_lent_time_alone);
	ADD(c10_early_answer_then_next_call);
	return run_group_of("lend");
}
