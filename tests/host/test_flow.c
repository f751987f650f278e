/*
 * test_flow.c - nothing leaves the kernel that was not meant to
 *
 * Registers are filled with a marker beforehand; what a call returns is
 * exactly what abi.h says, and the marker of one task is never seen by
 * another.
 */
#include <string.h>

#include "cast.h"
#include "frames.h"

static idx_t client, server;

enum {
	MARK = 0x5ec2e7
};

static void setup(void)
{
	cast();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	world_boot();
}

/* Every register of the message but those that name buffers: fully marked. */
static struct request marked(k5_word_t slot)
{
	return (struct request){.slot = slot,
				.label = MARK,
				.word = {MARK, MARK, MARK, MARK},
				.reply = S_REPLY};
}

static unsigned marks(idx_t t)
{
	unsigned n = 0;

	for (unsigned i = 0; i < K5_ARGS; i++)
		n += k5_context[t].arg[i] == MARK;
	return n;
}

static void c16_message_carries_five_words_no_more(void **state)
{
	(void)state;
	setup();
	front_serves(server);
	RUN(client);
	struct request r = marked(S_FRONT);

	r.reply = MARK; /* not part of the message */
	ask(K5_SYS_send, r);
	assert_int_equal(marks(server), 1 + K5_WORDS);
	assert_int_equal(got(server).badge, 100 + CLIENT);
	assert_int_equal(got(server).length, 0);
}

static void c16_addresses_of_buffers_do_not_cross(void **state)
{
	k5_word_t at = mem_at(CLIENT, MEM_RAM, 64);

	(void)state;
	setup();
	front_serves(server);
	RUN(client);
	ASK(call, .slot = S_FRONT, .flags = K5_COPY_OUT | K5_COPY_IN,
	    .word = {at, 8, at, 16});
	for (unsigned i = 0; i < K5_WORDS; i++)
		assert_int_equal(got(server).word[i], 0);
}

static void c16_addresses_do_not_cross_with_the_answer(void **state)
{
	k5_word_t at = mem_at(SERVER, MEM_RAM, 64);

	(void)state;
	setup();
	front_serves(server);
	RUN(client);
	front_call(1);
	RUN(server);
	ASK(reply_recv, .slot = S_FRONT_RECV, .reply = S_REPLY,
	    .flags = K5_COPY_OUT | K5_COPY_IN, .word = {at, 8, at, 16});
	for (unsigned i = 0; i < K5_WORDS; i++)
		assert_int_equal(got(client).word[i], 0);
}

static void c16_waiting_receiver_keeps_nothing_of_its_request(void **state)
{
	(void)state;
	setup();
	RUN(server);
	struct request r = marked(S_FRONT_RECV);

	ask(K5_SYS_recv, r);
	RUN(client);
	ASK(send, .slot = S_FRONT);
	assert_int_equal(marks(server), 0);
}

static void c16_refused_call_tells_only_its_status(void **state)
{
	(void)state;
	setup();
	RUN(client);
	for (k5_word_t n = 0; n <= 0xff; n++) {
		struct request r = marked(CSPACE);

		r.reply = MARK;
		if (n == K5_SYS_yield || n == K5_SYS_exit ||
		    n == K5_SYS_panic || n == K5_SYS_clock ||
		    n == K5_SYS_deadline) /* which succeeds, and sleep then waits */
			continue;
		ask(n, r);
		assert_int_equal(marks(client), 2 + K5_WORDS);
		assert_running(client);
	}
}

static void c16_callers_registers_survive_a_dead_server(void **state)
{
	(void)state;
	setup();
	front_serves(server);
	RUN(client);
	ask(K5_SYS_call, marked(S_FRONT));
	RUN(server);
	ASK(panic, 0);
	assert_int_equal(got(client).status, K5_ERR_DEAD);
	assert_int_equal(marks(client), 1 + K5_WORDS);
}

static void c16_wait_returns_bits_and_nothing_else(void **state)
{
	(void)state;
	setup();
	RUN(server);
	ask(K5_SYS_wait, marked(S_WAIT));
	RUN(client);
	ASK(notify, .slot = S_SIGNAL, .word = {4}, .label = 99);
	assert_int_equal(got(server).word[0], 4);
	assert_int_equal(marks(server), K5_WORDS); /* its own, unchanged */
}

static void c16_caps_tells_no_object_numbers(void **state)
{
	(void)state;
	cast();
	client = world_thread(CLIENT, 10);
	idx_t ep = world_endpoint();

	for (unsigned i = 0; i < 3; i++)
		ep = world_endpoint();
	k5_slot_t slot = world_send_cap(CLIENT, ep, 7);

	world_boot();
	ASK(caps, .slot = slot);
	for (unsigned i = 0; i < K5_WORDS; i++)
		assert_int_not_equal(got(client).word[i], ep);
	assert_int_equal(got(client).label, 0);
}

static void c16_short_copy_leaves_the_rest_of_the_buffer(void **state)
{
	(void)state;
	setup();
	memset(mem_bytes(SERVER, MEM_RAM), 0xaa, REGION_SIZE);
	RUN(server);
	ASK(recv, .slot = S_FRONT_RECV, .reply = S_REPLY, .flags = K5_COPY_IN,
	    .word = {0, 0, mem_at(SERVER, MEM_RAM, 100), 100});
	RUN(client);
	ASK(send, .slot = S_FRONT, .flags = K5_COPY_OUT,
	    .word = {mem_at(CLIENT, MEM_RAM, 0), 3});
	for (unsigned i = 103; i < 200; i++)
		assert_int_equal(mem_bytes(SERVER, MEM_RAM)[i], 0xaa);
}

/* Bytes in a frame are the header's and the task's: pads are zero. */
static void c16_fault_report_has_no_old_bytes(void **state)
{
	struct frame frame;

	(void)state;
	for (unsigned fill = 0; fill < 256; fill += 85) {
		setup();
		memset(k5_log_ring, (int)fill, LOG_RING);
		frames_skip();
		RUN(client);
		fault(K5_FAULT_BUS);
		assert_true(frames_next(&frame));
		assert_int_equal(frame.length, 20);
		assert_int_equal(frame.payload[2], 0);
		assert_int_equal(frame.payload[3], 0);
	}
}

static void c16_record_holds_what_was_given(void **state)
{
	struct frame frame;

	(void)state;
	setup();
	frames_skip();
	RUN(client);
	struct request r = marked(0);

	r.reply = K5_LEVEL_INFO;
	ask(K5_SYS_log, r); /* no buffer: words are not arguments */
	assert_true(frames_next(&frame));
	assert_int_equal(frame.length, 4);
	assert_int_equal(frame_u32(&frame, 0), MARK);
}

static void c16_failed_poll_and_try_tell_nothing(void **state)
{
	(void)state;
	setup();
	RUN(server);
	ask(K5_SYS_poll, marked(S_WAIT));
	assert_int_equal(marks(server), 1 + K5_WORDS);
	ask(K5_SYS_try_recv, marked(S_FRONT_RECV));
	assert_int_equal(marks(server), 1 + K5_WORDS);
}

int group_flow(void)
{
	ADD(c16_message_carries_five_words_no_more);
	ADD(c16_addresses_of_buffers_do_not_cross);
	ADD(c16_addresses_do_not_cross_with_the_answer);
	ADD(c16_waiting_receiver_keeps_nothing_of_its_request);
	ADD(c16_refused_call_tells_only_its_status);
	ADD(c16_callers_registers_survive_a_dead_server);
	ADD(c16_wait_returns_bits_and_nothing_else);
	ADD(c16_caps_tells_no_object_numbers);
	ADD(c16_short_copy_leaves_the_rest_of_the_buffer);
	ADD(c16_fault_report_has_no_old_bytes);
	ADD(c16_record_holds_what_was_given);
	ADD(c16_failed_poll_and_try_tell_nothing);
	return run_group_of("flow");
}
