/*
 * test_start.c - threads out of pools: how they begin, and how they do not
 */
#include "pool_cast.h"
#include "snapshot.h"

static void c06_a_thread_begins_where_it_is_told(void **state)
{
	(void)state;
	pool_cast();
	CREATES(THREAD, NEW);
	idx_t t = thread_in(NEW);

	assert_state(t, T_STOPPED);
	assert_int_equal(
		ASK(start, .slot = NEW, .word = {code() + 8, ARGUMENT, 7}),
		K5_OK);
	assert_state(t, T_READY);
	assert_int_equal(k5_thread[t].prio, 7);
	assert_int_equal(k5_thread[t].task, CLIENT);
	assert_int_equal(k5_context[t].entry, code() + 8);
	assert_int_equal(k5_context[t].argument, ARGUMENT);
	assert_int_equal(k5_context[t].stack_base, k5_app.thread[t].stack_base);
	assert_int_equal(k5_context[t].stack_top, k5_app.thread[t].stack_top);
}

/* Wrong in one register: refused, and nothing changed. */
struct bad {
	const char *name;
	k5_word_t slot, prio;
	idx_t task; /* whose memory the entry is in */
	unsigned region;
	k5_word_t offset;
	enum k5_err why;
};

static const struct bad bads[] = {
	{"in_ram", NEW, 10, CLIENT, MEM_RAM, 0, K5_ERR_MEMORY},
	{"in_constants", NEW, 10, CLIENT, MEM_CONST, 0, K5_ERR_MEMORY},
	{"in_what_is_only_written", NEW, 10, CLIENT, MEM_SINK, 0,
	 K5_ERR_MEMORY},
	{"behind_the_code", NEW, 10, CLIENT, MEM_CODE, REGION_SIZE,
	 K5_ERR_MEMORY},
	{"before_the_code", NEW, 10, CLIENT, MEM_CODE, -(k5_word_t)1,
	 K5_ERR_MEMORY},
	{"in_another_task", NEW, 10, SERVER, MEM_CODE, 0, K5_ERR_MEMORY},
	{"more_urgent", NEW, 11, CLIENT, MEM_CODE, 0, K5_ERR_RANGE},
	{"at_priority_32", NEW, 32, CLIENT, MEM_CODE, 0, K5_ERR_RANGE},
	{"at_a_priority_of_9_bits", NEW, 0x101, CLIENT, MEM_CODE, 0,
	 K5_ERR_RANGE},
	{"at_any_priority", NEW, ~(k5_word_t)0, CLIENT, MEM_CODE, 0,
	 K5_ERR_RANGE},
	{"of_a_pool", POOL, 10, CLIENT, MEM_CODE, 0, K5_ERR_TYPE},
	{"of_nothing", PAST, 10, CLIENT, MEM_CODE, 0, K5_ERR_SLOT},
};

static void starts_nothing(void **state)
{
	const struct bad *b = *state;

	pool_cast();
	CREATES(THREAD, NEW);
	REFUSED(b->why, start, .slot = b->slot,
		.word = {mem_at(b->task, b->region, 0) + b->offset, ARGUMENT,
			 b->prio});
}

static void c06_no_address_is_code_by_itself(void **state)
{
	(void)state;
	pool_cast();
	CREATES(THREAD, NEW);
	REFUSED(K5_ERR_MEMORY, start, .slot = NEW, .word = {0, 0, 10});
	REFUSED(K5_ERR_MEMORY, start, .slot = NEW,
		.word = {~(k5_word_t)0, 0, 10});
}

/* Its pool allows 10, and it is 12: then the pool counts. */
static void c06_a_pool_s_ceiling_holds_for_the_urgent(void **state)
{
	(void)state;
	cast();
	idx_t pool = world_pool(0, 0, 0);

	world_pool_threads(pool, CLIENT, 1, (struct world_quota){10, 40, 100});
	world_pool_cap(CLIENT, pool, K5_RIGHT_CONTROL);
	world_thread(CLIENT, 12);
	world_boot();
	CREATES(THREAD, NEW);
	REFUSED(K5_ERR_RANGE, start, .slot = NEW, .word = {code(), 0, 11});
	assert_int_equal(start(NEW), K5_OK);
}

/* And a thread of low priority makes none above itself. */
static void c06_a_thread_starts_none_above_itself(void **state)
{
	(void)state;
	pool_cast();
	CREATES(THREAD, NEW);
	CREATES(THREAD, NEXT);
	ASK(start, .slot = NEW, .word = {code(), 0, 4});
	idx_t low = thread_in(NEW);

	ASK(wait, .slot = S_WAIT);
	RUN(mate);
	ASK(exit, 0);
	RUN(server);
	ASK(exit, 0);
	assert_running(low);
	REFUSED(K5_ERR_RANGE, start, .slot = NEXT, .word = {code(), 0, 5});
	assert_int_equal(ASK(start, .slot = NEXT, .word = {code(), 0, 4}),
			 K5_OK);
}

static void c06_what_runs_is_not_started(void **state)
{
	(void)state;
	idx_t t = worker();

	REFUSED(K5_ERR_BUSY, start, .slot = NEW, .word = {code(), 1, 1});
	RUN(t);
	REFUSED(K5_ERR_BUSY, start, .slot = NEW, .word = {code(), 1, 1});
	ASK(wait, .slot = S_WAIT);
	RUN(client);
	REFUSED(K5_ERR_BUSY, start, .slot = NEW, .word = {code(), 1, 1});
}

static void c06_another_task_s_thread_is_not_started(void **state)
{
	(void)state;
	pool_cast();
	CREATES(THREAD, NEW);
	give(NEW);
	RUN(server);
	REFUSED(K5_ERR_RIGHT, start, .slot = NEW,
		.word = {mem_at(SERVER, MEM_CODE, 0), 0, 10});
	REFUSED(K5_ERR_RIGHT, start, .slot = NEW, .word = {code(), 0, 10});
}

/* The pool is the client's, whoever it lends it to. */
static void c06_a_lent_pool_s_threads_are_the_owner_s(void **state)
{
	(void)state;
	pool_cast();
	MINTS(POOL, NEW, K5_RIGHT_CONTROL);
	give(NEW);
	RUN(server);
	assert_int_equal(
		ASK(create, .slot = NEW, .word = {K5_CAP_THREAD, NEXT}), K5_OK);
	assert_int_equal(k5_thread[thread_in(NEXT)].task, CLIENT);
	REFUSED(K5_ERR_RIGHT, start, .slot = NEXT,
		.word = {mem_at(SERVER, MEM_CODE, 0), 0, 10});
	RUN(client);
	CREATES(THREAD, THIRD);
	assert_int_equal(create(K5_CAP_THREAD, FOURTH), K5_ERR_FULL);
}

static void c06_a_thread_has_no_badge(void **state)
{
	(void)state;
	pool_cast();
	CREATES(THREAD, NEW);
	REFUSED(K5_ERR_TYPE, mint, .slot = NEW, .word = {NEXT, ALL, 5});
	MINTS(NEW, NEXT, ALL);
	assert_int_equal(cap_in(NEXT).rights, K5_RIGHT_CONTROL);
}

int group_start(void)
{
	ADD(c06_a_thread_begins_where_it_is_told);
	for (unsigned i = 0; i < COUNT(bads); i++)
		ADD_ROW(starts_nothing, bads[i], "c06_start_refuses_%s",
			bads[i].name);
	ADD(c06_no_address_is_code_by_itself);
	ADD(c06_a_pool_s_ceiling_holds_for_the_urgent);
	ADD(c06_a_thread_starts_none_above_itself);
	ADD(c06_what_runs_is_not_started);
	ADD(c06_another_task_s_thread_is_not_started);
	ADD(c06_a_lent_pool_s_threads_are_the_owner_s);
	ADD(c06_a_thread_has_no_badge);
	return run_group_of("start");
}
