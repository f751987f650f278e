/*
 * test_copy.c - bytes cross once, all of them, and no others
 *
 * After each copy every byte of every task is compared: only the receiver's
 * buffer may differ, and only as far as the message reaches.
 */
#include <string.h>

#include "cast.h"

enum {
	MOST = K5_COPY_MAX,
	AT = 96
};

static idx_t client, server;
static struct mem_image before;

static void setup(void)
{
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	world_boot();
	for (unsigned i = 0; i < REGION_SIZE; i++) {
		mem_bytes(CLIENT, MEM_RAM)[i] = (uint8_t)(i * 7 + 1);
		mem_bytes(SERVER, MEM_RAM)[i] = (uint8_t)~i;
	}
	mem_save(&before);
}

/* What the receiver's RAM should be: as before, `n` bytes at `to` copied. */
static void assert_copied(unsigned to, unsigned from, unsigned n)
{
	uint8_t *want = before.bytes[SERVER][MEM_RAM];

	memcpy(want + to, before.bytes[CLIENT][MEM_RAM] + from, n);
	assert_memory_equal(mem_bytes(SERVER, MEM_RAM), want, REGION_SIZE);
	for (idx_t t = 0; t < CAST_TASKS; t++)
		assert_int_equal(mem_changed(&before, t), 0);
}

static void server_waits(unsigned to, unsigned capacity)
{
	RUN(server);
	assert_int_equal(
		ASK(recv, .slot = S_FRONT_RECV, .reply = S_REPLY,
		    .flags = K5_COPY_IN,
		    .word = {0, 0, mem_at(SERVER, MEM_RAM, to), capacity}),
		K5_OK);
}

static void client_sends(unsigned from, unsigned n)
{
	RUN(client);
	assert_int_equal(ASK(send, .slot = S_FRONT, .flags = K5_COPY_OUT,
			     .word = {mem_at(CLIENT, MEM_RAM, from), n, 3, 4}),
			 K5_OK);
}

struct alignment {
	unsigned from;
	unsigned to;
};

/* Every length at one pair of alignments. */
static void copies(void **state)
{
	const struct alignment *a = *state;

	setup();
	for (unsigned n = 0; n <= MOST; n++) {
		memset(mem_bytes(SERVER, MEM_RAM), (int)n, REGION_SIZE);
		mem_save(&before);
		server_waits(AT + a->to, MOST);
		client_sends(AT + a->from, n);
		assert_copied(AT + a->to, AT + a->from, n);
		assert_int_equal(got(server).length, n);
	}
}

static void c07_copy_fills_no_more_than_the_capacity(void **state)
{
	(void)state;
	for (unsigned capacity = 0; capacity <= 33; capacity++) {
		setup();
		server_waits(AT, capacity);
		client_sends(AT, 33);
		assert_copied(AT, AT, capacity);
		assert_int_equal(got(server).length, 33);
	}
}

static void c07_copy_reaches_no_further_than_sent(void **state)
{
	(void)state;
	setup();
	server_waits(AT, MOST);
	client_sends(AT, 5);
	assert_copied(AT, AT, 5);
	assert_int_equal(got(server).length, 5);
}

static void c07_receiver_without_buffer_learns_the_length(void **state)
{
	(void)state;
	setup();
	front_serves(server);
	client_sends(AT, 40);
	assert_copied(0, 0, 0);
	assert_int_equal(got(server).length, 40);
	assert_int_equal(got(server).word[0], 0);
	assert_int_equal(got(server).word[1], 0);
	assert_int_equal(got(server).word[2], 3);
	assert_int_equal(got(server).word[3], 4);
}

static void c07_words_into_a_waiting_buffer_leave_it_alone(void **state)
{
	(void)state;
	setup();
	server_waits(AT, MOST);
	RUN(client);
	ASK(send, .slot = S_FRONT, .word = {1, 2, 3, 4});
	assert_copied(0, 0, 0);
	assert_int_equal(got(server).length, 0);
	assert_int_equal(got(server).word[0], 1);
	assert_int_equal(got(server).word[3], 4);
}

static void c07_sender_that_waits_is_copied_from_later(void **state)
{
	(void)state;
	setup();
	client_sends(AT, 17);
	assert_state(client, T_SENDING);
	mem_bytes(CLIENT, MEM_RAM)[AT] = 0xee; /* its memory, its business */
	mem_save(&before);
	server_waits(AT + 1, MOST);
	assert_copied(AT + 1, AT, 17);
	assert_state(client, T_READY);
	assert_int_equal(got(client).status, K5_OK);
}

static void c07_request_and_answer_are_both_copied(void **state)
{
	(void)state;
	setup();
	server_waits(AT, MOST);
	RUN(client);
	ASK(call, .slot = S_FRONT, .flags = K5_COPY_OUT | K5_COPY_IN,
	    .word = {mem_at(CLIENT, MEM_RAM, AT), 9,
		     mem_at(CLIENT, MEM_RAM, AT + 32), 6});
	assert_copied(AT, AT, 9);
	RUN(server);
	assert_int_equal(ASK(reply, .slot = S_REPLY, .flags = K5_COPY_OUT,
			     .word = {mem_at(SERVER, MEM_RAM, AT), 8}),
			 K5_OK);
	assert_memory_equal(mem_bytes(CLIENT, MEM_RAM) + AT + 32,
			    mem_bytes(SERVER, MEM_RAM) + AT, 6);
	assert_int_equal(mem_bytes(CLIENT, MEM_RAM)[AT + 38],
			 before.bytes[CLIENT][MEM_RAM][AT + 38]);
	assert_int_equal(got(client).length, 8);
}

static void c07_reply_recv_copies_out_then_in(void **state)
{
	(void)state;
	setup();
	server_waits(AT, MOST);
	RUN(client);
	ASK(call, .slot = S_FRONT, .flags = K5_COPY_OUT | K5_COPY_IN,
	    .word = {mem_at(CLIENT, MEM_RAM, AT), 4,
		     mem_at(CLIENT, MEM_RAM, AT + 32), 6});
	RUN(server);
	/* one buffer serves both ways */
	ASK(reply_recv, .slot = S_FRONT_RECV, .reply = S_REPLY,
	    .flags = K5_COPY_OUT | K5_COPY_IN,
	    .word = {mem_at(SERVER, MEM_RAM, AT), 4,
		     mem_at(SERVER, MEM_RAM, AT), 64});
	assert_memory_equal(mem_bytes(CLIENT, MEM_RAM) + AT + 32,
			    before.bytes[CLIENT][MEM_RAM] + AT, 4);
	client_sends(AT + 3, 11);
	assert_memory_equal(mem_bytes(SERVER, MEM_RAM) + AT,
			    mem_bytes(CLIENT, MEM_RAM) + AT + 3, 11);
	assert_int_equal(got(server).length, 11);
}

/* Between two threads of one task, from `from` bytes into its RAM to `to`. */
static void copy_within(unsigned from, unsigned to)
{
	enum {
		SOME = 64
	};
	uint8_t want[REGION_SIZE];
	uint8_t *ram = mem_bytes(CLIENT, MEM_RAM);

	cast();
	idx_t one = world_thread(CLIENT, 10);
	idx_t two = world_thread(CLIENT, 10);

	world_boot();
	for (unsigned i = 0; i < REGION_SIZE; i++)
		want[i] = ram[i] = (uint8_t)(i * 7 + 1);
	for (unsigned i = 0; i < SOME; i++)
		want[to + i] = want[from + i];
	RUN(two);
	ASK(recv, .slot = S_FRONT_RECV, .reply = S_REPLY, .flags = K5_COPY_IN,
	    .word = {0, 0, mem_at(CLIENT, MEM_RAM, to), SOME});
	RUN(one);
	ASK(send, .slot = S_FRONT, .flags = K5_COPY_OUT,
	    .word = {mem_at(CLIENT, MEM_RAM, from), SOME});
	assert_memory_equal(ram, want, REGION_SIZE);
}

static void c07_copy_within_one_task(void **state)
{
	(void)state;
	copy_within(AT, AT);
	copy_within(AT, 2 * AT);
}

/* Buffers that overlap: the first byte first. */
static void c07_copy_goes_on_in_order(void **state)
{
	(void)state;
	for (unsigned to = AT - 9; to <= AT + 9; to++)
		copy_within(AT, to);
}

int group_copy(void)
{
	for (unsigned from = 0; from < 4; from++) {
		for (unsigned to = 0; to < 4; to++) {
			struct alignment row = {from, to};

			ADD_ROW(copies, row, "c07_copy_all_lengths_%u_to_%u",
				from, to);
		}
	}
	ADD(c07_copy_fills_no_more_than_the_capacity);
	ADD(c07_copy_reaches_no_further_than_sent);
	ADD(c07_receiver_without_buffer_learns_the_length);
	ADD(c07_words_into_a_waiting_buffer_leave_it_alone);
	ADD(c07_sender_that_waits_is_copied_from_later);
	ADD(c07_request_and_answer_are_both_copied);
	ADD(c07_reply_recv_copies_out_then_in);
	ADD(c07_copy_within_one_task);
	ADD(c07_copy_goes_on_in_order);
	return run_group_of("copy");
}
