/*
 * test_pool.c - objects made at run time, and what one pool's holder can do to
 * the rest: nothing
 */
#include "pool_cast.h"
#include "snapshot.h"

static void c06_what_is_created_works(void **state)
{
	(void)state;
	pool_cast();
	CREATES(ENDPOINT, NEW);
	CREATES(REPLY, NEXT);
	CREATES(NOTIFICATION, THIRD);
	ASK(recv, .slot = NEW, .reply = NEXT);
	RUN(mate);
	ASK(call, .slot = NEW, .label = 5);
	RUN(client);
	assert_int_equal(got(client).label, 5);
	assert_int_equal(ASK(reply, .slot = NEXT, .label = 6), K5_OK);
	assert_int_equal(got(mate).label, 6);
	ASK(notify, .slot = THIRD, .word = {0x30});
	ASK(poll, .slot = THIRD);
	assert_int_equal(got(client).word[0], 0x30);
}

struct birth {
	enum k5_cap_type type;
	uint8_t rights; /* without grant */
	uint8_t open;   /* with it */
};

static const struct birth births[] = {
	{K5_CAP_ENDPOINT, K5_RIGHT_SEND | K5_RIGHT_RECV,
	 K5_RIGHT_SEND | K5_RIGHT_RECV | K5_RIGHT_GRANT | K5_RIGHT_GRANT_REPLY},
	{K5_CAP_NOTIFICATION, K5_RIGHT_SIGNAL | K5_RIGHT_WAIT,
	 K5_RIGHT_SIGNAL | K5_RIGHT_WAIT},
	{K5_CAP_REPLY, K5_RIGHT_SEND, K5_RIGHT_SEND | K5_RIGHT_GRANT},
	{K5_CAP_THREAD, K5_RIGHT_CONTROL, K5_RIGHT_CONTROL},
};

static void born_with_all_rights(void **state)
{
	const struct birth *b = *state;

	pool_cast();
	assert_int_equal(create(b->type, NEW), K5_OK);
	assert_int_equal(cap_in(NEW).type, b->type);
	assert_int_equal(cap_in(NEW).rights, b->open);
	assert_int_equal(cap_in(NEW).badge, 0);
	RUN(server);
	assert_int_equal(create(b->type, NEW), K5_OK);
	assert_int_equal(cap_in(NEW).rights, b->rights);
}

static void returns_with_its_last_cap(void **state)
{
	const struct birth *b = *state;

	pool_cast();
	assert_int_equal(create(b->type, NEW), K5_OK);
	assert_int_equal(create(b->type, NEXT), K5_OK);
	MINTS(NEW, THIRD, ALL);
	MINTS(THIRD, FOURTH, ALL);
	assert_int_equal(create(b->type, FIFTH), K5_ERR_FULL);
	DELETES(NEW);
	assert_int_equal(create(b->type, FIFTH), K5_ERR_FULL);
	DELETES(FOURTH);
	assert_int_equal(create(b->type, FIFTH), K5_ERR_FULL);
	DELETES(THIRD);
	assert_int_equal(create(b->type, FIFTH), K5_OK);
	assert_int_equal(create(b->type, SIXTH), K5_ERR_FULL);
}

static void exhaustion_hurts_nobody_else(void **state)
{
	const struct birth *b = *state;
	static struct snapshot before;

	pool_cast();
	assert_int_equal(create(b->type, NEW), K5_OK);
	assert_int_equal(create(b->type, NEXT), K5_OK);
	snapshot_take(&before);
	for (unsigned i = 0; i < 1000; i++)
		assert_int_equal(create(b->type, THIRD), K5_ERR_FULL);
	snapshot_assert_same(&before, client);
	for (unsigned i = 0; i < COUNT(births); i++) {
		if (births[i].type != b->type)
			assert_int_equal(create(births[i].type, THIRD + i),
					 K5_OK);
	}
	RUN(server);
	assert_int_equal(create(b->type, NEW), K5_OK);
	assert_int_equal(create(b->type, NEXT), K5_ERR_FULL);
}

static void c06_two_creations_are_two_objects(void **state)
{
	(void)state;
	pool_cast();
	fill();
	assert_int_not_equal(cap_in(NEW).object, cap_in(NEXT).object);
	ASK(notify, .slot = THIRD, .word = {1});
	REFUSED(K5_ERR_AGAIN, poll, .slot = FOURTH);
	ASK(recv, .slot = NEW, .reply = FIFTH);
	RUN(mate);
	REFUSED(K5_ERR_AGAIN, try_send, .slot = NEXT);
	REFUSED(K5_ERR_BUSY, recv, .slot = NEXT, .reply = FIFTH);
}

/* Wrong in one register, whatever it holds: refused, and nothing changed. */
struct bad {
	const char *name;
	k5_word_t pool, type, slot;
	enum k5_err why;
};

static const struct bad bads[] = {
	{"no_type", POOL, K5_CAP_NONE, NEW, K5_ERR_TYPE},
	{"a_port", POOL, K5_CAP_PORT, NEW, K5_ERR_TYPE},
	{"an_irq", POOL, K5_CAP_IRQ, NEW, K5_ERR_TYPE},
	{"the_system", POOL, K5_CAP_SYSTEM, NEW, K5_ERR_TYPE},
	{"a_pool", POOL, K5_CAP_POOL, NEW, K5_ERR_TYPE},
	{"a_region", POOL, K5_CAP_REGION, NEW, K5_ERR_TYPE},
	{"the_type_past_the_last", POOL, K5_CAP_THREAD + 1, NEW, K5_ERR_TYPE},
	{"a_type_of_9_bits", POOL, 0x100 | K5_CAP_ENDPOINT, NEW, K5_ERR_TYPE},
	{"a_type_of_17_bits", POOL, 0x10000 | K5_CAP_REPLY, NEW, K5_ERR_TYPE},
	{"any_type", POOL, ~(k5_word_t)0, NEW, K5_ERR_TYPE},
	{"into_the_pool", POOL, K5_CAP_ENDPOINT, POOL, K5_ERR_SLOT},
	{"into_a_used_slot", POOL, K5_CAP_REPLY, S_REPLY, K5_ERR_SLOT},
	{"past_the_end", POOL, K5_CAP_ENDPOINT, CSPACE, K5_ERR_SLOT},
	{"into_the_next_task", POOL, K5_CAP_ENDPOINT, CSPACE + NEW,
	 K5_ERR_SLOT},
	{"into_a_slot_of_17_bits", POOL, K5_CAP_ENDPOINT, 0x10000 | NEW,
	 K5_ERR_SLOT},
	{"into_any_slot", POOL, K5_CAP_ENDPOINT, ~(k5_word_t)0, K5_ERR_SLOT},
	{"of_nothing", PAST, K5_CAP_ENDPOINT, NEW, K5_ERR_SLOT},
	{"of_an_endpoint", S_FRONT, K5_CAP_ENDPOINT, NEW, K5_ERR_TYPE},
	{"of_a_reply", S_REPLY, K5_CAP_REPLY, NEW, K5_ERR_TYPE},
};

static void creates_nothing(void **state)
{
	const struct bad *b = *state;

	pool_cast();
	REFUSED(b->why, create, .slot = b->pool, .word = {b->type, b->slot});
}

static void c06_a_pool_s_rights_do_not_grow(void **state)
{
	(void)state;
	pool_cast();
	MINTS(POOL, NEW, K5_RIGHT_GRANT);
	REFUSED(K5_ERR_RIGHT, create, .slot = NEW,
		.word = {K5_CAP_ENDPOINT, NEXT});
	REFUSED(K5_ERR_TYPE, mint, .slot = POOL, .word = {NEXT, ALL, 5});
	MINTS(POOL, NEXT, K5_RIGHT_CONTROL);
	assert_int_equal(
		ASK(create, .slot = NEXT, .word = {K5_CAP_ENDPOINT, THIRD}),
		K5_OK);
	assert_int_equal(cap_in(THIRD).rights, K5_RIGHT_SEND | K5_RIGHT_RECV);
	MINTS(THIRD, FOURTH, ALL);
	assert_int_equal(cap_in(FOURTH).rights, K5_RIGHT_SEND | K5_RIGHT_RECV);
}

static void c12_revoke_takes_everything_back(void **state)
{
	static struct snapshot before;

	(void)state;
	pool_cast();
	snapshot_take(&before);
	fill();
	MINTS(NEW, PAST, ALL);
	revoke_all(POOL);
	snapshot_assert_same(&before, client);
	fill();
}

static void c13_revoke_of_a_pool_goes_in_steps(void **state)
{
	unsigned most = 0;

	(void)state;
	pool_cast();
	fill();
	for (unsigned left = 6; left > 0;) {
		unsigned now = 0;

		ASK(revoke, .slot = POOL);
		for (k5_word_t i = NEW; i <= SIXTH; i++)
			now += cap_in(i).type != K5_CAP_NONE;
		most = left - now > most ? left - now : most;
		assert_int_equal(got(client).status,
				 now == 0 ? K5_OK : K5_ERR_AGAIN);
		left = now;
	}
	assert_int_equal(most, 4);
}

/* Between two steps of a revocation a mate makes what was just taken back. */
static void c12_a_mate_creates_while_the_pool_is_revoked(void **state)
{
	static struct snapshot before;

	(void)state;
	pool_cast();
	snapshot_take(&before);
	fill();
	assert_int_equal(ASK(revoke, .slot = POOL), K5_ERR_AGAIN);
	RUN(mate);
	CREATES(REPLY, SIXTH);
	CREATES(REPLY, FIFTH);
	assert_int_equal(create(K5_CAP_REPLY, PAST), K5_ERR_FULL);
	RUN(client);
	revoke_all(POOL);
	for (k5_word_t i = NEW; i < CSPACE; i++)
		assert_int_equal(cap_in(i).type, K5_CAP_NONE);
	for (unsigned kind = 0; kind < POOL_KINDS; kind++)
		assert_int_equal(k5_pool[0].unborn[kind],
				 before.pool[0].unborn[kind]);
}

static void c12_births_and_deaths_leave_nothing_behind(void **state)
{
	static struct snapshot before;

	(void)state;
	pool_cast();
	snapshot_take(&before);
	for (unsigned i = 0; i < 30000; i++) {
		CREATES(ENDPOINT, NEW);
		CREATES(NOTIFICATION, NEXT);
		ASK(notify, .slot = NEXT, .word = {i});
		CREATES(REPLY, THIRD);
		DELETES(NEW);
		DELETES(NEXT);
		DELETES(THIRD);
	}
	snapshot_assert_same(&before, client);
}

static void c12_a_dead_task_s_quota_is_its_own(void **state)
{
	(void)state;
	pool_cast();
	fill();
	fault(K5_FAULT_MEMORY);
	RUN(server);
	CREATES(ENDPOINT, NEW);
	CREATES(NOTIFICATION, NEXT);
	CREATES(REPLY, THIRD);
	CREATES(THREAD, FOURTH);
	for (unsigned kind = 0; kind < POOL_THREAD; kind++)
		assert_int_equal(k5_pool[0].unborn[kind], 0);
}

static void c12_the_largest_pool_is_used_up_to_the_last(void **state)
{
	(void)state;
	world_new();
	idx_t task = world_task();

	world_thread(task, 10);
	world_pool_cap(task, world_pool(0, NOTIFICATIONS, 0), K5_RIGHT_CONTROL);
	world_boot();
	for (k5_word_t i = 1; i <= NOTIFICATIONS; i++) {
		assert_int_equal(ASK(create, .slot = 0,
				     .word = {K5_CAP_NOTIFICATION, i}),
				 K5_OK);
		ASK(notify, .slot = i, .word = {i});
	}
	REFUSED(K5_ERR_FULL, create, .slot = 0,
		.word = {K5_CAP_NOTIFICATION, NOTIFICATIONS + 1});
	REFUSED(K5_ERR_FULL, create, .slot = 0,
		.word = {K5_CAP_ENDPOINT, NOTIFICATIONS + 1});
	for (k5_word_t i = 1; i <= NOTIFICATIONS; i++) {
		ASK(poll, .slot = i);
		assert_int_equal(got(k5.current).word[0], i);
	}
}

int group_pool(void)
{
	static const char *const types[] = {"endpoint", "notification", "reply",
					    "thread"};

	ADD(c06_what_is_created_works);
	for (unsigned i = 0; i < COUNT(births); i++) {
		ADD_ROW(born_with_all_rights, births[i],
			"c06_%s_is_born_with_all_rights", types[i]);
		ADD_ROW(returns_with_its_last_cap, births[i],
			"c12_%s_returns_with_its_last_cap", types[i]);
		ADD_ROW(exhaustion_hurts_nobody_else, births[i],
			"c12_%s_exhaustion_hurts_nobody_else", types[i]);
	}
	ADD(c06_two_creations_are_two_objects);
	for (unsigned i = 0; i < COUNT(bads); i++)
		ADD_ROW(creates_nothing, bads[i], "c06_create_refuses_%s",
			bads[i].name);
	ADD(c06_a_pool_s_rights_do_not_grow);
	ADD(c12_revoke_takes_everything_back);
	ADD(c13_revoke_of_a_pool_goes_in_steps);
	ADD(c12_a_mate_creates_while_the_pool_is_revoked);
	ADD(c12_births_and_deaths_leave_nothing_behind);
	ADD(c12_a_dead_task_s_quota_is_its_own);
	ADD(c12_the_largest_pool_is_used_up_to_the_last);
	return run_group_of("pool");
}
