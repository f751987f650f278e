/*
 * test_given.c - memory that is given for good: one owner after another
 */
#include "snapshot.h"
#include "voyage.h"

static void c08_a_page_given_is_gone(void **state)
{
	(void)state;
	voyage();
	assert_int_equal(ASK(send, .slot = G_SEND, .label = 7,
			     .flags = K5_CAP_OUT | K5_CAP_MOVE,
			     .word = {1, PAGE, 3, 4}),
			 K5_OK);
	assert_int_equal(held(CLIENT, PAGE).type, K5_CAP_NONE);
	assert_int_equal(held(SERVER, INTO).rights, RWG);
	assert_sees(CLIENT, NOTHING);
	assert_sees(SERVER, RW);
	assert_int_equal(got(borrower).word[1], page_at(0, 0));
	RUN(lender);
	fault(K5_FAULT_MEMORY);
	assert_sees(SERVER, RW);
}

static void c08_an_answer_gives_a_page_back(void **state)
{
	(void)state;
	voyage();
	ASK(call, .slot = G_SEND, .flags = K5_CAP_OUT | K5_CAP_MOVE | K5_CAP_IN,
	    .word = {1, PAGE, 3, INTO});
	RUN(borrower);
	assert_sees(SERVER, RW);
	ASK(reply, .slot = G_REPLY, .flags = K5_CAP_OUT | K5_CAP_MOVE,
	    .word = {1, INTO, 3, 4});
	assert_sees(SERVER, NOTHING);
	assert_sees(CLIENT, RW);
	assert_int_equal(held(CLIENT, INTO).rights, RWG);
	assert_int_equal(got(lender).word[1], page_at(0, 0));
}

static void c08_who_takes_no_page_leaves_it(void **state)
{
	(void)state;
	voyage_boot(false);
	RUN(borrower);
	ASK(recv, .slot = G_RECV, .reply = G_REPLY,
	    .word = {0, 0, 0, INTO}); /* but no flag */
	RUN(lender);
	ASK(send, .slot = G_SEND, .flags = K5_CAP_OUT | K5_CAP_MOVE,
	    .word = {1, PAGE, 3, 4});
	assert_int_equal(got(borrower).length, 0);
	assert_int_equal(got(borrower).word[1], 0);
	assert_home();
}

/* It waited to be given, and a mate lent it meanwhile: nothing crosses. */
static void c08_a_page_lent_meanwhile_is_not_given(void **state)
{
	(void)state;
	voyage_boot(false);
	RUN(third);
	backend_takes();
	RUN(lender);
	ASK(send, .slot = G_SEND, .flags = K5_CAP_OUT | K5_CAP_MOVE,
	    .word = {1, PAGE, 3, 4});
	RUN(lender2);
	ASK(call, .slot = G_BACK, .flags = K5_CAP_OUT | K5_CAP_LEND,
	    .word = {1, PAGE, 3, 4});
	RUN(borrower);
	assert_int_equal(server_takes(), K5_OK);
	assert_int_equal(got(borrower).length, 0);
	assert_int_equal(held(CLIENT, PAGE).rights, RWG);
	assert_sees(BACKEND, RW);
	assert_sees(SERVER, NOTHING);
}

/* What came to the slot after the page went was never to be given. */
static void c08_a_slot_with_another_page_gives_nothing(void **state)
{
	(void)state;
	voyage_boot(false);
	RUN(lender);
	ASK(send, .slot = G_SEND, .flags = K5_CAP_OUT | K5_CAP_MOVE,
	    .word = {1, PAGE, 3, 4});
	RUN(lender2);
	ASK(delete, .slot = PAGE);
	assert_int_equal(ASK(move, .slot = PAGE2, .word = {PAGE}), K5_OK);
	RUN(borrower);
	assert_int_equal(server_takes(), K5_OK);
	assert_int_equal(got(borrower).length, 0);
	assert_int_equal(held(CLIENT, PAGE).object, 1);
	assert_int_equal(sees(SERVER, 1), NOTHING);
}

/* The same where a mate gave the page away meanwhile. */
static void c08_a_page_given_meanwhile_leaves_no_gift_behind(void **state)
{
	(void)state;
	voyage_boot(false);
	RUN(third);
	backend_takes();
	RUN(lender);
	ASK(send, .slot = G_SEND, .flags = K5_CAP_OUT | K5_CAP_MOVE,
	    .word = {1, PAGE, 3, 4});
	RUN(lender2);
	ASK(send, .slot = G_BACK, .flags = K5_CAP_OUT | K5_CAP_MOVE,
	    .word = {1, PAGE, 3, 4});
	assert_sees(BACKEND, RW);
	assert_int_equal(ASK(move, .slot = PAGE2, .word = {PAGE}), K5_OK);
	RUN(borrower);
	assert_int_equal(server_takes(), K5_OK);
	assert_int_equal(got(borrower).length, 0);
	assert_int_equal(held(CLIENT, PAGE).object, 1);
	assert_int_equal(sees(SERVER, 1), NOTHING);
}

static void c06_what_is_borrowed_is_not_given(void **state)
{
	(void)state;
	lent(0);
	REFUSED(K5_ERR_RIGHT, send, .slot = G_BACK, .word = {0, INTO},
		.flags = K5_CAP_OUT | K5_CAP_MOVE);
}

int group_given(void)
{
	ADD(c08_a_page_given_is_gone);
	ADD(c08_an_answer_gives_a_page_back);
	ADD(c08_who_takes_no_page_leaves_it);
	ADD(c08_a_page_lent_meanwhile_is_not_given);
	ADD(c08_a_slot_with_another_page_gives_nothing);
	ADD(c08_a_page_given_meanwhile_leaves_no_gift_behind);
	ADD(c06_what_is_borrowed_is_not_given);
	return run_group_of("given");
}
