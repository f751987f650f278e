/*
 * voyage.c - the cast of cast.h, and a page that travels among them
 */
#include "voyage.h"

idx_t lender, lender2, borrower, third, low;

static void endpoint_caps(idx_t task, idx_t ep, k5_word_t badge)
{
	world_cap(task, (struct cap){.type = K5_CAP_ENDPOINT,
				     .rights = K5_RIGHT_SEND | K5_RIGHT_GRANT,
				     .badge = badge,
				     .object = ep});
	world_cap(task, (struct cap){.type = K5_CAP_ENDPOINT,
				     .rights = K5_RIGHT_RECV | K5_RIGHT_GRANT,
				     .object = ep});
}

static void page_caps(idx_t task)
{
	const uint8_t all = RWG;

	for (idx_t page = 0; page < 2; page++) {
		if (task == CLIENT)
			world_page_cap(task, page, all);
		else
			world_cap(task, (struct cap){0});
	}
}

void voyage_boot(bool passive)
{
	cast();
	world_page();
	world_page();
	for (idx_t task = 0; task < CAST_TASKS; task++) {
		endpoint_caps(task, FRONT, 300u + task);
		endpoint_caps(task, BACK, 400u + task);
		world_cap(task,
			  (struct cap){.type = K5_CAP_REPLY,
				       .rights = K5_RIGHT_SEND | K5_RIGHT_GRANT,
				       .object = cast_reply(task)});
		page_caps(task);
	}
	lender = world_thread(CLIENT, 10);
	lender2 = world_thread(CLIENT, 10);
	borrower =
		passive ? world_passive(SERVER, 10) : world_thread(SERVER, 10);
	third = world_thread(BACKEND, 10);
	low = world_thread(CLIENT, 5);
	world_boot();
}

void voyage(void)
{
	voyage_boot(false);
	RUN(borrower);
	assert_int_equal(server_takes(), K5_OK);
	RUN(third);
	assert_int_equal(backend_takes(), K5_OK);
	RUN(lender);
}

struct cap held(idx_t task, k5_word_t slot)
{
	return k5_slot[task * CSPACE + slot];
}

uint8_t sees(idx_t task, idx_t page)
{
	const struct k5_task_desc *d = &k5_app.task[task];

	for (uint8_t i = 0; i < d->windows; i++) {
		struct window w = k5_window[d->first_window + i];

		if (w.region == page)
			return w.rights;
	}
	return 0;
}

enum k5_err server_takes(void)
{
	return ASK(recv, .slot = G_RECV, .reply = G_REPLY, .flags = K5_CAP_IN,
		   .word = {0, 0, 0, INTO});
}

enum k5_err backend_takes(void)
{
	return ASK(recv, .slot = G_BACK_RECV, .reply = G_REPLY,
		   .flags = K5_CAP_IN, .word = {0, 0, 0, INTO});
}

enum k5_err server_answers(void)
{
	return ASK(reply_recv, .slot = G_RECV, .reply = G_REPLY, .label = 9,
		   .flags = K5_CAP_IN, .word = {0, 0, 0, INTO});
}

enum k5_err lend(k5_word_t slot, k5_word_t flags)
{
	return ASK(call, .slot = G_SEND, .label = 7,
		   .flags = K5_CAP_OUT | K5_CAP_LEND | flags,
		   .word = {1, slot, 3, 4});
}

enum k5_err lend_on(k5_word_t flags)
{
	return ASK(call, .slot = G_BACK, .label = 8,
		   .flags = K5_CAP_OUT | K5_CAP_LEND | flags,
		   .word = {1, INTO, 3, 4});
}

void lent(k5_word_t flags)
{
	voyage();
	assert_int_equal(lend(PAGE, flags), K5_OK);
	assert_state(lender, T_REPLY);
	RUN(borrower);
}

void lent_twice(k5_word_t flags)
{
	lent(flags);
	assert_int_equal(lend_on(flags), K5_OK);
	assert_state(borrower, T_REPLY);
	RUN(third);
}

void assert_home(void)
{
	assert_sees(CLIENT, RW);
	assert_sees(SERVER, NOTHING);
	assert_sees(BACKEND, NOTHING);
	assert_int_equal(held(SERVER, INTO).type, K5_CAP_NONE);
	assert_int_equal(held(BACKEND, INTO).type, K5_CAP_NONE);
	assert_int_equal(held(CLIENT, PAGE).rights, RWG);
}
