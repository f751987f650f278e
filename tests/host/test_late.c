/*
 * test_late.c - answers that come too late, and calls that are ended
 *
 *      client --call--> server with time of its own     K5_ERR_LATE
 *      client --call--> passive server                  its time is lent: it waits
 */
#include "chain.h"
#include "deadline.h"
#include "snapshot.h"
#include "voyage.h"

static enum k5_err call_until_soon(void)
{
	soon();
	return ASK(call, .slot = S_FRONT, .flags = K5_TIMED);
}

static void c07_an_answer_too_late_is_lost(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	world_boot();
	front_serves(server);
	RUN(client);
	call_until_soon();
	RUN(server);
	pass(SOON);
	assert_int_equal(got(client).status, K5_ERR_LATE);
	RUN(server);
	assert_int_equal(give_reply(1), K5_ERR_AGAIN);
	RUN(client);
	assert_int_equal(got(client).status, K5_ERR_LATE);
}

/* Its time is the server's until that has answered: never torn (0004). */
static void c10_lent_time_outlasts_the_deadline(void **state)
{
	(void)state;
	chain();
	call_until_soon();
	assert_running(server);
	assert_runs_on(server, client);
	pass(SOON);
	assert_running(server);
	assert_runs_on(server, client);
	assert_state(client, T_REPLY);
	front_reply_recv(6);
	assert_running(client);
	assert_int_equal(got(client).status, K5_OK);
	assert_int_equal(got(client).label, 6);
}

static void c10_time_lent_on_outlasts_the_deadline(void **state)
{
	(void)state;
	chain();
	front_call(1);
	soon();
	ASK(call, .slot = S_BACK, .flags = K5_TIMED);
	assert_running(backend);
	pass(SOON);
	assert_running(backend);
	assert_runs_on(backend, client);
	back_reply_recv(2);
	assert_running(server);
	assert_int_equal(got(server).label, 2);
}

/*
 * The time comes home before the answer, for somebody else answered in the middle.
 * That the deadline passed meanwhile is over: the server still works for it.
 */
static void c10_lent_time_that_is_back_has_no_deadline(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_passive(SERVER, 10);
	idx_t last = world_passive(SERVER, 10);
	backend = world_passive(BACKEND, 10);
	idx_t mate = world_thread(BACKEND, 10);
	world_boot();
	front_serves(server);
	RUN(last);
	ASK(recv, .slot = S_FRONT_RECV, .reply = S_REPLY2);
	RUN(backend);
	back_recv();
	RUN(client);
	call_until_soon();
	RUN(server);
	back_call(1);
	RUN(backend);
	front_call(2);
	pass(SOON);
	assert_runs_on(last, client);
	RUN(mate);
	assert_int_equal(give_reply(3), K5_OK);
	RUN(last);
	ASK(reply_recv, .slot = S_FRONT_RECV, .reply = S_REPLY2);
	RUN(backend);
	back_recv();
	assert_runs_on(client, client);
	assert_state(client, T_REPLY);
	RUN(server);
	front_reply_recv(4);
	RUN(client);
	assert_int_equal(got(client).status, K5_OK);
	assert_int_equal(got(client).label, 4);
}

/* A client with short deadlines gets no time but its own out of a server. */
static void c10_a_past_deadline_wins_no_server_s_time(void **state)
{
	(void)state;
	cast();
	client = world_budgeted(CLIENT, 10, 100, 1000);
	server = world_passive(SERVER, 20);
	backend = world_thread(BACKEND, 5);
	world_boot();
	front_serves(server);
	RUN(client);
	ASK(call, .slot = S_FRONT, .flags = K5_TIMED);
	assert_running(server);
	assert_runs_on(server, client);
	pass(100);
	assert_running(backend); /* the server is throttled with its client */
	assert_state(server, T_THROTTLED);
}

/* Nobody pays a passive server for waiting in vain. */
static void c10_a_passive_server_waits_on(void **state)
{
	(void)state;
	chain();
	front_call(1);
	soon();
	ASK(reply_recv, .slot = S_FRONT_RECV, .reply = S_REPLY,
	    .flags = K5_TIMED);
	assert_running(client);
	assert_int_equal(got(client).status, K5_OK); /* the answer is out */
	pass(2 * SOON);
	assert_state(server, T_SERVING);
	front_call(2);
	assert_running(server);
}

static void c08_what_was_lent_is_back_at_the_deadline(void **state)
{
	(void)state;
	voyage();
	soon();
	ASK(call, .slot = G_SEND, .word = {0, PAGE, 0, 0},
	    .flags = K5_TIMED | K5_CAP_OUT | K5_CAP_LEND);
	assert_sees(CLIENT, NOTHING);
	assert_sees(SERVER, RW);
	pass(SOON);
	assert_int_equal(got(lender).status, K5_ERR_LATE);
	assert_home();
}

static void c08_what_was_lent_on_is_back_as_well(void **state)
{
	(void)state;
	voyage();
	soon();
	ASK(call, .slot = G_SEND, .word = {0, PAGE, 0, 0},
	    .flags = K5_TIMED | K5_CAP_OUT | K5_CAP_LEND);
	RUN(borrower);
	lend_on(0);
	assert_sees(BACKEND, RW);
	pass(SOON);
	assert_home();
}

/* --- try_call, cancel ----------------------------------------------------- */

static void c07_try_call_waits_for_no_receiver(void **state)
{
	(void)state;
	alone();
	REFUSED(K5_ERR_AGAIN, try_call, .slot = S_FRONT);
}

static void c07_try_call_waits_for_its_answer(void **state)
{
	(void)state;
	chain();
	ASK(try_call, .slot = S_FRONT, .label = 7);
	assert_running(server); /* passive: on the caller's time */
	assert_runs_on(server, client);
	assert_int_equal(got(server).label, 7);
	front_reply_recv(8);
	assert_running(client);
	assert_int_equal(got(client).label, 8);
}

static void c07_try_call_finds_the_server_busy(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	backend = world_thread(BACKEND, 10);
	server = world_thread(SERVER, 10);
	world_boot();
	front_serves(server);
	RUN(client);
	front_call(1);
	RUN(backend);
	REFUSED(K5_ERR_AGAIN, try_call, .slot = S_FRONT);
}

/* Two who call, one who sends; the one that receives asks. */
static void queue_up(void)
{
	cast();
	client = world_thread(CLIENT, 10);
	backend = world_thread(BACKEND, 10);
	server = world_thread(SERVER, 5);
	world_boot();
	RUN(client);
	front_call(1);
	RUN(backend);
	ASK(send, .slot = S_FRONT);
	RUN(server);
}

static void c07_cancel_ends_the_calls_of_one_badge(void **state)
{
	(void)state;
	queue_up();
	ASK(cancel, .slot = S_FRONT_RECV, .word = {100 + CLIENT});
	assert_running(client);
	assert_int_equal(got(client).status, K5_ERR_DEAD);
	assert_state(backend, T_SENDING);
	ASK(exit, 0);
	RUN(server);
	front_recv();
	assert_int_equal(got(server).badge, 100 + BACKEND);
}

static void c07_cancel_ends_the_sends_of_one_badge(void **state)
{
	(void)state;
	queue_up();
	ASK(cancel, .slot = S_FRONT_RECV, .word = {100 + BACKEND});
	assert_running(backend);
	assert_int_equal(got(backend).status, K5_ERR_DEAD);
	assert_state(client, T_CALLING);
}

static void c07_cancel_knows_its_endpoint(void **state)
{
	(void)state;
	queue_up();
	REFUSED(K5_OK, cancel, .slot = S_BACK_RECV, .word = {100 + CLIENT});
	REFUSED(K5_OK, cancel, .slot = S_FRONT_RECV, .word = {0});
	REFUSED(K5_OK, cancel, .slot = S_FRONT_RECV, .word = {777});
}

static void c06_cancel_needs_the_right_to_receive(void **state)
{
	(void)state;
	queue_up();
	REFUSED(K5_ERR_RIGHT, cancel, .slot = S_FRONT, .word = {100 + CLIENT});
	REFUSED(K5_ERR_TYPE, cancel, .slot = S_WAIT, .word = {100 + CLIENT});
}

static void c07_cancel_leaves_what_was_received(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	world_boot();
	front_serves(server);
	RUN(client);
	front_call(1);
	RUN(server);
	REFUSED(K5_OK, cancel, .slot = S_FRONT_RECV, .word = {100 + CLIENT});
	give_reply(5);
	assert_int_equal(got(client).label, 5);
}

static void c07_cancel_leaves_who_waits_to_receive(void **state)
{
	(void)state;
	cast();
	client = world_thread(SERVER, 10);
	server = world_thread(SERVER, 10);
	world_boot();
	k5_thread[server].badge = 5;
	front_serves(server);
	RUN(client);
	REFUSED(K5_OK, cancel, .slot = S_FRONT_RECV, .word = {5});
}

int group_late(void)
{
	ADD(c07_an_answer_too_late_is_lost);
	ADD(c10_lent_time_outlasts_the_deadline);
	ADD(c10_time_lent_on_outlasts_the_deadline);
	ADD(c10_lent_time_that_is_back_has_no_deadline);
	ADD(c10_a_past_deadline_wins_no_server_s_time);
	ADD(c10_a_passive_server_waits_on);
	ADD(c08_what_was_lent_is_back_at_the_deadline);
	ADD(c08_what_was_lent_on_is_back_as_well);
	ADD(c07_try_call_waits_for_no_receiver);
	ADD(c07_try_call_waits_for_its_answer);
	ADD(c07_try_call_finds_the_server_busy);
	ADD(c07_cancel_ends_the_calls_of_one_badge);
	ADD(c07_cancel_ends_the_sends_of_one_badge);
	ADD(c07_cancel_knows_its_endpoint);
	ADD(c06_cancel_needs_the_right_to_receive);
	ADD(c07_cancel_leaves_what_was_received);
	ADD(c07_cancel_leaves_who_waits_to_receive);
	return run_group_of("late");
}
