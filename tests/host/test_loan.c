/*
 * test_loan.c - a region is lent with a call and comes back on every way out
 */
#include <string.h>

#include "claim.h"
#include "snapshot.h"
#include "voyage.h"

static void c08_a_page_is_where_its_cap_is(void **state)
{
	(void)state;
	voyage();
	assert_home();
	assert_true(claim_ok(CLIENT, (struct claim){page_at(0, 0), REGION_SIZE},
			     RW));
	assert_false(claim_ok(SERVER, (struct claim){page_at(0, 0), 1}, R));
}

static void c08_a_page_lent_is_the_borrowers(void **state)
{
	(void)state;
	lent(0);
	assert_sees(CLIENT, NOTHING);
	assert_sees(SERVER, RW);
	assert_int_equal(held(SERVER, INTO).type, K5_CAP_REGION);
	assert_int_equal(held(SERVER, INTO).rights, RW);
}

static void c07_a_loan_says_where_it_lies(void **state)
{
	struct answer a;

	(void)state;
	lent(0);
	a = got(borrower);
	assert_int_equal(a.label, 7);
	assert_int_equal(a.length, K5_CAP_CAME | K5_REGION_CAME);
	assert_int_equal(a.word[0], 1);
	assert_int_equal(a.word[1], page_at(0, 0));
	assert_int_equal(a.word[2], 3);
	assert_int_equal(a.word[3], 4);
	assert_int_equal(ASK(caps, .slot = INTO), K5_OK);
	a = got(borrower);
	assert_int_equal(a.word[1], K5_CAP_REGION);
	assert_int_equal(a.word[2], RW);
	assert_int_equal(a.word[3], page_at(0, 0));
	assert_int_equal(a.length, REGION_SIZE);
}

static void c07_a_loan_waits_with_its_caller(void **state)
{
	(void)state;
	voyage_boot(false);
	RUN(lender);
	assert_int_equal(lend(PAGE, 0), K5_OK);
	assert_state(lender, T_CALLING);
	assert_sees(CLIENT, RW);
	RUN(borrower);
	assert_int_equal(server_takes(), K5_OK);
	assert_sees(CLIENT, NOTHING);
	assert_sees(SERVER, RW);
	assert_int_equal(got(borrower).length, K5_CAP_CAME | K5_REGION_CAME);
}

static void c07_a_passive_server_borrows_too(void **state)
{
	(void)state;
	voyage_boot(true);
	RUN(borrower);
	assert_int_equal(server_takes(), K5_OK);
	RUN(lender);
	assert_int_equal(lend(PAGE, 0), K5_OK);
	RUN(borrower);
	assert_sees(SERVER, RW);
	assert_int_equal(server_answers(), K5_OK);
	assert_home();
}

static void c08_a_reader_lends_and_reads_on(void **state)
{
	(void)state;
	lent(K5_CAP_READ);
	assert_sees(CLIENT, R);
	assert_sees(SERVER, R);
	assert_int_equal(held(SERVER, INTO).rights, R);
	server_answers();
	assert_home();
}

/* --- ways back ------------------------------------------------------------ */

static void c07_the_answer_ends_a_loan(void **state)
{
	(void)state;
	lent(0);
	assert_int_equal(server_answers(), K5_OK);
	assert_home();
	assert_int_equal(got(lender).status, K5_OK);
	assert_int_equal(got(lender).label, 9);
}

static void c07_reply_alone_ends_a_loan(void **state)
{
	(void)state;
	lent(0);
	assert_int_equal(ASK(reply, .slot = G_REPLY), K5_OK);
	assert_home();
	assert_int_equal(got(lender).status, K5_OK);
}

/* The slot that the answer empties takes the next page at once. */
static void c07_the_next_loan_takes_the_same_slot(void **state)
{
	(void)state;
	lent(0);
	RUN(lender2);
	assert_int_equal(lend(PAGE2, 0), K5_OK);
	assert_state(lender2, T_CALLING);
	RUN(borrower);
	assert_int_equal(server_answers(), K5_OK);
	assert_int_equal(got(borrower).word[1], page_at(1, 0));
	assert_int_equal(sees(SERVER, 1), RW);
	assert_sees(SERVER, NOTHING);
	assert_sees(CLIENT, RW);
}

static void c07_a_deleted_reply_cap_ends_a_loan(void **state)
{
	(void)state;
	lent(0);
	ASK(delete, .slot = S_REPLY);
	assert_sees(SERVER, RW);
	ASK(delete, .slot = G_REPLY);
	assert_home();
	assert_int_equal(got(lender).status, K5_ERR_DEAD);
}

static void c06_a_borrower_that_deletes_its_cap_returns_it(void **state)
{
	(void)state;
	lent(0);
	assert_int_equal(ASK(delete, .slot = INTO), K5_OK);
	assert_home();
	assert_state(lender, T_REPLY);
	assert_int_equal(server_answers(), K5_OK);
	assert_home();
	assert_int_equal(got(lender).status, K5_OK);
}

static void c06_the_lender_revokes_a_loan(void **state)
{
	(void)state;
	lent(0);
	RUN(lender2);
	assert_int_equal(ASK(revoke, .slot = PAGE), K5_OK);
	assert_home();
	assert_state(lender, T_REPLY);
	RUN(borrower);
	REFUSED(K5_ERR_SLOT, call, .slot = G_BACK, .word = {0, INTO},
		.flags = K5_CAP_OUT | K5_CAP_LEND);
}

static void c09_a_borrowers_fault_ends_a_loan(void **state)
{
	(void)state;
	lent(0);
	fault(K5_FAULT_MEMORY);
	assert_home();
	assert_int_equal(got(lender).status, K5_ERR_DEAD);
}

static void c09_a_borrowers_end_ends_a_loan(void **state)
{
	(void)state;
	lent(0);
	ASK(exit, 0);
	assert_home();
	assert_int_equal(got(lender).status, K5_ERR_DEAD);
}

static void c09_a_lenders_fault_ends_a_loan(void **state)
{
	(void)state;
	lent(0);
	RUN(lender2);
	fault(K5_FAULT_MEMORY);
	assert_sees(SERVER, NOTHING);
	assert_int_equal(held(SERVER, INTO).type, K5_CAP_NONE);
	RUN(borrower);
	assert_int_equal(server_answers(), K5_OK);
}

static void c06_who_deletes_its_page_ends_the_loan(void **state)
{
	(void)state;
	lent_twice(0);
	RUN(lender2);
	assert_int_equal(ASK(delete, .slot = PAGE), K5_OK);
	for (idx_t task = 0; task < CAST_TASKS; task++)
		assert_sees(task, NOTHING);
	assert_int_equal(held(SERVER, INTO).type, K5_CAP_NONE);
	assert_int_equal(held(BACKEND, INTO).type, K5_CAP_NONE);
	assert_state(lender, T_REPLY);
}

/* Two read it; the owner's third thread runs when all others wait. */
static void c06_who_deletes_its_page_ends_every_loan(void **state)
{
	(void)state;
	voyage();
	lend(PAGE, K5_CAP_READ);
	RUN(lender2);
	ASK(call, .slot = G_BACK, .word = {0, PAGE},
	    .flags = K5_CAP_OUT | K5_CAP_LEND | K5_CAP_READ);
	assert_sees(SERVER, R);
	assert_sees(BACKEND, R);
	RUN(borrower);
	ASK(wait, .slot = S_WAIT);
	RUN(third);
	ASK(wait, .slot = S_WAIT);
	assert_running(low);
	assert_int_equal(ASK(delete, .slot = PAGE), K5_OK);
	for (idx_t task = 0; task < CAST_TASKS; task++)
		assert_sees(task, NOTHING);
	assert_int_equal(held(SERVER, INTO).type, K5_CAP_NONE);
	assert_int_equal(held(BACKEND, INTO).type, K5_CAP_NONE);
}

/* --- lent on -------------------------------------------------------------- */

static void c08_a_page_lent_on_is_the_last_ones(void **state)
{
	(void)state;
	lent_twice(0);
	assert_sees(CLIENT, NOTHING);
	assert_sees(SERVER, NOTHING);
	assert_sees(BACKEND, RW);
	ASK(reply, .slot = G_REPLY);
	assert_sees(BACKEND, NOTHING);
	assert_sees(SERVER, RW);
	RUN(borrower);
	ASK(reply, .slot = G_REPLY);
	assert_home();
}

static void c08_what_is_lent_to_read_is_lent_on_to_read(void **state)
{
	(void)state;
	lent_twice(K5_CAP_READ);
	assert_sees(CLIENT, R);
	assert_sees(SERVER, R);
	assert_sees(BACKEND, R);
	RUN(lender2);
	assert_int_equal(ASK(revoke, .slot = PAGE), K5_OK);
	assert_home();
}

static void c08_the_outer_loan_ends_the_inner(void **state)
{
	(void)state;
	lent_twice(0);
	RUN(lender2);
	assert_int_equal(ASK(revoke, .slot = PAGE), K5_OK);
	assert_home();
	assert_state(borrower, T_REPLY);
	assert_state(lender, T_REPLY);
}

static void c09_the_middle_ends_and_both_loans_with_it(void **state)
{
	(void)state;
	lent_twice(0);
	ASK(reply, .slot = G_REPLY); /* the borrower goes on, and lends again */
	backend_takes();
	RUN(borrower);
	lend_on(0);
	RUN(lender2);
	fault(K5_FAULT_STACK);
	assert_sees(SERVER, NOTHING);
	assert_sees(BACKEND, NOTHING);
	assert_int_equal(held(BACKEND, INTO).type, K5_CAP_NONE);
}

int group_loan(void)
{
	ADD(c08_a_page_is_where_its_cap_is);
	ADD(c08_a_page_lent_is_the_borrowers);
	ADD(c07_a_loan_says_where_it_lies);
	ADD(c07_a_loan_waits_with_its_caller);
	ADD(c07_a_passive_server_borrows_too);
	ADD(c08_a_reader_lends_and_reads_on);
	ADD(c07_the_answer_ends_a_loan);
	ADD(c07_reply_alone_ends_a_loan);
	ADD(c07_the_next_loan_takes_the_same_slot);
	ADD(c07_a_deleted_reply_cap_ends_a_loan);
	ADD(c06_a_borrower_that_deletes_its_cap_returns_it);
	ADD(c06_the_lender_revokes_a_loan);
	ADD(c09_a_borrowers_fault_ends_a_loan);
	ADD(c09_a_borrowers_end_ends_a_loan);
	ADD(c09_a_lenders_fault_ends_a_loan);
	ADD(c06_who_deletes_its_page_ends_the_loan);
	ADD(c06_who_deletes_its_page_ends_every_loan);
	ADD(c08_a_page_lent_on_is_the_last_ones);
	ADD(c08_what_is_lent_to_read_is_lent_on_to_read);
	ADD(c08_the_outer_loan_ends_the_inner);
	ADD(c09_the_middle_ends_and_both_loans_with_it);
	return run_group_of("loan");
}
