/*
 * test_lent.c - buffers in memory that comes and goes
 */
#include <string.h>

#include "claim.h"
#include "snapshot.h"
#include "voyage.h"

static void c05_a_page_lent_is_no_buffer(void **state)
{
	(void)state;
	lent(0);
	assert_int_equal(ASK(log, .reply = K5_LEVEL_INFO, .flags = K5_COPY_OUT,
			     .word = {page_at(0, 8), 8}),
			 K5_OK);
	RUN(lender2);
	REFUSED(K5_ERR_MEMORY, log, .reply = K5_LEVEL_INFO,
		.flags = K5_COPY_OUT, .word = {page_at(0, 8), 8});
	REFUSED(K5_ERR_MEMORY, send, .slot = S_BACK, .flags = K5_COPY_OUT,
		.word = {page_at(0, REGION_SIZE - 4), 4});
}

static void c05_a_page_is_a_buffer_to_its_last_byte(void **state)
{
	(void)state;
	voyage();
	REFUSED(K5_ERR_MEMORY, send, .slot = S_FRONT, .flags = K5_COPY_OUT,
		.word = {page_at(0, REGION_SIZE - 4), 5});
	REFUSED(K5_ERR_MEMORY, send, .slot = S_FRONT, .flags = K5_COPY_OUT,
		.word = {page_at(0, 0) - 1, 5});
	assert_int_equal(ASK(send, .slot = S_FRONT, .flags = K5_COPY_OUT,
			     .word = {page_at(0, REGION_SIZE - 4), 4}),
			 K5_OK);
	assert_int_equal(got(borrower).length, 4);
}

static void c05_what_is_read_only_takes_nothing_in(void **state)
{
	(void)state;
	lent(K5_CAP_READ);
	RUN(lender2);
	REFUSED(K5_ERR_MEMORY, call, .slot = S_BACK, .flags = K5_COPY_IN,
		.word = {0, 0, page_at(0, 0), 8});
}

/*
 * A sender waits with a buffer in the page while a lender2 lends the page: then the
 * message comes, and none of the bytes, which are somebody else's now.
 */
static void c05_a_buffer_that_was_lent_meanwhile_is_none(void **state)
{
	(void)state;
	voyage();
	assert_int_equal(ASK(send, .slot = S_BACK, .label = 3,
			     .flags = K5_COPY_OUT, .word = {page_at(0, 0), 8}),
			 K5_OK);
	RUN(lender); /* the third took that one, and no other comes soon */
	assert_int_equal(ASK(send, .slot = S_BACK, .label = 4,
			     .flags = K5_COPY_OUT, .word = {page_at(0, 0), 8}),
			 K5_OK);
	assert_state(lender, T_SENDING);
	RUN(lender2);
	assert_int_equal(lend(PAGE, 0), K5_OK);
	RUN(third);
	memset(mem_bytes(BACKEND, MEM_RAM), 0x11, 16);
	ASK(recv, .slot = S_BACK_RECV, .reply = S_REPLY, .flags = K5_COPY_IN,
	    .word = {0, 0, mem_at(BACKEND, MEM_RAM, 0), 16});
	assert_int_equal(got(third).label, 4);
	assert_int_equal(got(third).length, 0);
	assert_int_equal(mem_bytes(BACKEND, MEM_RAM)[0], 0x11);
}

/* An answer does not reach into a page that its caller lent on meanwhile. */
static void c05_a_room_that_was_lent_meanwhile_is_none(void **state)
{
	(void)state;
	voyage();
	ASK(call, .slot = S_BACK, .flags = K5_COPY_IN,
	    .word = {0, 0, page_at(0, 0), 8});
	RUN(lender2);
	assert_int_equal(lend(PAGE, 0), K5_OK);
	RUN(third);
	ASK(reply, .slot = G_REPLY, .flags = K5_COPY_OUT,
	    .word = {mem_at(BACKEND, MEM_RAM, 0), 8});
	assert_int_equal(got(lender).status, K5_OK);
	assert_int_equal(got(lender).length, 8);
	assert_int_equal(page_bytes(0)[0], 0x70);
}

int group_lent(void)
{
	ADD(c05_a_page_lent_is_no_buffer);
	ADD(c05_a_page_is_a_buffer_to_its_last_byte);
	ADD(c05_what_is_read_only_takes_nothing_in);
	ADD(c05_a_buffer_that_was_lent_meanwhile_is_none);
	ADD(c05_a_room_that_was_lent_meanwhile_is_none);
	return run_group_of("lent");
}
