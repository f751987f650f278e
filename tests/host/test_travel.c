/*
 * test_travel.c - what may not be lent, and what waits to be
 */
#include <string.h>

#include "claim.h"
#include "snapshot.h"
#include "voyage.h"

/* --- refusals ------------------------------------------------------------- */

static void c08_what_is_lent_cannot_be_lent(void **state)
{
	(void)state;
	lent(0);
	RUN(lender2);
	REFUSED(K5_ERR_BUSY, call, .slot = G_BACK, .word = {0, PAGE},
		.flags = K5_CAP_OUT | K5_CAP_LEND);
	REFUSED(K5_ERR_BUSY, call, .slot = G_BACK, .word = {0, PAGE},
		.flags = K5_CAP_OUT | K5_CAP_LEND | K5_CAP_READ);
	REFUSED(K5_ERR_BUSY, send, .slot = G_BACK, .word = {0, PAGE},
		.flags = K5_CAP_OUT | K5_CAP_MOVE);
}

static void c08_what_others_read_is_lent_to_readers_only(void **state)
{
	(void)state;
	lent(K5_CAP_READ);
	RUN(lender2);
	REFUSED(K5_ERR_BUSY, call, .slot = G_BACK, .word = {0, PAGE},
		.flags = K5_CAP_OUT | K5_CAP_LEND);
	REFUSED(K5_ERR_BUSY, send, .slot = G_BACK, .word = {0, PAGE},
		.flags = K5_CAP_OUT | K5_CAP_MOVE);
	assert_int_equal(ASK(call, .slot = G_BACK, .word = {0, PAGE},
			     .flags = K5_CAP_OUT | K5_CAP_LEND | K5_CAP_READ),
			 K5_OK);
	assert_sees(BACKEND, R);
	assert_sees(SERVER, R);
	RUN(borrower);
	server_answers();
	assert_sees(CLIENT, R);
	RUN(third);
	ASK(reply, .slot = G_REPLY);
	assert_home();
}

static void c08_no_window_no_call(void **state)
{
	(void)state;
	voyage_boot(false);
	world_windows(SERVER, 0);
	RUN(borrower);
	server_takes();
	RUN(lender);
	REFUSED(K5_ERR_FULL, call, .slot = G_SEND, .word = {0, PAGE},
		.flags = K5_CAP_OUT | K5_CAP_LEND);
	assert_state(borrower, T_RECEIVING);
}

static void c08_a_window_shows_one_page(void **state)
{
	(void)state;
	voyage_boot(false);
	world_windows(SERVER, 1);
	RUN(borrower);
	server_takes();
	RUN(lender);
	lend(PAGE, 0);
	RUN(borrower);
	ASK(recv, .slot = G_RECV, .reply = S_REPLY2, .flags = K5_CAP_IN,
	    .word = {0, 0, 0, INTO2});
	RUN(lender2);
	REFUSED(K5_ERR_FULL, call, .slot = G_SEND, .word = {0, PAGE2},
		.flags = K5_CAP_OUT | K5_CAP_LEND);
	assert_sees(SERVER, RW);
}

/* A call with a deadline takes the longer way (lend.c); only that tells them apart. */
static void c08_a_loan_in_one_go_is_one_made_step_by_step(void **state)
{
	static struct snapshot quick;

	(void)state;
	voyage();
	lend(PAGE, 0);
	snapshot_take(&quick);
	voyage();
	k5_until[lender] = k5.now + 1000;
	lend(PAGE, K5_TIMED);
	assert_memory_equal(quick.slot, k5_slot,
			    k5_app.slots * sizeof(k5_slot[0]));
	assert_memory_equal(quick.reply, k5_reply,
			    k5_app.replies * sizeof(k5_reply[0]));
	assert_memory_equal(&quick.context[borrower], &k5_context[borrower],
			    sizeof(k5_context[0]));
	for (unsigned i = 0; i < k5_app.windows; i++) {
		assert_int_equal(quick.window[i].region, k5_window[i].region);
		assert_int_equal(quick.window[i].rights, k5_window[i].rights);
		assert_int_equal(quick.window[i].from, k5_window[i].from);
	}
}

/* No answer comes: the lender has its registers as it called, wherever the cap is. */
static void c08_a_call_that_failed_says_what_it_lent(void **state)
{
	struct arch_context *ctx = &k5_context[lender];

	(void)state;
	lent(0);
	RUN(lender2);
	ASK(move, .slot = PAGE, .word = {INTO2});
	RUN(borrower);
	ASK(delete, .slot = S_REPLY);
	ASK(delete, .slot = G_REPLY);
	assert_int_equal(ctx->arg[K5_ARG_STATUS], K5_ERR_DEAD);
	assert_int_equal(ctx->arg[K5_ARG_GIVE], PAGE);
	assert_int_equal(ctx->arg[K5_ARG_NUMBER],
			 K5_SYS_call | K5_CAP_OUT | K5_CAP_LEND);
}

static void c04_the_hardware_hears_of_a_view_that_changed(void **state)
{
	(void)state;
	voyage();
	host.changed = false;
	lend(PAGE, 0);
	assert_true(host.changed);
	RUN(borrower);
	host.changed = false;
	server_answers();
	assert_true(host.changed);
	host.changed = false;
	RUN(lender);
	ASK(delete, .slot = PAGE2);
	assert_true(host.changed);
}

static void c07_who_takes_nothing_gets_no_call_that_lends(void **state)
{
	(void)state;
	voyage_boot(false);
	RUN(borrower);
	ASK(recv, .slot = G_RECV, .reply = G_REPLY,
	    .word = {0, 0, 0, INTO}); /* but no flag */
	RUN(lender);
	REFUSED(K5_ERR_FULL, call, .slot = G_SEND, .word = {0, PAGE},
		.flags = K5_CAP_OUT | K5_CAP_LEND);
	assert_state(borrower, T_RECEIVING);
	assert_home();
}

/* It waited, and hears when somebody comes that cannot take the page. */
static void c07_a_loan_that_waited_is_turned_away(void **state)
{
	(void)state;
	voyage_boot(false);
	RUN(lender);
	lend(PAGE, 0);
	RUN(borrower);
	assert_int_equal(ASK(recv, .slot = G_RECV, .reply = G_REPLY), K5_OK);
	assert_state(borrower, T_RECEIVING);
	assert_state(lender, T_READY);
	assert_int_equal(got(lender).status, K5_ERR_FULL);
	assert_home();
}

static void c07_a_loan_that_waits_elsewhere_waits_on(void **state)
{
	(void)state;
	voyage_boot(false);
	RUN(lender);
	ASK(call, .slot = G_BACK, .flags = K5_CAP_OUT | K5_CAP_LEND,
	    .word = {1, PAGE, 3, 4});
	RUN(borrower);
	assert_int_equal(ASK(recv, .slot = G_RECV, .reply = G_REPLY), K5_OK);
	assert_state(lender, T_CALLING);
	RUN(third);
	assert_int_equal(backend_takes(), K5_OK);
	assert_sees(BACKEND, RW);
}

static void c07_who_waits_behind_a_loan_is_met(void **state)
{
	(void)state;
	voyage_boot(false);
	RUN(lender);
	lend(PAGE, 0);
	RUN(lender2);
	ASK(call, .slot = S_FRONT, .label = 5);
	RUN(borrower);
	ASK(reply_recv, .slot = G_RECV, .reply = G_REPLY);
	assert_int_equal(got(lender).status, K5_ERR_FULL);
	assert_state(lender2, T_REPLY);
}

/* A receiver that may not receive now turns nobody away. */
static void c07_a_refused_receive_turns_nobody_away(void **state)
{
	(void)state;
	lent(0);
	RUN(lender2);
	lend(PAGE2, 0);
	RUN(borrower);
	REFUSED(K5_ERR_BUSY, recv, .slot = G_RECV, .reply = G_REPLY);
	assert_state(lender2, T_CALLING);
	assert_int_equal(ASK(try_recv, .slot = G_RECV, .reply = S_REPLY2),
			 K5_ERR_AGAIN);
	assert_int_equal(got(lender2).status, K5_ERR_FULL);
}

static void c07_a_page_that_left_meanwhile_is_not_lent(void **state)
{
	(void)state;
	voyage_boot(false);
	RUN(lender);
	lend(PAGE, 0);
	RUN(lender2);
	assert_int_equal(ASK(move, .slot = PAGE, .word = {INTO}), K5_OK);
	assert_int_equal(ASK(move, .slot = PAGE2, .word = {PAGE}), K5_OK);
	RUN(borrower);
	assert_int_equal(server_takes(), K5_OK);
	assert_state(borrower, T_RECEIVING);
	assert_int_equal(got(lender).status, K5_ERR_SLOT);
	assert_sees(CLIENT, RW);
	assert_int_equal(sees(CLIENT, 1), RW);
}

/*
 * Nor is what lies in its place when it was given away: nobody told the lender,
 * who waits with the number of its slot.
 */
static void c07_what_took_the_place_of_a_page_is_not_lent(void **state)
{
	static const k5_word_t others[] = {S_SIGNAL, PAGE2, G_BACK};

	(void)state;
	for (unsigned i = 0; i < COUNT(others); i++) {
		voyage_boot(false);
		RUN(third);
		assert_int_equal(backend_takes(), K5_OK);
		RUN(lender);
		lend(PAGE, 0);
		RUN(lender2);
		ASK(send, .slot = G_BACK, .flags = K5_CAP_OUT | K5_CAP_MOVE,
		    .word = {1, PAGE, 3, 4});
		assert_sees(BACKEND, RW);
		RUN(lender2);
		assert_int_equal(ASK(move, .slot = others[i], .word = {PAGE}),
				 K5_OK);
		RUN(borrower);
		assert_int_equal(server_takes(), K5_OK);
		assert_state(borrower, T_RECEIVING);
		assert_int_equal(got(lender).status, K5_ERR_SLOT);
		assert_int_equal(held(SERVER, INTO).type, K5_CAP_NONE);
	}
}

/* A lender that lost the slot it named does not name the first one. */
static void c07_a_page_that_moved_to_slot_0_is_not_lent(void **state)
{
	(void)state;
	voyage_boot(false);
	RUN(lender);
	lend(PAGE, 0);
	RUN(lender2);
	assert_int_equal(ASK(delete, .slot = 0), K5_OK);
	assert_int_equal(ASK(move, .slot = PAGE, .word = {0}), K5_OK);
	RUN(borrower);
	assert_int_equal(server_takes(), K5_OK);
	assert_state(borrower, T_RECEIVING);
	assert_int_equal(got(lender).status, K5_ERR_SLOT);
	assert_sees(CLIENT, RW);
}

static void c05_flags_that_do_not_go_together(void **state)
{
	const k5_word_t out = K5_CAP_OUT, lend = K5_CAP_LEND,
			move = K5_CAP_MOVE, read = K5_CAP_READ;
	const k5_word_t bad[] = {lend,
				 move,
				 read,
				 out | read,
				 lend | read,
				 out | lend | move,
				 out | move | read};

	(void)state;
	voyage();
	for (unsigned i = 0; i < COUNT(bad); i++)
		REFUSED(K5_ERR_RANGE, call, .slot = G_SEND, .word = {0, PAGE},
			.flags = bad[i]);
	REFUSED(K5_ERR_RANGE, send, .slot = G_SEND, .word = {0, PAGE},
		.flags = out | lend);
	REFUSED(K5_ERR_RIGHT, call, .slot = S_FRONT, .word = {0, PAGE},
		.flags = out | lend);
	REFUSED(K5_ERR_TYPE, call, .slot = G_SEND, .word = {0, S_SIGNAL},
		.flags = out | lend);
	REFUSED(K5_ERR_TYPE, send, .slot = G_SEND, .word = {0, S_SIGNAL},
		.flags = out | move);
	REFUSED(K5_ERR_SLOT, call, .slot = G_SEND, .word = {0, INTO},
		.flags = out | lend);
	REFUSED(K5_ERR_SLOT, call, .slot = G_SEND, .word = {0, CSPACE},
		.flags = out | lend);
	REFUSED(K5_ERR_SLOT, call, .slot = G_SEND, .word = {0, ~(k5_word_t)0},
		.flags = out | lend);
}

static void c06_memory_is_never_copied(void **state)
{
	(void)state;
	voyage();
	REFUSED(K5_ERR_TYPE, send, .slot = G_SEND, .word = {0, PAGE},
		.flags = K5_CAP_OUT);
	REFUSED(K5_ERR_TYPE, mint, .slot = PAGE, .word = {INTO, 0xff, 0});
}

static void c08_no_page_is_lent_within_its_task(void **state)
{
	(void)state;
	voyage_boot(false);
	RUN(lender2);
	server_takes();
	RUN(lender);
	REFUSED(K5_ERR_FULL, call, .slot = G_SEND, .word = {0, PAGE},
		.flags = K5_CAP_OUT | K5_CAP_LEND);
	ASK(delete, .slot = PAGE); /* leaves a window free */
	REFUSED(K5_ERR_FULL, call, .slot = G_SEND, .word = {0, PAGE2},
		.flags = K5_CAP_OUT | K5_CAP_LEND);
}

/* Of two that take memory the most urgent is met, not the first. */
static void c08_a_page_is_lent_to_the_most_urgent(void **state)
{
	(void)state;
	voyage_boot(false);
	RUN(third);
	ASK(recv, .slot = G_RECV, .reply = G_REPLY, .flags = K5_CAP_IN,
	    .word = {0, 0, 0, INTO});
	RUN(borrower);
	server_takes();
	k5_thread[third].prio--;
	RUN(lender);
	lend(PAGE, 0);
	assert_sees(SERVER, RW);
	assert_sees(BACKEND, NOTHING);
}

/* --- moved within a task -------------------------------------------------- */

static void c06_a_loan_follows_its_caps(void **state)
{
	(void)state;
	lent_twice(0);
	RUN(lender2);
	assert_int_equal(ASK(move, .slot = PAGE, .word = {INTO2}), K5_OK);
	RUN(third);
	assert_int_equal(ASK(move, .slot = INTO, .word = {INTO2}), K5_OK);
	assert_sees(BACKEND, RW);
	ASK(reply, .slot = G_REPLY);
	assert_int_equal(held(BACKEND, INTO2).type, K5_CAP_NONE);
	RUN(borrower);
	assert_int_equal(ASK(move, .slot = INTO, .word = {INTO2}), K5_OK);
	ASK(reply, .slot = G_REPLY);
	assert_int_equal(held(SERVER, INTO2).type, K5_CAP_NONE);
	assert_sees(CLIENT, RW);
}

int group_travel(void)
{
	ADD(c08_what_is_lent_cannot_be_lent);
	ADD(c08_what_others_read_is_lent_to_readers_only);
	ADD(c08_no_window_no_call);
	ADD(c08_a_window_shows_one_page);
	ADD(c08_a_loan_in_one_go_is_one_made_step_by_step);
	ADD(c08_a_call_that_failed_says_what_it_lent);
	ADD(c04_the_hardware_hears_of_a_view_that_changed);
	ADD(c07_who_takes_nothing_gets_no_call_that_lends);
	ADD(c07_a_loan_that_waited_is_turned_away);
	ADD(c07_a_loan_that_waits_elsewhere_waits_on);
	ADD(c07_who_waits_behind_a_loan_is_met);
	ADD(c07_a_refused_receive_turns_nobody_away);
	ADD(c07_a_page_that_left_meanwhile_is_not_lent);
	ADD(c07_what_took_the_place_of_a_page_is_not_lent);
	ADD(c07_a_page_that_moved_to_slot_0_is_not_lent);
	ADD(c05_flags_that_do_not_go_together);
	ADD(c06_memory_is_never_copied);
	ADD(c08_no_page_is_lent_within_its_task);
	ADD(c08_a_page_is_lent_to_the_most_urgent);
	ADD(c06_a_loan_follows_its_caps);
	return run_group_of("travel");
}
