/*
 * test_gift.c - caps that travel with a message, both ways, or do not
 */
#include "cast.h"
#include "snapshot.h"

enum {
	G_SEND = S_FREE, /* to FRONT, with grant; the same slots in each task */
	G_RECV,
	G_REPLY,
	INTO, /* the first empty slot */
	NEXT
};

static idx_t client, server, mate;

static void setup(bool passive)
{
	cast();
	for (idx_t task = 0; task < CAST_TASKS; task++) {
		world_cap(task, (struct cap){.type = K5_CAP_ENDPOINT,
					     .rights = K5_RIGHT_SEND |
						       K5_RIGHT_GRANT |
						       K5_RIGHT_GRANT_REPLY,
					     .badge = 100u + task,
					     .object = FRONT});
		world_cap(task, (struct cap){.type = K5_CAP_ENDPOINT,
					     .rights = K5_RIGHT_RECV |
						       K5_RIGHT_GRANT |
						       K5_RIGHT_GRANT_REPLY,
					     .object = FRONT});
		world_cap(task,
			  (struct cap){.type = K5_CAP_REPLY,
				       .rights = K5_RIGHT_SEND | K5_RIGHT_GRANT,
				       .object = cast_reply(task)});
	}
	client = world_thread(CLIENT, 10);
	mate = world_thread(CLIENT, 10);
	server = passive ? world_passive(SERVER, 10) : world_thread(SERVER, 10);
	world_boot();
}

static struct cap held(idx_t task, k5_word_t slot)
{
	return k5_slot[task * CSPACE + slot];
}

static void assert_same_cap(struct cap a, struct cap b)
{
	assert_int_equal(a.type, b.type);
	assert_int_equal(a.rights, b.rights);
	assert_int_equal(a.object, b.object);
	assert_int_equal(a.badge, b.badge);
}

static void server_takes(k5_word_t slot)
{
	RUN(server);
	assert_int_equal(ASK(recv, .slot = G_RECV, .reply = S_REPLY,
			     .flags = K5_CAP_IN, .word = {0, 0, 0, slot}),
			 K5_OK);
}

static enum k5_err client_gives(k5_word_t slot)
{
	RUN(client);
	return ASK(send, .slot = G_SEND, .flags = K5_CAP_OUT, .label = 7,
		   .word = {1, slot, 3, 4});
}

static void assert_came(idx_t t, bool came)
{
	struct answer a = got(t);

	assert_int_equal(a.label, 7);
	assert_int_equal(a.length, came ? K5_CAP_CAME : 0);
	assert_int_equal(a.word[0], 1);
	assert_int_equal(a.word[1], 0);
	assert_int_equal(a.word[2], 3);
	assert_int_equal(a.word[3], 4);
}

static void c07_a_cap_crosses_as_it_is(void **state)
{
	(void)state;
	setup(false);
	server_takes(INTO);
	assert_int_equal(client_gives(S_SIGNAL_LOW), K5_OK);
	assert_came(server, true);
	assert_same_cap(held(SERVER, INTO), held(CLIENT, S_SIGNAL_LOW));
	assert_int_equal(held(CLIENT, S_SIGNAL_LOW).type, K5_CAP_NOTIFICATION);
}

static void c07_a_cap_crosses_whoever_comes_first(void **state)
{
	(void)state;
	setup(false);
	client_gives(S_SIGNAL_LOW);
	assert_state(client, T_SENDING);
	server_takes(INTO);
	assert_came(server, true);
	assert_same_cap(held(SERVER, INTO), held(CLIENT, S_SIGNAL_LOW));
}

static void c06_the_giver_revokes_what_it_gave(void **state)
{
	(void)state;
	setup(false);
	server_takes(INTO);
	client_gives(S_SIGNAL_LOW);
	RUN(client);
	assert_int_equal(ASK(revoke, .slot = S_SIGNAL_LOW), K5_OK);
	assert_int_equal(held(SERVER, INTO).type, K5_CAP_NONE);
	RUN(server);
	REFUSED(K5_ERR_SLOT, notify, .slot = INTO, .word = {1});
}

static void c07_who_takes_nothing_gets_the_message_alone(void **state)
{
	(void)state;
	setup(false);
	RUN(server);
	ASK(recv, .slot = G_RECV, .reply = S_REPLY);
	client_gives(S_SIGNAL_LOW);
	assert_came(server, false);
	assert_int_equal(held(SERVER, INTO).type, K5_CAP_NONE);
}

static void c07_who_gives_nothing_fills_nothing(void **state)
{
	(void)state;
	setup(false);
	server_takes(INTO);
	RUN(client);
	ASK(send, .slot = G_SEND, .label = 7, .word = {1, 0, 3, 4});
	assert_came(server, false);
	assert_int_equal(held(SERVER, INTO).type, K5_CAP_NONE);
}

/* The client calls through `slot`, and the answer brings it a cap. */
static void answer_brings(k5_word_t slot)
{
	ASK(call, .slot = slot, .flags = K5_CAP_IN, .word = {0, 0, 0, INTO});
	RUN(server);
	ASK(reply_recv, .slot = G_RECV, .reply = G_REPLY, .label = 7,
	    .flags = K5_CAP_OUT, .word = {1, S_SIGNAL, 3, 4});
	assert_came(client, true);
	assert_same_cap(held(CLIENT, INTO), held(SERVER, S_SIGNAL));
}

static void c07_an_answer_brings_a_cap_too(void **state)
{
	(void)state;
	setup(true);
	RUN(server);
	ASK(recv, .slot = G_RECV, .reply = G_REPLY);
	RUN(client);
	answer_brings(G_SEND);
}

static void c07_reply_alone_brings_a_cap_too(void **state)
{
	(void)state;
	setup(false);
	RUN(server);
	ASK(recv, .slot = G_RECV, .reply = S_REPLY);
	RUN(client);
	ASK(call, .slot = G_SEND, .flags = K5_CAP_IN, .word = {0, 0, 0, INTO});
	RUN(server);
	REFUSED(K5_ERR_RIGHT, reply, .slot = S_REPLY, .flags = K5_CAP_OUT,
		.word = {0, S_SIGNAL});
	assert_int_equal(ASK(reply, .slot = G_REPLY, .label = 7,
			     .flags = K5_CAP_OUT, .word = {1, S_SIGNAL, 3, 4}),
			 K5_OK);
	assert_came(client, true);
}

static void c06_no_cap_travels_without_the_right_grant(void **state)
{
	(void)state;
	setup(false);
	RUN(client);
	REFUSED(K5_ERR_RIGHT, send, .slot = S_FRONT, .flags = K5_CAP_OUT,
		.word = {0, S_SIGNAL});
	REFUSED(K5_ERR_RIGHT, call, .slot = S_FRONT, .flags = K5_CAP_IN,
		.word = {0, 0, 0, INTO});
	REFUSED(K5_ERR_RIGHT, recv, .slot = S_FRONT_RECV, .reply = S_REPLY,
		.flags = K5_CAP_IN, .word = {0, 0, 0, INTO});
	REFUSED(K5_ERR_RIGHT, reply_recv, .slot = S_FRONT_RECV,
		.reply = S_REPLY, .flags = K5_CAP_OUT, .word = {0, S_SIGNAL});
}

static void mint(k5_word_t slot, k5_word_t into, uint8_t rights)
{
	assert_int_equal(ASK(mint, .slot = slot, .word = {into, rights}),
			 K5_OK);
}

static void c07_grant_reply_lets_the_answer_bring_a_cap(void **state)
{
	(void)state;
	setup(true);
	RUN(server);
	ASK(recv, .slot = G_RECV, .reply = G_REPLY);
	RUN(client);
	mint(G_SEND, NEXT, K5_RIGHT_SEND | K5_RIGHT_GRANT_REPLY);
	answer_brings(NEXT);
}

static void c06_grant_reply_lets_no_cap_out(void **state)
{
	(void)state;
	setup(false);
	RUN(client);
	mint(G_SEND, NEXT, K5_RIGHT_SEND | K5_RIGHT_GRANT_REPLY);
	REFUSED(K5_ERR_RIGHT, send, .slot = NEXT, .flags = K5_CAP_OUT,
		.word = {0, S_SIGNAL});
	REFUSED(K5_ERR_RIGHT, call, .slot = NEXT,
		.flags = K5_CAP_OUT | K5_CAP_IN,
		.word = {0, S_SIGNAL, 0, INTO});
}

static void c06_a_receiver_needs_the_whole_grant(void **state)
{
	(void)state;
	setup(false);
	RUN(server);
	mint(G_RECV, NEXT, K5_RIGHT_RECV | K5_RIGHT_GRANT_REPLY);
	REFUSED(K5_ERR_RIGHT, recv, .slot = NEXT, .reply = G_REPLY,
		.flags = K5_CAP_IN, .word = {0, 0, 0, INTO});
	REFUSED(K5_ERR_RIGHT, reply_recv, .slot = NEXT, .reply = G_REPLY,
		.flags = K5_CAP_IN, .word = {0, 0, 0, INTO});
}

static void c06_slots_that_can_not_be_given_or_filled(void **state)
{
	static const k5_word_t bad[] = {CSPACE, 0x100, 0x10000 + S_SIGNAL,
					~(k5_word_t)0};

	(void)state;
	setup(false);
	RUN(client);
	REFUSED(K5_ERR_SLOT, send, .slot = G_SEND, .flags = K5_CAP_OUT,
		.word = {0, INTO});
	REFUSED(K5_ERR_SLOT, recv, .slot = G_RECV, .reply = S_REPLY,
		.flags = K5_CAP_IN, .word = {0, 0, 0, S_SIGNAL});
	for (size_t i = 0; i < COUNT(bad); i++) {
		REFUSED(K5_ERR_SLOT, call, .slot = G_SEND, .flags = K5_CAP_OUT,
			.word = {0, bad[i]});
		REFUSED(K5_ERR_SLOT, call, .slot = G_SEND, .flags = K5_CAP_IN,
			.word = {0, 0, 0, bad[i]});
	}
}

static void c05_a_register_is_a_buffer_or_a_slot(void **state)
{
	k5_word_t base = 0;

	(void)state;
	setup(false);
	base = mem_at(CLIENT, MEM_RAM, 0);
	RUN(client);
	REFUSED(K5_ERR_RANGE, call, .slot = G_SEND,
		.flags = K5_CAP_OUT | K5_COPY_OUT, .word = {base, S_FRONT});
	REFUSED(K5_ERR_RANGE, call, .slot = G_SEND,
		.flags = K5_CAP_IN | K5_COPY_IN, .word = {0, 0, base, INTO});
}

static void c07_a_slot_filled_meanwhile_takes_nothing(void **state)
{
	(void)state;
	setup(false);
	RUN(client);
	ASK(call, .slot = G_SEND, .flags = K5_CAP_IN, .word = {0, 0, 0, INTO});
	RUN(mate);
	assert_int_equal(ASK(mint, .slot = S_FRONT, .word = {INTO, 0xff, 0}),
			 K5_OK);
	RUN(server);
	ASK(recv, .slot = G_RECV, .reply = S_REPLY);
	ASK(reply, .slot = G_REPLY, .label = 7, .flags = K5_CAP_OUT,
	    .word = {1, S_SIGNAL, 3, 4});
	assert_came(client, false);
	assert_int_equal(held(CLIENT, INTO).type, K5_CAP_ENDPOINT);
}

static void c07_a_cap_deleted_meanwhile_does_not_cross(void **state)
{
	(void)state;
	setup(false);
	client_gives(S_SIGNAL_LOW);
	RUN(mate);
	assert_int_equal(ASK(delete, .slot = S_SIGNAL_LOW), K5_OK);
	server_takes(INTO);
	assert_came(server, false);
	assert_int_equal(held(SERVER, INTO).type, K5_CAP_NONE);
}

/* What came to the slot after the cap went was never to be given. */
static void c06_a_slot_filled_anew_gives_nothing(void **state)
{
	(void)state;
	setup(false);
	client_gives(S_SIGNAL_LOW);
	RUN(mate);
	ASK(delete, .slot = S_SIGNAL_LOW);
	assert_int_equal(ASK(move, .slot = S_SYSTEM, .word = {S_SIGNAL_LOW}),
			 K5_OK);
	server_takes(INTO);
	assert_came(server, false);
	assert_int_equal(held(SERVER, INTO).type, K5_CAP_NONE);
}

/* The client gives `slot`; the server takes it into INTO. */
static void lend(k5_word_t slot)
{
	setup(false);
	server_takes(INTO);
	client_gives(slot);
	assert_same_cap(held(SERVER, INTO), held(CLIENT, slot));
	RUN(server);
	for (k5_word_t own = S_FRONT; own < S_SYSTEM; own++)
		if (own != S_REPLY2)
			ASK(delete, .slot = own);
}

static void take_back(k5_word_t slot)
{
	RUN(client);
	assert_int_equal(ASK(revoke, .slot = slot), K5_OK);
	assert_state(server, T_READY);
	assert_int_equal(got(server).status, K5_ERR_DEAD);
}

static void c06_who_waits_through_a_revoked_cap_is_told(void **state)
{
	(void)state;
	lend(S_WAIT);
	assert_int_equal(ASK(wait, .slot = INTO), K5_OK);
	assert_state(server, T_WAITING);
	take_back(S_WAIT);
	lend(S_BACK_RECV);
	assert_int_equal(ASK(recv, .slot = INTO, .reply = S_REPLY2), K5_OK);
	assert_state(server, T_RECEIVING);
	take_back(S_BACK_RECV);
	lend(S_BACK);
	assert_int_equal(ASK(call, .slot = INTO), K5_OK);
	assert_state(server, T_CALLING);
	take_back(S_BACK);
}

static void c06_a_revoked_reply_cap_frees_its_object(void **state)
{
	(void)state;
	lend(S_REPLY);
	assert_int_equal(ASK(recv, .slot = G_RECV, .reply = INTO), K5_OK);
	assert_state(server, T_RECEIVING);
	take_back(S_REPLY);
	assert_int_equal(ASK(recv, .slot = S_FRONT_RECV, .reply = S_REPLY),
			 K5_OK);
}

static void c07_a_debt_of_a_revoked_reply_cap_is_settled(void **state)
{
	(void)state;
	lend(S_REPLY);
	ASK(recv, .slot = G_RECV, .reply = INTO);
	RUN(mate);
	ASK(call, .slot = G_SEND);
	assert_state(mate, T_REPLY);
	RUN(client);
	assert_int_equal(ASK(revoke, .slot = S_REPLY), K5_OK);
	assert_int_equal(got(mate).status, K5_ERR_DEAD);
	assert_int_equal(ASK(recv, .slot = S_FRONT_RECV, .reply = S_REPLY),
			 K5_OK);
}

int group_gift(void)
{
	ADD(c07_a_cap_crosses_as_it_is);
	ADD(c07_a_cap_crosses_whoever_comes_first);
	ADD(c07_grant_reply_lets_the_answer_bring_a_cap);
	ADD(c06_grant_reply_lets_no_cap_out);
	ADD(c06_a_receiver_needs_the_whole_grant);
	ADD(c06_the_giver_revokes_what_it_gave);
	ADD(c07_who_takes_nothing_gets_the_message_alone);
	ADD(c07_who_gives_nothing_fills_nothing);
	ADD(c07_an_answer_brings_a_cap_too);
	ADD(c07_reply_alone_brings_a_cap_too);
	ADD(c06_no_cap_travels_without_the_right_grant);
	ADD(c06_slots_that_can_not_be_given_or_filled);
	ADD(c05_a_register_is_a_buffer_or_a_slot);
	ADD(c07_a_slot_filled_meanwhile_takes_nothing);
	ADD(c07_a_cap_deleted_meanwhile_does_not_cross);
	ADD(c06_a_slot_filled_anew_gives_nothing);
	ADD(c06_who_waits_through_a_revoked_cap_is_told);
	ADD(c06_a_revoked_reply_cap_frees_its_object);
	ADD(c07_a_debt_of_a_revoked_reply_cap_is_settled);
	return run_group_of("gift");
}
