/*
 * test_endpoint.c - two threads meet: every sender, every receiver, both
 * orders of arrival
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

static const struct request message = {
	.slot = S_FRONT, .label = 0xabc, .word = {11, 22, 33, 44}};

static void assert_message(idx_t t)
{
	struct answer a = got(t);

	assert_int_equal(a.status, K5_OK);
	assert_int_equal(a.label, 0xabc);
	assert_memory_equal(a.word, message.word, sizeof(a.word));
	assert_int_equal(a.badge, 100 + CLIENT);
	assert_int_equal(a.length, 0);
}

/* A way to send and a way to receive. */
struct meeting {
	k5_word_t send;
	k5_word_t recv;
};

static enum k5_err server_receives(k5_word_t number)
{
	RUN(server);
	return ask(number,
		   (struct request){.slot = S_FRONT_RECV, .reply = S_REPLY});
}

static void receiver_first(void **state)
{
	const struct meeting *m = *state;

	setup();
	assert_int_equal(server_receives(m->recv), K5_OK);
	assert_state(server, T_RECEIVING);
	RUN(client);
	assert_int_equal(ask(m->send, message), K5_OK);
	assert_state(server, T_READY);
	assert_state(client, m->send == K5_SYS_call ? T_REPLY : T_READY);
	assert_message(server);
}

static void sender_first(void **state)
{
	const struct meeting *m = *state;

	setup();
	RUN(client);
	assert_int_equal(ask(m->send, message), K5_OK);
	assert_state(client, m->send == K5_SYS_call ? T_CALLING : T_SENDING);
	assert_int_equal(server_receives(m->recv), K5_OK);
	assert_state(server, T_READY);
	assert_state(client, m->send == K5_SYS_call ? T_REPLY : T_READY);
	assert_message(server);
	assert_int_equal(got(client).status, K5_OK);
}

static void c07_try_send_refuses_when_nobody_waits(void **state)
{
	(void)state;
	setup();
	RUN(client);
	REFUSED(K5_ERR_AGAIN, try_send, .slot = S_FRONT);
}

static void c07_try_recv_refuses_when_nobody_sends(void **state)
{
	(void)state;
	setup();
	RUN(server);
	REFUSED(K5_ERR_AGAIN, try_recv, .slot = S_FRONT_RECV, .reply = S_REPLY);
}

static void c07_try_send_ignores_other_senders(void **state)
{
	(void)state;
	cast();
	idx_t waiting = world_thread(CLIENT, 10);
	idx_t trying = world_thread(CLIENT, 10);

	world_boot();
	RUN(waiting);
	assert_int_equal(ask(K5_SYS_send, message), K5_OK);
	assert_running(trying);
	REFUSED(K5_ERR_AGAIN, try_send, .slot = S_FRONT);
}

static void c07_try_recv_ignores_other_receivers(void **state)
{
	(void)state;
	cast();
	idx_t waiting = world_thread(SERVER, 10);
	idx_t trying = world_thread(SERVER, 10);

	world_boot();
	front_serves(waiting);
	RUN(trying);
	REFUSED(K5_ERR_AGAIN, try_recv, .slot = S_FRONT_RECV,
		.reply = S_REPLY2);
}

static void c07_send_owes_nothing(void **state)
{
	(void)state;
	setup();
	front_serves(server);
	RUN(client);
	ask(K5_SYS_send, message);
	RUN(server);
	REFUSED(K5_ERR_AGAIN, reply, .slot = S_REPLY);
}

static void c07_one_send_reaches_one_of_two_receivers(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	idx_t first = world_thread(SERVER, 10);
	idx_t second = world_thread(BACKEND, 10);

	world_boot();
	front_serves(first);
	front_serves(second);
	RUN(client);
	ask(K5_SYS_send, message);
	assert_message(first);
	assert_state(first, T_READY);
	assert_state(second, T_RECEIVING);
}

static void c07_endpoints_do_not_mix(void **state)
{
	(void)state;
	setup();
	back_serves(server);
	RUN(client);
	REFUSED(K5_ERR_AGAIN, try_send, .slot = S_FRONT);
	assert_int_equal(ASK(try_send, .slot = S_BACK), K5_OK);
	assert_int_equal(got(server).badge, 200 + CLIENT);
}

static void c07_badge_is_the_cap_s_not_the_sender_s_word(void **state)
{
	(void)state;
	setup();
	front_serves(server);
	RUN(client);
	ASK(send, .slot = S_FRONT, .reply = 0xbad);
	assert_int_equal(got(server).badge, 100 + CLIENT);
}

static void c07_badge_of_a_waiting_sender_is_kept(void **state)
{
	(void)state;
	cast();
	idx_t one = world_thread(CLIENT, 10);
	idx_t two = world_thread(BACKEND, 10);

	server = world_thread(SERVER, 10);
	world_boot();
	RUN(one);
	ask(K5_SYS_send, message);
	RUN(two);
	ask(K5_SYS_call, message);
	front_serves(server);
	assert_int_equal(got(server).badge, 100 + CLIENT);
	front_serves(server);
	assert_int_equal(got(server).badge, 100 + BACKEND);
}

static void c07_call_is_answered_once(void **state)
{
	(void)state;
	setup();
	front_serves(server);
	RUN(client);
	front_call(1);
	RUN(server);
	assert_int_equal(give_reply(2), K5_OK);
	assert_int_equal(got(client).label, 2);
	REFUSED(K5_ERR_AGAIN, reply, .slot = S_REPLY, .label = 3);
	assert_int_equal(got(client).label, 2);
}

static void c07_answer_carries_words_and_no_badge(void **state)
{
	(void)state;
	setup();
	front_serves(server);
	RUN(client);
	ask(K5_SYS_call, message);
	RUN(server);
	ASK(reply, .slot = S_REPLY, .label = 5, .word = {9, 8, 7, 6});

	struct answer a = got(client);

	assert_int_equal(a.label, 5);
	assert_int_equal(a.word[0], 9);
	assert_int_equal(a.word[3], 6);
	assert_int_equal(a.badge, 0);
	assert_int_equal(a.length, 0);
}

static void c07_reply_recv_answers_and_takes_the_next(void **state)
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
	RUN(two);
	front_call(2);
	assert_state(two, T_CALLING);
	RUN(server);
	assert_int_equal(front_reply_recv(10), K5_OK);
	assert_state(one, T_READY);
	assert_int_equal(got(one).label, 10);
	assert_int_equal(got(server).label, 2);
	assert_int_equal(got(server).badge, 100 + BACKEND);
	assert_state(two, T_REPLY);
}

static void c07_reply_recv_without_debt_receives(void **state)
{
	(void)state;
	setup();
	RUN(server);
	assert_int_equal(front_reply_recv(1), K5_OK);
	assert_state(server, T_RECEIVING);
	RUN(client);
	front_call(7);
	assert_int_equal(got(server).label, 7);
}

static void c07_reply_recv_on_another_endpoint(void **state)
{
	(void)state;
	setup();
	front_serves(server);
	RUN(client);
	front_call(1);
	RUN(server);
	assert_int_equal(back_reply_recv(2), K5_OK);
	RUN(client);
	assert_int_equal(got(client).label, 2);
	assert_int_equal(ASK(try_send, .slot = S_FRONT), K5_ERR_AGAIN);
	assert_int_equal(back_call(3), K5_OK);
	assert_int_equal(got(server).label, 3);
}

static void c07_receiver_wakes_by_priority_not_before(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 20);
	world_boot();
	assert_running(server);
	front_recv();
	assert_running(client);
	ask(K5_SYS_send, message);
	assert_running(server); /* higher: at once */
	front_recv();
	assert_running(client);
}

int group_endpoint(void)
{
	static const struct {
		const char *name;
		k5_word_t number;
	} senders[] = {{"send", K5_SYS_send},
		       {"try_send", K5_SYS_try_send},
		       {"call", K5_SYS_call}},
	  receivers[] = {{"recv", K5_SYS_recv},
			 {"try_recv", K5_SYS_try_recv},
			 {"reply_recv", K5_SYS_reply_recv}};

	for (unsigned s = 0; s < 3; s++) {
		for (unsigned r = 0; r < 3; r++) {
			struct meeting m = {senders[s].number,
					    receivers[r].number};
			const char *sn = senders[s].name;
			const char *rn = receivers[r].name;

			if (m.recv != K5_SYS_try_recv)
				ADD_ROW(receiver_first, m,
					"c07_%s_meets_waiting_%s", sn, rn);
			if (m.send != K5_SYS_try_send)
				ADD_ROW(sender_first, m,
					"c07_%s_meets_waiting_%s", rn, sn);
		}
	}
	ADD(c07_try_send_refuses_when_nobody_waits);
	ADD(c07_try_recv_refuses_when_nobody_sends);
	ADD(c07_try_send_ignores_other_senders);
	ADD(c07_try_recv_ignores_other_receivers);
	ADD(c07_send_owes_nothing);
	ADD(c07_one_send_reaches_one_of_two_receivers);
	ADD(c07_endpoints_do_not_mix);
	ADD(c07_badge_is_the_cap_s_not_the_sender_s_word);
	ADD(c07_badge_of_a_waiting_sender_is_kept);
	ADD(c07_call_is_answered_once);
	ADD(c07_answer_carries_words_and_no_badge);
	ADD(c07_reply_recv_answers_and_takes_the_next);
	ADD(c07_reply_recv_without_debt_receives);
	ADD(c07_reply_recv_on_another_endpoint);
	ADD(c07_receiver_wakes_by_priority_not_before);
	return run_group_of("endpoint");
}
