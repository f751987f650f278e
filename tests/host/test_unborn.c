/*
 * test_unborn.c - how an object ends, and that its next life sees nothing of it
 *
 * Who waited there is told, in whatever task; only the last cap counts, wherever
 * it is.
 */
#include "pool_cast.h"
#include "snapshot.h"

/* What the next life must not see. */
static void c16_bits_end_with_their_notification(void **state)
{
	(void)state;
	pool_cast();
	CREATES(NOTIFICATION, NEW);
	CREATES(NOTIFICATION, NEXT);
	ASK(notify, .slot = NEW, .word = {0x5ec4e7});
	ASK(notify, .slot = NEXT, .word = {0x5ec4e7});
	revoke_all(POOL);
	CREATES(NOTIFICATION, NEW);
	CREATES(NOTIFICATION, NEXT);
	REFUSED(K5_ERR_AGAIN, poll, .slot = NEW);
	REFUSED(K5_ERR_AGAIN, poll, .slot = NEXT);
}

static void c07_a_debt_ends_with_its_reply(void **state)
{
	(void)state;
	pool_cast();
	CREATES(REPLY, NEW);
	CREATES(ENDPOINT, NEXT);
	ASK(recv, .slot = NEXT, .reply = NEW);
	RUN(mate);
	ASK(call, .slot = NEXT, .label = 1);
	RUN(client);
	DELETES(NEW);
	assert_int_equal(got(mate).status, K5_ERR_DEAD);
	CREATES(REPLY, NEW);
	CREATES(REPLY, THIRD);
	REFUSED(K5_ERR_AGAIN, reply, .slot = NEW);
	REFUSED(K5_ERR_AGAIN, reply, .slot = THIRD);
}

static void c07_a_receiver_is_told_when_its_reply_returns(void **state)
{
	(void)state;
	pool_cast();
	CREATES(REPLY, NEW);
	CREATES(ENDPOINT, NEXT);
	ASK(recv, .slot = NEXT, .reply = NEW);
	RUN(mate);
	DELETES(NEW);
	assert_int_equal(got(client).status, K5_ERR_DEAD);
	CREATES(REPLY, NEW);
	RUN(client);
	assert_int_equal(ASK(try_recv, .slot = NEXT, .reply = NEW),
			 K5_ERR_AGAIN);
}

/* The server waits through what the client gave it, and the pool is revoked. */
struct wait {
	const char *name;
	enum k5_cap_type type;
	k5_word_t number;
};

static const struct wait waits[] = {
	{"receives", K5_CAP_ENDPOINT, K5_SYS_recv},
	{"sends", K5_CAP_ENDPOINT, K5_SYS_send},
	{"calls", K5_CAP_ENDPOINT, K5_SYS_call},
	{"waits", K5_CAP_NOTIFICATION, K5_SYS_wait},
};

static void stranger_is_told(void **state)
{
	const struct wait *w = *state;

	pool_cast();
	assert_int_equal(create(w->type, NEW), K5_OK);
	give(NEW);
	RUN(server);
	ask(w->number, (struct request){.slot = NEW, .reply = S_REPLY2});
	RUN(client);
	revoke_all(POOL);
	RUN(server);
	assert_int_equal(got(server).status, K5_ERR_DEAD);
	REFUSED(K5_ERR_SLOT, try_send, .slot = NEW);
	RUN(client);
	assert_int_equal(create(w->type, NEW), K5_OK);
	assert_int_equal(create(w->type, NEXT), K5_OK);
}

static void c06_a_gift_outlives_its_giver_s_cap(void **state)
{
	(void)state;
	pool_cast();
	CREATES(NOTIFICATION, NEW);
	CREATES(NOTIFICATION, NEXT);
	give(NEW);
	DELETES(NEW);
	assert_int_equal(create(K5_CAP_NOTIFICATION, NEW), K5_ERR_FULL);
	RUN(server);
	assert_int_equal(ASK(notify, .slot = NEW, .word = {1}), K5_OK);
	DELETES(NEW);
	RUN(client);
	CREATES(NOTIFICATION, NEW);
	REFUSED(K5_ERR_AGAIN, poll, .slot = NEW);
}

static void c06_a_lent_pool_comes_back_with_all_it_made(void **state)
{
	(void)state;
	pool_cast();
	MINTS(POOL, NEW, K5_RIGHT_CONTROL);
	give(NEW);
	RUN(server);
	assert_int_equal(
		ASK(create, .slot = NEW, .word = {K5_CAP_ENDPOINT, NEXT}),
		K5_OK);
	RUN(client);
	CREATES(ENDPOINT, NEXT);
	assert_int_equal(create(K5_CAP_ENDPOINT, THIRD), K5_ERR_FULL);
	revoke_all(NEW);
	CREATES(ENDPOINT, THIRD);
	RUN(server);
	REFUSED(K5_ERR_SLOT, try_send, .slot = NEXT);
	REFUSED(K5_ERR_SLOT, create, .slot = NEW,
		.word = {K5_CAP_ENDPOINT, NEXT});
}

static void c06_what_was_made_outlives_the_pool_s_cap(void **state)
{
	(void)state;
	pool_cast();
	MINTS(POOL, PAST, ALL);
	CREATES(ENDPOINT, NEW);
	CREATES(ENDPOINT, NEXT);
	DELETES(POOL);
	REFUSED(K5_ERR_AGAIN, try_send, .slot = NEW);
	REFUSED(K5_ERR_FULL, create, .slot = PAST,
		.word = {K5_CAP_ENDPOINT, THIRD});
	DELETES(NEW);
	assert_int_equal(
		ASK(create, .slot = PAST, .word = {K5_CAP_ENDPOINT, THIRD}),
		K5_OK);
}

static void c06_a_moved_cap_is_as_much_the_last(void **state)
{
	(void)state;
	pool_cast();
	CREATES(REPLY, NEW);
	CREATES(REPLY, NEXT);
	ASK(move, .slot = NEW, .word = {THIRD});
	ASK(move, .slot = POOL, .word = {NEW});
	REFUSED(K5_ERR_FULL, create, .slot = NEW,
		.word = {K5_CAP_REPLY, FOURTH});
	DELETES(THIRD);
	assert_int_equal(
		ASK(create, .slot = NEW, .word = {K5_CAP_REPLY, FOURTH}),
		K5_OK);
}

/* What the app declares is in no pool, and does not end with its last cap. */
static void c06_the_app_s_own_objects_never_return(void **state)
{
	static struct snapshot before;

	(void)state;
	pool_cast();
	snapshot_take(&before);
	for (k5_word_t slot = S_FRONT; slot <= S_WAIT; slot++)
		DELETES(slot);
	assert_memory_equal(k5_pool, before.pool, 2 * sizeof(k5_pool[0]));
}

int group_unborn(void)
{
	ADD(c16_bits_end_with_their_notification);
	ADD(c07_a_debt_ends_with_its_reply);
	ADD(c07_a_receiver_is_told_when_its_reply_returns);
	for (unsigned i = 0; i < COUNT(waits); i++)
		ADD_ROW(stranger_is_told, waits[i],
			"c07_who_%s_in_a_returned_object_is_told",
			waits[i].name);
	ADD(c06_a_gift_outlives_its_giver_s_cap);
	ADD(c06_a_lent_pool_comes_back_with_all_it_made);
	ADD(c06_what_was_made_outlives_the_pool_s_cap);
	ADD(c06_a_moved_cap_is_as_much_the_last);
	ADD(c06_the_app_s_own_objects_never_return);
	return run_group_of("unborn");
}
