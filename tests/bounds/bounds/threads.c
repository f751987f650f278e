/*
 * threads.c - those that are started, watched, passed over, and ended with debts
 */
#include "bounds.h"

static unsigned debts;

/* Takes on all debts, and then waits, or is gone. */
static void owe(void)
{
	struct k5_msg msg;

	for (unsigned i = 0; i < debts; i++)
		K5_REQUIRE(k5_recv(K5_SLOT_MEET, reply_of(i), &msg) == K5_OK);
}

static void owes_and_waits(k5_word_t argument)
{
	k5_word_t bits;

	(void)argument;
	owe();
	k5_wait(K5_SLOT_QUIET, &bits);
	k5_exit();
}

static void owes_and_exits(k5_word_t argument)
{
	(void)argument;
	owe();
	BLOCKS(k5_exit());
}

static void ends(unsigned n)
{
	debts = n;
	crowd_make();
	gather(calls, n);
	subject(K5_SYS_exit, owes_and_exits, 0);
	crowd_end();
	crowd_make();
	gather(calls, n);
	crowd_start(SUBJECT, owes_and_waits, 17);
	nap(20000);
	crowd_waits(SUBJECT);
	MEASURE(K5_SYS_delete, K5_OK, k5_delete(thread_of(SUBJECT)));
	crowd_end();
}

static void starts(void)
{
	struct k5_thread_info info;

	crowd_make();
	for (unsigned i = 0; i < CROWD; i++)
		MEASURE(K5_SYS_start, K5_OK,
			k5_start(thread_of(i), spins, i, i));
	for (unsigned i = 0; i < CROWD; i++) {
		MEASURE(K5_SYS_priority, K5_OK,
			k5_priority(thread_of(i), CROWD - i));
		MEASURE(K5_SYS_thread_status, K5_OK,
			k5_thread_status(thread_of(i), &info));
	}
	MEASURE(K5_SYS_thread_status, K5_OK,
		k5_thread_status(K5_SLOT_BORROWER, &info));
	MEASURE(K5_SYS_abort, K5_ERR_AGAIN, k5_abort(K5_SLOT_BORROWER));
	crowd_end();
}

/* All others go behind the one that is named, one by one. */
static void yields_to(unsigned n)
{
	crowd_make();
	for (unsigned i = 0; i < n; i++)
		crowd_start(i, spins, 10);
	k5_notify(K5_SLOT_SAVE, 1);
	MEASURE(K5_SYS_yield_to, K5_OK, k5_yield_to(K5_SLOT_PEER_TIME));
	MEASURE(K5_SYS_unbind, K5_OK, k5_unbind(K5_SLOT_PEER_TIME));
	MEASURE(K5_SYS_bind, K5_OK, k5_bind(K5_SLOT_PEER_TIME));
	crowd_end();
	nap(20000);
}

void peer_main(void);
void peer_main(void)
{
	k5_word_t bits;

	for (;;)
		k5_wait(K5_SLOT_SAVE, &bits);
}

/* Of two that are alone, the one yields to the other. */
static void yields(k5_word_t argument)
{
	(void)argument;
	began = now();
	k5_yield();
	k5_exit();
}

void measure_threads(void)
{
	for (unsigned round = 0; round < 2; round++) {
		ends(waiting(round));
		starts();
		yields_to(waiting(round));
	}
	crowd_make();
	subject(K5_SYS_yield, yields, 0);
	nap(1000);
	crowd_end();
	for (unsigned i = 0; i < ROUNDS; i++)
		MEASURE(K5_SYS_nop, K5_OK, k5_nop());
}

/* Runs on its clients' time; what it is asked it does at once. */
void passive_main(void);
void passive_main(void)
{
	struct k5_msg msg = {0};
	static char in[2][K5_COPY_MAX + 2];
	static unsigned count;
	unsigned own = count++ & 1;
	k5_slot_t reply = own ? K5_SLOT_REPLY_PORTER : K5_SLOT_REPLY_BUTLER;
	struct k5_buffers buffers = {.in = in[own] + 1, .in_size = K5_COPY_MAX};

	for (;;)
		k5_reply_recv_copy(K5_SLOT_SERVE, reply, &msg, buffers);
}
