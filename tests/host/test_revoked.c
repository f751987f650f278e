/*
 * test_revoked.c - who waits through a cap that goes does not wait on as a weaker
 *
 * Its task has another cap to the same endpoint, with the right to send or receive:
 * but with another badge, or without grant. What it waits to do it may not do any
 * more.
 */
#include "voyage.h"

/* The answer, or the message, brings a copy of a cap to INTO2. */
static void lender_gets(k5_word_t slot)
{
	RUN(lender);
	ASK(call, .slot = G_SEND, .flags = K5_CAP_IN, .word = {0, 0, 0, INTO2});
	RUN(borrower);
	ASK(recv, .slot = G_RECV, .reply = G_REPLY);
	assert_int_equal(ASK(reply, .slot = G_REPLY, .flags = K5_CAP_OUT,
			     .word = {0, slot}),
			 K5_OK);
}

static void borrower_gets(k5_word_t slot)
{
	RUN(borrower);
	ASK(recv, .slot = G_RECV, .reply = G_REPLY, .flags = K5_CAP_IN,
	    .word = {0, 0, 0, INTO2});
	RUN(third);
	assert_int_equal(ASK(send, .slot = G_SEND, .flags = K5_CAP_OUT,
			     .word = {0, slot}),
			 K5_OK);
}

static void revoked(idx_t by, k5_word_t slot)
{
	RUN(by);
	assert_int_equal(ASK(revoke, .slot = slot), K5_OK);
}

static void c07_nobody_waits_on_under_a_badge_that_was_revoked(void **state)
{
	(void)state;
	voyage_boot(false);
	lender_gets(S_FRONT);
	RUN(lender);
	ASK(call, .slot = INTO2);
	assert_state(lender, T_CALLING);
	revoked(borrower, S_FRONT);
	assert_int_equal(held(CLIENT, S_FRONT).rights, K5_RIGHT_SEND);
	assert_int_equal(got(lender).status, K5_ERR_DEAD);
	assert_int_equal(ASK(try_recv, .slot = G_RECV, .reply = G_REPLY),
			 K5_ERR_AGAIN);
}

static void c07_nobody_waits_on_to_take_without_grant(void **state)
{
	(void)state;
	voyage_boot(false);
	borrower_gets(G_BACK_RECV);
	RUN(borrower);
	ASK(delete, .slot = G_BACK_RECV);
	ASK(recv, .slot = INTO2, .reply = G_REPLY, .flags = K5_CAP_IN,
	    .word = {0, 0, 0, INTO});
	assert_state(borrower, T_RECEIVING);
	revoked(third, G_BACK_RECV);
	assert_int_equal(held(SERVER, S_BACK_RECV).rights, K5_RIGHT_RECV);
	assert_int_equal(got(borrower).status, K5_ERR_DEAD);
}

static void c07_nobody_waits_on_to_give_without_grant(void **state)
{
	(void)state;
	voyage_boot(false);
	borrower_gets(G_BACK);
	RUN(borrower);
	ASK(delete, .slot = G_BACK);
	ASK(send, .slot = INTO2, .flags = K5_CAP_OUT, .word = {0, S_SYSTEM});
	assert_state(borrower, T_SENDING);
	revoked(third, G_BACK);
	assert_int_equal(got(borrower).status, K5_ERR_DEAD);
	backend_takes();
	assert_int_equal(held(BACKEND, INTO).type, K5_CAP_NONE);
}

/* Who has the same authority by another cap waits on. */
static void c07_a_cap_as_good_keeps_the_place(void **state)
{
	(void)state;
	voyage_boot(false);
	RUN(lender);
	assert_int_equal(ASK(mint, .slot = G_SEND,
			     .word = {INTO, K5_RIGHT_SEND | K5_RIGHT_GRANT}),
			 K5_OK);
	ASK(call, .slot = INTO, .flags = K5_CAP_OUT | K5_CAP_IN,
	    .word = {0, S_SYSTEM, 0, INTO2});
	RUN(lender2);
	assert_int_equal(ASK(delete, .slot = INTO), K5_OK);
	assert_state(lender, T_CALLING);
	assert_int_equal(ASK(delete, .slot = G_SEND), K5_OK);
	assert_int_equal(got(lender).status, K5_ERR_DEAD);
}

int group_revoked(void)
{
	ADD(c07_nobody_waits_on_under_a_badge_that_was_revoked);
	ADD(c07_nobody_waits_on_to_take_without_grant);
	ADD(c07_nobody_waits_on_to_give_without_grant);
	ADD(c07_a_cap_as_good_keeps_the_place);
	return run_group_of("revoked");
}
