/*
 * test_lives.c - threads out of pools: how they end, and what nobody gets out of
 * beginning and ending over and over
 */
#include "pool_cast.h"
#include "snapshot.h"

static void c12_the_end_of_a_thread_is_not_its_pool_s(void **state)
{
	(void)state;
	idx_t t = worker();

	CREATES(THREAD, NEXT);
	RUN(t);
	ASK(exit, 0);
	RUN(client);
	assert_state(t, T_STOPPED);
	assert_int_equal(create(K5_CAP_THREAD, THIRD), K5_ERR_FULL);
	assert_int_equal(start(NEW), K5_OK);
	RUN(t);
}

static void c12_the_last_cap_ends_its_thread(void **state)
{
	(void)state;
	idx_t t = worker();

	MINTS(NEW, NEXT, ALL);
	RUN(t);
	ASK(wait, .slot = S_WAIT);
	RUN(client);
	DELETES(NEW);
	assert_state(t, T_WAITING);
	DELETES(NEXT);
	assert_state(t, T_STOPPED);
	ASK(notify, .slot = S_SIGNAL, .word = {1});
	assert_int_equal(ASK(poll, .slot = S_WAIT), K5_OK);
}

static void c12_revoking_a_pool_ends_its_threads(void **state)
{
	static struct snapshot before;

	(void)state;
	pool_cast();
	snapshot_take(&before);
	CREATES(THREAD, NEW);
	CREATES(THREAD, NEXT);
	assert_int_equal(start(NEW), K5_OK);
	assert_int_equal(start(NEXT), K5_OK);
	idx_t first = thread_in(NEW), second = thread_in(NEXT);

	assert_int_equal(k5.live, before.k5.live + 2);
	revoke_all(POOL);
	assert_state(first, T_STOPPED);
	assert_state(second, T_STOPPED);
	assert_int_equal(k5.live, before.k5.live);
	assert_memory_equal(k5_pool, before.pool, 2 * sizeof(k5_pool[0]));
	assert_memory_equal(k5_slot, before.slot,
			    k5_app.slots * sizeof(k5_slot[0]));
}

static void c12_a_thread_can_delete_itself(void **state)
{
	(void)state;
	idx_t t = worker();

	RUN(t);
	ASK(delete, .slot = NEW);
	assert_state(t, T_STOPPED);
	RUN(client);
	CREATES(THREAD, NEW);
	CREATES(THREAD, NEXT);
}

/* It revokes what it came from, and is gone in the middle of it. */
static void c12_a_thread_can_revoke_itself(void **state)
{
	(void)state;
	idx_t t = worker();

	CREATES(ENDPOINT, NEXT);
	RUN(t);
	ASK(revoke, .slot = POOL);
	assert_state(t, T_STOPPED);
	RUN(client);
	revoke_all(POOL);
	assert_int_equal(cap_in(NEXT).type, K5_CAP_NONE);
}

static void c12_unborn_threads_do_not_keep_a_run_alive(void **state)
{
	(void)state;
	pool_cast();
	CREATES(THREAD, NEW);
	ASK(exit, 0);
	RUN(mate);
	ASK(exit, 0);
	RUN(server);
	ASK(exit, 0);
	assert_true(host.ended);
}

static void c12_the_last_thread_ends_the_run_by_deleting_itself(void **state)
{
	(void)state;
	idx_t t = worker();

	ASK(exit, 0);
	RUN(mate);
	ASK(exit, 0);
	RUN(server);
	ASK(exit, 0);
	RUN(t);
	assert_false(host.ended);
	ASK(delete, .slot = NEW);
	assert_true(host.ended);
	assert_int_equal(host.code, 0);
}

static void c09_a_fault_stops_a_task_s_pooled_threads(void **state)
{
	(void)state;
	idx_t t = worker();

	RUN(mate);
	fault(K5_FAULT_MEMORY);
	assert_state(t, T_STOPPED);
	assert_true(k5_task[CLIENT].stopped);
}

static void c09_a_pooled_thread_s_fault_is_its_task_s(void **state)
{
	(void)state;
	idx_t t = worker();

	give(NEW);
	RUN(t);
	fault(K5_FAULT_STACK);
	assert_state(client, T_STOPPED);
	assert_state(mate, T_STOPPED);
	RUN(server);
	REFUSED(K5_ERR_RIGHT, start, .slot = NEW, .word = {code(), 0, 10});
}

/* A new life has none of the old one's registers, badges or debts. */
static void c16_a_life_sees_nothing_of_the_last(void **state)
{
	(void)state;
	idx_t t = worker();

	RUN(t);
	ASK(send, .slot = S_FRONT, .label = ARGUMENT,
	    .word = {ARGUMENT, ARGUMENT, ARGUMENT, ARGUMENT});
	RUN(client);
	DELETES(NEW);
	CREATES(THREAD, NEW);
	CREATES(THREAD, NEXT);
	for (k5_word_t slot = NEW; slot <= NEXT; slot++)
		ASK(start, .slot = slot, .word = {code(), 0, 10});
	for (unsigned i = 0; i < K5_ARGS; i++)
		assert_int_equal(k5_context[t].arg[i], 0);
	assert_int_equal(k5_context[t].argument, 0);
	assert_int_equal(k5_thread[t].badge, 0);
	assert_int_equal(k5_thread[t].serves, NIL);
	assert_int_equal(k5_thread[t].awaits, NIL);
	assert_int_equal(k5_thread[t].lends, NIL);
}

/* What it has used it has used, whichever life it was in. */
static void lives_on_its_old_time(bool anew)
{
	idx_t t = worker();

	RUN(t);
	pass(POOL_BUDGET);
	assert_state(t, T_THROTTLED);
	RUN(client);
	DELETES(NEW);
	CREATES(THREAD, NEW);
	CREATES(THREAD, NEXT);
	if (anew)
		assert_int_equal(start(NEW), K5_OK);
	assert_int_equal(start(NEXT), K5_OK);
	if (!anew)
		assert_int_equal(start(NEW), K5_OK);
	assert_state(t, T_THROTTLED);
	pass(100 - POOL_BUDGET);
	assert_state(t, T_READY);
}

static void c10_a_new_life_brings_no_new_time(void **state)
{
	(void)state;
	lives_on_its_old_time(true);
	lives_on_its_old_time(false);
}

static void c10_no_time_is_made_by_starting_over(void **state)
{
	k5_ticks_t used = 0, begin;

	(void)state;
	idx_t t = worker();

	begin = host.clock;
	while (host.clock < begin + 1000) {
		if (k5_thread[t].state == T_STOPPED) {
			RUN(client);
			assert_int_equal(start(NEW), K5_OK);
		}
		if (k5.current == t) {
			pass(5);
			used += 5;
			if (k5.current == t)
				ASK(exit, 0);
		} else {
			pass(1);
			ASK(yield, 0);
		}
	}
	assert_in_range(used, POOL_BUDGET, 11 * POOL_BUDGET);
}

/* The thread owes the server an answer. */
static void owes(idx_t t)
{
	RUN(t);
	ASK(recv, .slot = S_FRONT_RECV, .reply = S_REPLY);
	RUN(server);
	front_call(1);
}

/* Whom it owed an answer hears that it is dead. */
static void c07_callers_of_an_ended_thread_are_told(void **state)
{
	(void)state;
	idx_t t = worker();

	owes(t);
	assert_state(server, T_REPLY);
	RUN(client);
	DELETES(NEW);
	assert_int_equal(got(server).status, K5_ERR_DEAD);
	REFUSED(K5_ERR_AGAIN, reply, .slot = S_REPLY);
}

static void c07_a_thread_that_deletes_itself_answers_so(void **state)
{
	(void)state;
	idx_t t = worker();

	owes(t);
	RUN(t);
	ASK(delete, .slot = NEW);
	RUN(server);
	assert_int_equal(got(server).status, K5_ERR_DEAD);
}

/* It waits to be answered; the answer finds nobody, nor does it hurt. */
static void c07_nobody_owes_an_ended_thread(void **state)
{
	(void)state;
	idx_t t = worker();

	RUN(server);
	ASK(recv, .slot = S_FRONT_RECV, .reply = S_REPLY);
	RUN(t);
	front_call(1);
	assert_state(t, T_REPLY);
	RUN(client);
	DELETES(NEW);
	RUN(server);
	REFUSED(K5_ERR_AGAIN, reply, .slot = S_REPLY);
	RUN(client);
	CREATES(THREAD, NEW);
}

static void c07_an_ended_sender_is_in_no_queue(void **state)
{
	(void)state;
	idx_t t = worker();

	RUN(t);
	ASK(send, .slot = S_FRONT, .label = 1);
	RUN(client);
	DELETES(NEW);
	REFUSED(K5_ERR_AGAIN, try_recv, .slot = S_FRONT_RECV, .reply = S_REPLY);
}

static void c07_an_ended_receiver_frees_its_reply(void **state)
{
	(void)state;
	idx_t t = worker();

	RUN(t);
	ASK(recv, .slot = S_FRONT_RECV, .reply = S_REPLY);
	RUN(client);
	REFUSED(K5_ERR_BUSY, recv, .slot = S_BACK_RECV, .reply = S_REPLY);
	DELETES(NEW);
	REFUSED(K5_ERR_AGAIN, try_recv, .slot = S_BACK_RECV, .reply = S_REPLY);
}

/* The passive server still runs on its time: the next life waits for that. */
static void c10_time_lent_by_a_life_comes_to_the_next(void **state)
{
	(void)state;
	cast();
	idx_t pool = world_pool(0, 0, 0);

	world_pool_threads(pool, CLIENT, 1, (struct world_quota){10, 40, 100});
	world_pool_cap(CLIENT, pool, K5_RIGHT_CONTROL);
	client = world_thread(CLIENT, 10);
	server = world_passive(SERVER, 10);
	world_boot();
	front_serves(server);
	RUN(client);
	CREATES(THREAD, NEW);
	idx_t t = thread_in(NEW);

	start(NEW);
	RUN(t);
	front_call(1);
	assert_int_equal(k5_thread[server].sc, k5_app.thread[t].sc);
	RUN(client);
	DELETES(NEW);
	CREATES(THREAD, NEW);
	assert_int_equal(start(NEW), K5_OK);
	assert_state(t, T_UNFUNDED);
	RUN(server);
	front_recv();
	assert_state(t, T_READY);
	RUN(t);
}

int group_lives(void)
{
	ADD(c12_the_end_of_a_thread_is_not_its_pool_s);
	ADD(c12_the_last_cap_ends_its_thread);
	ADD(c12_revoking_a_pool_ends_its_threads);
	ADD(c12_a_thread_can_delete_itself);
	ADD(c12_a_thread_can_revoke_itself);
	ADD(c12_unborn_threads_do_not_keep_a_run_alive);
	ADD(c12_the_last_thread_ends_the_run_by_deleting_itself);
	ADD(c09_a_fault_stops_a_task_s_pooled_threads);
	ADD(c09_a_pooled_thread_s_fault_is_its_task_s);
	ADD(c16_a_life_sees_nothing_of_the_last);
	ADD(c10_a_new_life_brings_no_new_time);
	ADD(c10_no_time_is_made_by_starting_over);
	ADD(c07_callers_of_an_ended_thread_are_told);
	ADD(c07_a_thread_that_deletes_itself_answers_so);
	ADD(c07_nobody_owes_an_ended_thread);
	ADD(c07_an_ended_sender_is_in_no_queue);
	ADD(c07_an_ended_receiver_frees_its_reply);
	ADD(c10_time_lent_by_a_life_comes_to_the_next);
	return run_group_of("lives");
}
