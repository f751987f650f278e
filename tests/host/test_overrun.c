/*
 * test_overrun.c - somebody hears when a thread's time is out
 */
#include "watch.h"

/* --- overruns -------------------------------------------------------------- */

static void c10_own_time_that_is_used_up_is_told(void **state)
{
	(void)state;
	watch();
	pass(BUDGET - 1);
	assert_running(client);
	assert_state(watcher, T_WAITING);
	pass(1);
	hears(OF_CLIENT);
	assert_state(client, T_THROTTLED);
}

static void c10_a_client_s_time_is_told_of_its_server(void **state)
{
	(void)state;
	watch();
	front_call(1);
	assert_running(server);
	pass(BUDGET);
	hears(OF_SERVER);
	assert_state(server, T_THROTTLED);
	assert_runs_on(server, client);
}

static void c10_at_the_end_of_a_chain_is_who_ran(void **state)
{
	(void)state;
	watch();
	front_call(1);
	back_call(2);
	assert_running(backend);
	pass(BUDGET);
	hears(OF_BACKEND);
}

static void c10_an_overrun_is_told_once(void **state)
{
	(void)state;
	watch();
	front_call(1);
	pass(BUDGET);
	hears(OF_SERVER);
	watches();
	assert_running(mate);
	pass(PERIOD - BUDGET - 1);
	assert_state(watcher, T_WAITING);
	pass(1); /* the refill */
	assert_running(server);
	assert_state(watcher, T_WAITING);
	pass(BUDGET - 1);
	assert_state(watcher, T_WAITING);
	pass(1);
	hears(OF_SERVER);
}

/* Its time was out in the middle of a call, before the timer could say so. */
static void c10_an_overrun_is_seen_at_a_call(void **state)
{
	(void)state;
	watch();
	host.clock += BUDGET;
	ASK(nop, 0);
	hears(OF_CLIENT);
	assert_state(client, T_THROTTLED);
}

/* Who then waits has not run out: it asked for no more. */
static void c10_who_waits_in_time_is_not_told_of(void **state)
{
	(void)state;
	watch();
	host.clock += BUDGET;
	back_call(1); /* the time is the backend's now, and spent */
	assert_state(backend, T_THROTTLED);
	assert_state(watcher, T_WAITING);
}

static void c10_the_end_of_a_slice_is_none(void **state)
{
	(void)state;
	watch();
	ASK(deadline, .slot = S_TIMER, .word = {host.clock + 100 * SLICE});
	ASK(sleep, 0);
	assert_running(mate);
	front_call(1); /* the mate's time is slices */
	assert_running(server);
	pass(3 * SLICE);
	assert_state(watcher, T_WAITING);
}

static void c10_bits_stay_until_somebody_looks(void **state)
{
	(void)state;
	watch();
	pass(BUDGET);
	hears(OF_CLIENT);
	pass(PERIOD - BUDGET); /* the watcher is busy */
	assert_running(watcher);
	ASK(sleep, 0); /* its deadline is past */
	assert_int_equal(ASK(poll, .slot = S_WAIT), K5_ERR_AGAIN);
	ASK(deadline, .slot = S_TIMER, .word = {host.clock + 30});
	ASK(sleep, 0);
	assert_running(client);
	pass(30);
	assert_running(watcher);
	assert_int_equal(ASK(poll, .slot = S_WAIT), K5_OK);
	assert_int_equal(got(watcher).word[0], OF_CLIENT);
}

int group_overrun(void)
{
	ADD(c10_own_time_that_is_used_up_is_told);
	ADD(c10_a_client_s_time_is_told_of_its_server);
	ADD(c10_at_the_end_of_a_chain_is_who_ran);
	ADD(c10_an_overrun_is_told_once);
	ADD(c10_an_overrun_is_seen_at_a_call);
	ADD(c10_who_waits_in_time_is_not_told_of);
	ADD(c10_the_end_of_a_slice_is_none);
	ADD(c10_bits_stay_until_somebody_looks);
	return run_group_of("overrun");
}
