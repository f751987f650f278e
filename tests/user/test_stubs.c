/*
 * test_stubs.c - each stub fills the registers that abi.h's table names
 */
#include "trap.h"

#include <string.h>

#include <k5/interface.h>

static const struct k5_regs answer = {
	{K5_ERR_AGAIN, 101, 102, 103, 104, 105, 106, 107}};

static k5_word_t asked(unsigned i)
{
	return trap.asked.arg[i];
}

static void expect_asked(k5_word_t number, k5_word_t slot)
{
	assert_int_equal(trap.calls, 1);
	assert_int_equal(asked(K5_ARG_NUMBER), number);
	assert_int_equal(asked(K5_ARG_SLOT), slot);
}

static void expect_message(const struct k5_msg *msg)
{
	assert_int_equal(asked(K5_ARG_LABEL), msg->label);
	for (unsigned i = 0; i < K5_WORDS; i++)
		assert_int_equal(asked(K5_ARG_WORD + i), msg->word[i]);
}

static void expect_answer(const struct k5_msg *msg)
{
	assert_int_equal(msg->label, 101);
	for (unsigned i = 0; i < K5_WORDS; i++)
		assert_int_equal(msg->word[i], 102 + i);
	assert_int_equal(msg->length, 107);
}

static const struct k5_msg sent = {.label = 9, .word = {1, 2, 3, 4}};

static void prepare(void)
{
	trap_reset();
	trap.answer = answer;
}

static void send_carries_a_message(void **state)
{
	(void)state;
	prepare();
	assert_int_equal(k5_send(7, &sent), K5_ERR_AGAIN);
	expect_asked(K5_SYS_send, 7);
	expect_message(&sent);

	prepare();
	assert_int_equal(k5_try_send(7, &sent), K5_ERR_AGAIN);
	expect_asked(K5_SYS_try_send, 7);

	prepare();
	assert_int_equal(k5_reply(8, &sent), K5_ERR_AGAIN);
	expect_asked(K5_SYS_reply, 8);
	expect_message(&sent);
}

static void call_brings_the_answer_back(void **state)
{
	struct k5_msg msg = sent;

	(void)state;
	msg.badge = 55;
	prepare();
	assert_int_equal(k5_call(7, &msg), K5_ERR_AGAIN);
	expect_asked(K5_SYS_call, 7);
	expect_message(&sent);
	expect_answer(&msg);
	assert_int_equal(msg.badge, 55);
}

static void recv_names_the_reply_cap(void **state)
{
	struct k5_msg msg;

	(void)state;
	prepare();
	assert_int_equal(k5_recv(3, 4, &msg), K5_ERR_AGAIN);
	expect_asked(K5_SYS_recv, 3);
	assert_int_equal(asked(K5_ARG_REPLY), 4);
	expect_answer(&msg);
	assert_int_equal(msg.badge, 106);

	prepare();
	k5_try_recv(3, 4, &msg);
	expect_asked(K5_SYS_try_recv, 3);
}

static void reply_recv_does_both(void **state)
{
	struct k5_msg msg = sent;

	(void)state;
	prepare();
	assert_int_equal(k5_reply_recv(3, 4, &msg), K5_ERR_AGAIN);
	expect_asked(K5_SYS_reply_recv, 3);
	assert_int_equal(asked(K5_ARG_REPLY), 4);
	expect_message(&sent);
	expect_answer(&msg);
	assert_int_equal(msg.badge, 106);
}

/* A buffer takes the place of two words, the other two still travel. */
static void buffers_replace_words(void **state)
{
	struct k5_msg msg = sent;
	char in[16];

	(void)state;
	prepare();
	k5_send_copy(7, &sent, "abc", 3);
	expect_asked(K5_SYS_send | K5_COPY_OUT, 7);
	assert_int_equal(asked(K5_ARG_OUT + 1), 3);
	assert_memory_equal(trap.out, "abc", 3);
	assert_int_equal(asked(K5_ARG_WORD + 2), 3);

	prepare();
	k5_recv_copy(3, 4, &msg, in, sizeof(in));
	expect_asked(K5_SYS_recv | K5_COPY_IN, 3);
	assert_ptr_equal((void *)asked(K5_ARG_IN), in);
	assert_int_equal(asked(K5_ARG_IN + 1), sizeof(in));

	msg = sent;
	prepare();
	k5_call_copy(7, &msg,
		     (struct k5_buffers){.in = in, .in_size = sizeof(in)});
	expect_asked(K5_SYS_call | K5_COPY_IN, 7);
	assert_int_equal(asked(K5_ARG_WORD), 1);
	assert_int_equal(asked(K5_ARG_WORD + 1), 2);

	prepare();
	k5_reply_recv_copy(
		3, 4, &msg,
		(struct k5_buffers){
			.out = "x", .out_size = 1, .in = in, .in_size = 2});
	expect_asked(K5_SYS_reply_recv | K5_COPY_OUT | K5_COPY_IN, 3);
	assert_int_equal(asked(K5_ARG_REPLY), 4);
}

static void notifications_use_the_first_word(void **state)
{
	k5_word_t bits = 0;

	(void)state;
	prepare();
	assert_int_equal(k5_notify(2, 0x80000001), K5_ERR_AGAIN);
	expect_asked(K5_SYS_notify, 2);
	assert_int_equal(asked(K5_ARG_WORD), 0x80000001);

	prepare();
	k5_wait(2, &bits);
	expect_asked(K5_SYS_wait, 2);
	assert_int_equal(bits, 102);

	prepare();
	assert_int_equal(k5_poll(2, &bits), K5_ERR_AGAIN);
	expect_asked(K5_SYS_poll, 2);
}

/* Four bytes a word, whatever its width, padded with zeros. */
static void names_fill_the_words(void **state)
{
	(void)state;
	prepare();
	assert_int_equal(k5_listen("net", 5), K5_ERR_AGAIN);
	expect_asked(K5_SYS_listen, 5);
	assert_int_equal(asked(K5_ARG_WORD), 'n' | 'e' << 8 | 't' << 16);
	assert_int_equal(asked(K5_ARG_WORD + 1), 0);
	assert_int_equal(asked(K5_ARG_WORD + 3), 0);

	prepare();
	assert_int_equal(k5_connect("0123456789abcdef", 5), K5_ERR_AGAIN);
	expect_asked(K5_SYS_connect, 5);
	assert_int_equal(asked(K5_ARG_WORD + 3),
			 'c' | 'd' << 8 | 'e' << 16 | 'f' << 24);

	prepare();
	assert_int_equal(k5_connect("0123456789abcdefg", 5), K5_ERR_NAME);
	assert_int_equal(trap.calls, 0);
}

static void the_rest(void **state)
{
	struct k5_cap_info info;

	(void)state;
	prepare();
	trap.answer.arg[K5_ARG_WORD] = 0x11111111;
	trap.answer.arg[K5_ARG_WORD + 1] = 0x22222222;
	assert_true(k5_clock() == 0x2222222211111111);
	assert_int_equal(asked(K5_ARG_NUMBER), K5_SYS_clock);

	prepare();
	assert_int_equal(k5_caps(6, &info), K5_ERR_AGAIN);
	expect_asked(K5_SYS_caps, 6);
	assert_int_equal(info.slot, 102);
	assert_int_equal(info.type, 103);
	assert_int_equal(info.rights, 104);
	assert_int_equal(info.badge, 105);

	prepare();
	assert_int_equal(k5_irq_ack(4), K5_ERR_AGAIN);
	expect_asked(K5_SYS_irq_ack, 4);

	prepare();
	assert_int_equal(k5_shutdown(1, -2), K5_ERR_AGAIN);
	expect_asked(K5_SYS_shutdown, 1);
	assert_int_equal((int)asked(K5_ARG_WORD), -2);

	prepare();
	assert_int_equal(k5_nop(), K5_ERR_AGAIN);
	assert_int_equal(asked(K5_ARG_NUMBER), K5_SYS_nop);
	assert_int_equal(k5_yield(), K5_ERR_AGAIN);
	assert_int_equal(asked(K5_ARG_NUMBER), K5_SYS_yield);
	assert_int_equal(k5_exit(), K5_ERR_AGAIN);
	assert_int_equal(asked(K5_ARG_NUMBER), K5_SYS_exit);
}

/* What an interface's server says in the label is the caller's to hear. */
static void any_error_comes_through_an_interface(void **state)
{
	(void)state;
	for (k5_word_t e = K5_OK; e <= (k5_word_t)K5_ERR_LAST + 1; e++) {
		struct k5_msg msg = sent;
		struct k5_buffers none = {NULL, 0, NULL, 0};

		trap_reset();
		trap.answer = (struct k5_regs){{K5_OK, e}};
		assert_int_equal(k5_ask(k5_through(3), &msg, none),
				 e <= (k5_word_t)K5_ERR_LAST ? e
							     : K5_ERR_RANGE);
	}
}

const struct CMUnitTest stub_tests[] = {
	cmocka_unit_test(send_carries_a_message),
	cmocka_unit_test(call_brings_the_answer_back),
	cmocka_unit_test(recv_names_the_reply_cap),
	cmocka_unit_test(reply_recv_does_both),
	cmocka_unit_test(buffers_replace_words),
	cmocka_unit_test(notifications_use_the_first_word),
	cmocka_unit_test(names_fill_the_words),
	cmocka_unit_test(the_rest),
	cmocka_unit_test(any_error_comes_through_an_interface),
};
const size_t stub_test_count = sizeof(stub_tests) / sizeof(stub_tests[0]);
