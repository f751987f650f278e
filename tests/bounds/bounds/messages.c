/*
 * messages.c - who waits is looked through, the largest message crosses byte by byte
 *
 * A buffer that lies otherwise than its partner's is copied in bytes, which is the
 * longest that a copy can take.
 */
#include "bounds.h"

static char *mine; /* main's buffer, or the subject's */

static struct k5_buffers both(void)
{
	return (struct k5_buffers){.out = mine,
				   .out_size = K5_COPY_MAX,
				   .in = mine,
				   .in_size = K5_COPY_MAX};
}

/* --- to one of many who wait ------------------------------------------------- */

static void send_to_many(unsigned n)
{
	struct k5_msg msg = {.label = 1};

	gather(receives, n);
	MEASURE(K5_SYS_send, K5_OK,
		k5_send_copy(K5_SLOT_SERVE, &msg, mine, K5_COPY_MAX));
	MEASURE(K5_SYS_try_send, K5_OK,
		k5_try_send_copy(K5_SLOT_SERVE, &msg, mine, K5_COPY_MAX));
}

static void calls_one(k5_word_t argument)
{
	struct k5_msg msg = {.label = argument};

	BLOCKS(k5_call_copy(K5_SLOT_SERVE, &msg, both()));
}

static void tries_one(k5_word_t argument)
{
	struct k5_msg msg = {.label = argument};

	BLOCKS(k5_try_call_copy(K5_SLOT_SERVE, &msg, both()));
}

/* The best is passive: the subject's time goes along. */
static void call_one_of_many(unsigned row, k5_entry_t entry, unsigned n)
{
	crowd_make();
	gather(receives, n);
	subject(row, entry, 1);
	crowd_end();
}

/* --- among many who want the same -------------------------------------------- */

static void sends_too(k5_word_t argument)
{
	struct k5_msg msg = {.label = argument};

	BLOCKS(k5_send_copy(K5_SLOT_MEET, &msg, mine, K5_COPY_MAX));
}

static void send_behind_many(unsigned n)
{
	crowd_make();
	gather(sends, n);
	subject(K5_SYS_send, sends_too, 1);
	crowd_end();
}

static void receives_too(k5_word_t argument)
{
	struct k5_msg msg;

	BLOCKS(k5_recv_copy(K5_SLOT_SERVE, reply_of((unsigned)argument), &msg,
			    mine, K5_COPY_MAX));
}

static void receive_behind_many(unsigned n)
{
	crowd_make();
	gather(receives, n);
	subject(K5_SYS_recv, receives_too, SUBJECT);
	crowd_end();
}

/* --- from many: some lend what cannot be taken, the best brings most ---------- */

static void senders(unsigned n, unsigned lenders)
{
	crowd_make();
	for (unsigned i = 0; i < n; i++) {
		crowd_start(i, i < lenders ? lends : calls, 1 + i % 16);
		crowd_waits(i);
	}
}

static void receive_from_many(unsigned n, unsigned lenders)
{
	struct k5_msg msg;

	senders(n, lenders);
	MEASURE(K5_SYS_recv, K5_OK,
		k5_recv_copy(K5_SLOT_MEET, reply_of(0), &msg, mine,
			     K5_COPY_MAX));
	MEASURE(K5_SYS_reply, K5_OK,
		k5_reply_copy(reply_of(0), &msg, mine, K5_COPY_MAX));
	crowd_end();
	senders(n, lenders);
	MEASURE(K5_SYS_try_recv, K5_OK,
		k5_try_recv_copy(K5_SLOT_MEET, reply_of(0), &msg, mine,
				 K5_COPY_MAX));
	crowd_end();
}

/* One is owed an answer, then the others come. */
static void answer_and_receive(unsigned n, unsigned lenders)
{
	struct k5_msg msg;

	crowd_make();
	crowd_start(WAITERS - 1, calls, 17);
	crowd_waits(WAITERS - 1);
	K5_REQUIRE(k5_recv_copy(K5_SLOT_MEET, reply_of(0), &msg, mine,
				K5_COPY_MAX) == K5_OK);
	for (unsigned i = 0; i < n - 1; i++) {
		crowd_start(i, i < lenders ? lends : calls, 1 + i % 16);
		crowd_waits(i);
	}
	MEASURE(K5_SYS_reply_recv, K5_OK,
		k5_reply_recv_copy(K5_SLOT_MEET, reply_of(0), &msg, both()));
	crowd_end();
}

/* All that wait with that badge hear of it. */
static void cancel_many(unsigned n)
{
	crowd_make();
	sends_by = K5_SLOT_FREE;
	K5_REQUIRE(k5_mint(K5_SLOT_MEET, sends_by, K5_RIGHT_SEND, 7) == K5_OK);
	gather(calls, n);
	MEASURE(K5_SYS_cancel, K5_OK, k5_cancel(K5_SLOT_MEET, 7));
	K5_REQUIRE(k5_delete(K5_SLOT_FREE) == K5_OK);
	crowd_end();
}

static void waits_too(k5_word_t argument)
{
	k5_word_t bits;

	(void)argument;
	BLOCKS(k5_wait(K5_SLOT_CROWDED, &bits));
}

static void notify_many(unsigned n)
{
	k5_word_t bits;

	crowd_make();
	gather(waits, n);
	subject(K5_SYS_wait, waits_too, 0);
	MEASURE(K5_SYS_notify, K5_OK, k5_notify(K5_SLOT_CROWDED, 1));
	crowd_end();
	k5_notify(K5_SLOT_QUIET, 1);
	MEASURE(K5_SYS_poll, K5_OK, k5_poll(K5_SLOT_QUIET, &bits));
	MEASURE(K5_SYS_poll, K5_ERR_AGAIN, k5_poll(K5_SLOT_QUIET, &bits));
	k5_notify(K5_SLOT_QUIET, 1);
	MEASURE(K5_SYS_wait, K5_OK, k5_wait(K5_SLOT_QUIET, &bits));
}

void measure_messages(void)
{
	for (unsigned round = 0; round < ROUNDS; round++) {
		unsigned n = waiting(round);

		mine = buffer_of(MINE) + round;
		crowd_make();
		send_to_many(n);
		crowd_end();
		call_one_of_many(K5_SYS_call, calls_one, n);
		call_one_of_many(K5_SYS_try_call, tries_one, n);
		send_behind_many(n);
		receive_behind_many(n);
		receive_from_many(n, 0);
		receive_from_many(n, n - 1);
		answer_and_receive(n, 0);
		answer_and_receive(n, n - 2);
		cancel_many(n);
		notify_many(n);
	}
}
