/*
 * test_port.c - a name two tasks meet at: one listener, badged clients
 */
#include <string.h>

#include "cast.h"
#include "snapshot.h"

static idx_t client, server, backend;

static void setup(void)
{
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	backend = world_thread(BACKEND, 10);
	world_boot();
}

static enum k5_err connect_as(idx_t t)
{
	RUN(t);
	return ASK(connect, .slot = S_FREE, .word = FRONT_NAME);
}

static enum k5_err listen_as(idx_t t)
{
	RUN(t);
	return ASK(listen, .slot = S_FREE, .word = FRONT_NAME);
}

static void c06_listen_and_connect_meet(void **state)
{
	(void)state;
	setup();
	assert_int_equal(listen_as(server), K5_OK);
	assert_int_equal(connect_as(client), K5_OK);
	RUN(server);
	assert_int_equal(ASK(recv, .slot = S_FREE, .reply = S_REPLY), K5_OK);
	RUN(client);
	ASK(call, .slot = S_FREE, .label = 3);
	assert_int_equal(got(server).label, 3);
	assert_int_equal(got(server).badge, 1);
}

static void c06_client_may_come_first(void **state)
{
	(void)state;
	setup();
	assert_int_equal(connect_as(client), K5_OK);
	ASK(call, .slot = S_FREE, .label = 8);
	assert_state(client, T_CALLING);
	assert_int_equal(listen_as(server), K5_OK);
	ASK(recv, .slot = S_FREE, .reply = S_REPLY);
	assert_int_equal(got(server).label, 8);
}

static void c06_each_client_has_its_own_badge(void **state)
{
	(void)state;
	setup();
	connect_as(client);
	ASK(connect, .slot = S_FREE + 1, .word = FRONT_NAME);
	connect_as(backend);
	listen_as(server);
	for (k5_word_t badge = 1; badge <= 3; badge++) {
		RUN(badge == 3 ? backend : client);
		ASK(call, .slot = badge == 2 ? S_FREE + 1 : S_FREE);
		RUN(server);
		ASK(reply_recv, .slot = S_FREE, .reply = S_REPLY);
		assert_int_equal(got(server).badge, badge);
		ASK(reply, .slot = S_REPLY);
	}
}

static void c06_a_port_has_one_listener(void **state)
{
	(void)state;
	setup();
	listen_as(server);
	RUN(backend);
	REFUSED(K5_ERR_BUSY, listen, .slot = S_FREE, .word = FRONT_NAME);
	RUN(server);
	REFUSED(K5_ERR_BUSY, listen, .slot = S_FREE + 1, .word = FRONT_NAME);
}

static void c06_connect_gives_send_and_nothing_else(void **state)
{
	(void)state;
	setup();
	connect_as(client);
	REFUSED(K5_ERR_RIGHT, recv, .slot = S_FREE, .reply = S_REPLY);
	REFUSED(K5_ERR_TYPE, notify, .slot = S_FREE);
}

static void c06_listen_gives_recv_and_nothing_else(void **state)
{
	(void)state;
	setup();
	listen_as(server);
	REFUSED(K5_ERR_RIGHT, send, .slot = S_FREE);
	REFUSED(K5_ERR_RIGHT, call, .slot = S_FREE);
}

static const struct {
	const char *name;
	k5_word_t slot;
} bad_target[] = {
	{"used", S_FRONT},
	{"one_past", CSPACE},
	{"of_next_task", CSPACE + S_FREE},
	{"wide_16", 0x10000 + S_FREE},
	{"all_ones", ~(k5_word_t)0},
};

struct target {
	k5_word_t number;
	k5_word_t slot;
};

static void refuses_target(void **state)
{
	const struct target *c = *state;

	setup();
	RUN(server);
	assert_refused(c->number,
		       (struct request){.slot = c->slot, .word = FRONT_NAME},
		       K5_ERR_SLOT);
}

static const struct {
	const char *name;
	k5_word_t word[K5_WORDS];
} bad_name[] = {
	{"empty", {0}},
	{"prefix", {0x6e6f7266}},
	{"longer", {0x6e6f7266, 0x7374}},
	{"case", {0x6e6f7246, 0x74}},
	{"last_byte", {0x6e6f7266, 0x74, 0, 0x01000000}},
	{"first_byte", {0x6e6f7267, 0x74}},
	{"of_another_task", {0x65726874, 0x65}},
};

struct naming {
	k5_word_t number;
	k5_word_t word[K5_WORDS];
};

static void refuses_name(void **state)
{
	const struct naming *c = *state;
	struct request request = {.slot = S_FREE};

	memcpy(request.word, c->word, sizeof(request.word));
	cast();
	idx_t port = world_port("three", FRONT); /* a cap to it: only SERVER */

	world_cap(SERVER,
		  (struct cap){.type = K5_CAP_PORT,
			       .rights = K5_RIGHT_LISTEN | K5_RIGHT_CONNECT,
			       .object = port});
	client = world_thread(CLIENT, 10);
	world_boot();
	assert_refused(c->number, request, K5_ERR_NAME);
}

/* A task with only one of the two rights. */
static void only(uint8_t right)
{
	world_new();
	idx_t task = world_task();

	world_thread(task, 10);
	world_endpoint();
	world_port("front", 0);
	world_cap(task, (struct cap){.type = K5_CAP_PORT, .rights = right});
	world_boot();
}

static void c06_connect_needs_the_right(void **state)
{
	(void)state;
	only(K5_RIGHT_LISTEN);
	REFUSED(K5_ERR_RIGHT, connect, .slot = 1, .word = FRONT_NAME);
	assert_int_equal(ASK(listen, .slot = 1, .word = FRONT_NAME), K5_OK);
}

static void c06_listen_needs_the_right(void **state)
{
	(void)state;
	only(K5_RIGHT_CONNECT);
	REFUSED(K5_ERR_RIGHT, listen, .slot = 1, .word = FRONT_NAME);
	assert_int_equal(ASK(connect, .slot = 1, .word = FRONT_NAME), K5_OK);
}

static void c12_a_port_out_of_badges_is_full(void **state)
{
	(void)state;
	setup();
	RUN(client);
	k5_port[0].clients = UINT32_MAX;
	REFUSED(K5_ERR_FULL, connect, .slot = S_FREE, .word = FRONT_NAME);
	k5_port[0].clients = UINT32_MAX - 1;
	assert_int_equal(connect_as(client), K5_OK);
	assert_int_equal(k5_slot[CLIENT * CSPACE + S_FREE].badge, UINT32_MAX);
}

static void c12_slots_run_out_for_their_task_alone(void **state)
{
	(void)state;
	setup();
	RUN(client);
	for (k5_word_t s = S_FREE; s < CSPACE; s++)
		assert_int_equal(ASK(connect, .slot = s, .word = FRONT_NAME),
				 K5_OK);
	for (k5_word_t s = 0; s <= CSPACE; s++)
		REFUSED(K5_ERR_SLOT, connect, .slot = s, .word = FRONT_NAME);
	assert_int_equal(connect_as(backend), K5_OK);
}

static void c06_full_length_names_are_told_apart(void **state)
{
	(void)state;
	world_new();
	idx_t task = world_task();

	world_thread(task, 10);
	world_endpoint();
	world_endpoint();
	world_port("0123456789abcdeX", 0);
	world_port("0123456789abcdeY", 1);
	for (idx_t p = 0; p < 2; p++)
		world_cap(task, (struct cap){.type = K5_CAP_PORT,
					     .rights = K5_RIGHT_CONNECT,
					     .object = p});
	world_boot();
	assert_int_equal(
		ASK(connect, .slot = 2,
		    .word = {0x33323130, 0x37363534, 0x62613938, 0x59656463}),
		K5_OK);
	assert_int_equal(k5_slot[2].object, 1);
}

static void add_tables(void)
{
	static const struct {
		const char *name;
		k5_word_t number;
	} calls[] = {{"listen", K5_SYS_listen}, {"connect", K5_SYS_connect}};

	for (size_t c = 0; c < COUNT(calls); c++) {
		for (size_t i = 0; i < COUNT(bad_target); i++) {
			struct target row = {calls[c].number,
					     bad_target[i].slot};

			ADD_ROW(refuses_target, row, "c06_%s_into_slot_%s",
				calls[c].name, bad_target[i].name);
		}
		for (size_t i = 0; i < COUNT(bad_name); i++) {
			struct naming row = {.number = calls[c].number};

			memcpy(row.word, bad_name[i].word, sizeof(row.word));
			ADD_ROW(refuses_name, row, "c06_%s_of_name_%s",
				calls[c].name, bad_name[i].name);
		}
	}
}

int group_port(void)
{
	add_tables();
	ADD(c06_listen_and_connect_meet);
	ADD(c06_client_may_come_first);
	ADD(c06_each_client_has_its_own_badge);
	ADD(c06_a_port_has_one_listener);
	ADD(c06_connect_gives_send_and_nothing_else);
	ADD(c06_listen_gives_recv_and_nothing_else);
	ADD(c06_connect_needs_the_right);
	ADD(c06_listen_needs_the_right);
	ADD(c12_a_port_out_of_badges_is_full);
	ADD(c12_slots_run_out_for_their_task_alone);
	ADD(c06_full_length_names_are_told_apart);
	return run_group_of("port");
}
