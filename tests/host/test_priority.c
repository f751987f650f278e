/*
 * test_priority.c - how urgent a thread is made; caps to threads of the app
 */
#include "snapshot.h"
#include "watch.h"

/* --- priorities ------------------------------------------------------------ */

struct rank {
	const char *name;
	k5_word_t slot;
	k5_word_t prio;
	enum k5_err said;
};

static const struct rank ranks[] = {
	{"up_to_its_ceiling", C_CLIENT, 13, K5_OK},
	{"not_above_its_ceiling", C_CLIENT, 14, K5_ERR_RANGE},
	{"down_to_0", C_CLIENT, 0, K5_OK},
	{"not_of_9_bits", C_CLIENT, 0x101, K5_ERR_RANGE},
	{"not_of_all_bits", C_CLIENT, ~(k5_word_t)0, K5_ERR_RANGE},
	{"of_itself", C_WATCHER, 14, K5_OK},
	{"no_more_than_it_may_be", C_WATCHER, 15, K5_ERR_RANGE},
	{"not_of_nothing", C_WATCHER + 1, 5, K5_ERR_SLOT},
	{"not_of_an_endpoint", S_FRONT, 5, K5_ERR_TYPE},
};

static void ranked(void **state)
{
	const struct rank *r = *state;

	watch();
	pass(BUDGET);
	hears(OF_CLIENT);
	if (r->said != K5_OK) {
		REFUSED(r->said, priority, .slot = r->slot, .word = {r->prio});
		return;
	}
	assert_int_equal(ASK(priority, .slot = r->slot, .word = {r->prio}),
			 K5_OK);
	assert_int_equal(k5_thread[r->slot == C_CLIENT ? client : watcher].prio,
			 r->prio);
}

/* The caller may be 14: nobody becomes more urgent by it, whatever it may be. */
static void c10_nobody_is_raised_above_the_caller_s_ceiling(void **state)
{
	(void)state;
	cast();
	mate = world_thread(CLIENT, 9);
	watcher = world_thread(BACKEND, 12);
	world_ceiling(watcher, 14);
	world_ceiling(mate, 20);
	k5_slot_t to_mate = world_thread_cap(BACKEND, mate);

	world_boot();
	REFUSED(K5_ERR_RANGE, priority, .slot = to_mate, .word = {15});
	assert_int_equal(ASK(priority, .slot = to_mate, .word = {14}), K5_OK);
	assert_running(mate);
}

static void c10_a_ready_thread_goes_behind_its_equals(void **state)
{
	(void)state;
	cast();
	idx_t a = world_thread(CLIENT, 5), b = world_thread(CLIENT, 6);

	watcher = world_thread(BACKEND, 12);
	k5_slot_t to_b = world_thread_cap(BACKEND, b);
	k5_slot_t to_a = world_thread_cap(BACKEND, a);

	world_boot();
	assert_int_equal(ASK(priority, .slot = to_b, .word = {5}), K5_OK);
	assert_int_equal(k5_queue[5].head, a);
	assert_int_equal(k5_queue[5].tail, b);
	assert_int_equal(ASK(priority, .slot = to_a, .word = {5}), K5_OK);
	assert_int_equal(k5_queue[5].head, b);
	ASK(exit, 0);
	assert_running(b);
}

static void c10_who_lowers_itself_gives_way(void **state)
{
	(void)state;
	cast();
	mate = world_thread(CLIENT, 9);
	watcher = world_thread(BACKEND, 12);
	k5_slot_t own = world_thread_cap(BACKEND, watcher);

	world_boot();
	assert_int_equal(ASK(priority, .slot = own, .word = {3}), K5_OK);
	assert_running(mate);
	ASK(exit, 0);
	assert_running(watcher);
	assert_int_equal(got(watcher).status, K5_OK);
}

/* Whoever waits is looked at when somebody is taken (decision 0003). */
static void c10_a_waiting_thread_is_taken_by_its_new_priority(void **state)
{
	(void)state;
	cast();
	idx_t a = world_thread(CLIENT, 8), b = world_thread(CLIENT, 8);

	server = world_thread(SERVER, 5);
	watcher = world_thread(BACKEND, 7);
	world_ceiling(b, 9);
	world_ceiling(watcher, 9);
	k5_slot_t to_b = world_thread_cap(BACKEND, b);

	world_boot();
	RUN(a);
	front_call(1);
	RUN(b);
	front_call(2);
	assert_running(watcher);
	assert_int_equal(ASK(priority, .slot = to_b, .word = {9}), K5_OK);
	assert_state(b, T_CALLING);
	ASK(exit, 0);
	assert_running(server);
	front_recv();
	assert_int_equal(got(server).label, 2);
}

/* A throttled thread has its new priority when its time is back. */
static void c10_a_throttled_thread_comes_back_as_urgent_as_it_is(void **state)
{
	(void)state;
	watch();
	pass(BUDGET);
	hears(OF_CLIENT);
	assert_int_equal(ASK(priority, .slot = C_CLIENT, .word = {8}), K5_OK);
	assert_state(client, T_THROTTLED);
	watches();
	pass(PERIOD - BUDGET);
	assert_state(client, T_READY);
	assert_running(mate);
}

/* --- caps to threads of app.toml ------------------------------------------- */

static void c06_a_cap_s_end_does_not_end_a_thread_of_the_app(void **state)
{
	(void)state;
	watch();
	pass(BUDGET);
	hears(OF_CLIENT);
	assert_int_equal(ASK(delete, .slot = C_SERVER), K5_OK);
	assert_state(server, T_SERVING);
	assert_int_equal(ASK(delete, .slot = C_WATCHER), K5_OK);
	assert_running(watcher);
}

static void c06_a_thread_of_the_app_is_not_started_again(void **state)
{
	(void)state;
	cast();
	mate = world_thread(CLIENT, 10);
	client = world_thread(CLIENT, 9);
	k5_slot_t to_mate = world_thread_cap(CLIENT, mate);

	world_boot();
	ASK(exit, 0);
	assert_running(client);
	REFUSED(K5_ERR_RIGHT, start, .slot = to_mate,
		.word = {mem_at(CLIENT, MEM_CODE, 0), 0, 5});
}

int group_priority(void)
{
	ADD(c10_nobody_is_raised_above_the_caller_s_ceiling);
	ADD(c10_a_ready_thread_goes_behind_its_equals);
	ADD(c10_who_lowers_itself_gives_way);
	ADD(c10_a_waiting_thread_is_taken_by_its_new_priority);
	ADD(c10_a_throttled_thread_comes_back_as_urgent_as_it_is);
	ADD(c06_a_cap_s_end_does_not_end_a_thread_of_the_app);
	ADD(c06_a_thread_of_the_app_is_not_started_again);
	for (size_t i = 0; i < COUNT(ranks); i++)
		ADD_ROW(ranked, ranks[i], "c10_priority_%s", ranks[i].name);
	return run_group_of("priority");
}
