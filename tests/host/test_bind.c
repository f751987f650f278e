/*
 * test_bind.c - a thread's own time is taken from it, and given back
 *
 * A supervisor in one task, and threads of others whose time it has. Here they would
 * run; who waits, and whose time is lent, is test_unbound.c's matter.
 */
#include "bind.h"

/* --- who would run ---------------------------------------------------------- */

static void c10_an_unbound_thread_stops_until_it_is_bound(void **state)
{
	(void)state;
	setup_limited();
	UNBINDS(T_TIME);
	assert_running(boss);
	assert_state(worker, T_UNFUNDED);
	assert_runs_on(worker, NIL);
	boss_waits();
	assert_running(other);
	pass(10 * PERIOD);
	assert_running(other);
	fire(IRQ_LINE);
	assert_int_equal(consumed(), 0);
	BINDS(T_TIME);
	assert_runs_on(worker, worker);
	boss_waits();
	assert_running(worker);
}

/* It waits for the same refill as if nobody had taken its time. */
static void c10_who_is_held_back_is_so_when_bound_again(void **state)
{
	(void)state;
	setup_limited();
	boss_rests(2 * BUDGET);
	assert_state(worker, T_THROTTLED);
	UNBINDS(T_TIME);
	assert_state(worker, T_UNFUNDED);
	boss_rests(BUDGET);
	BINDS(T_TIME);
	assert_state(worker, T_THROTTLED);
	assert_int_equal(sc_due(worker), PERIOD);
	boss_rests(PERIOD - 3 * BUDGET - 1);
	assert_state(worker, T_THROTTLED);
	boss_rests(6);
	assert_int_equal(consumed(), BUDGET + 5);
}

/* Taken while it waits for a refill, it has that when it is given back late. */
static void c10_a_refill_comes_while_it_is_unbound(void **state)
{
	(void)state;
	setup_limited();
	boss_rests(2 * BUDGET);
	UNBINDS(T_TIME);
	boss_rests(PERIOD);
	assert_state(worker, T_UNFUNDED);
	BINDS(T_TIME);
	assert_state(worker, T_READY);
	boss_rests(2 * BUDGET);
	assert_int_equal(consumed(), 2 * BUDGET);
}

static void c11_binding_again_and_again_gives_no_time(void **state)
{
	(void)state;
	setup_limited();
	for (unsigned i = 0; i < 50; i++) {
		boss_rests(5);
		UNBINDS(T_TIME);
		boss_rests(3);
		BINDS(T_TIME);
	}
	assert_int_equal(consumed(), BUDGET);
	assert_state(worker, T_THROTTLED);
}

static void c10_a_thread_stops_itself_where_it_is(void **state)
{
	(void)state;
	cast();
	boss = world_thread(CLIENT, 20);
	worker = world_thread(SERVER, 10);
	world_time_cap(CLIENT, boss, K5_RIGHT_CONTROL);
	world_time_cap(SERVER, boss, K5_RIGHT_CONTROL);
	world_boot();
	assert_running(boss);
	ASK(unbind, .slot = T_TIME);
	assert_running(worker);
	pass(3 * SLICE);
	assert_running(worker);
	BINDS(T_TIME);
	assert_running(boss);
	assert_int_equal(got(boss).status, K5_OK);
}

/* Then nobody runs, and the run has not ended. */
static void c10_the_last_one_stops_itself(void **state)
{
	(void)state;
	cast();
	boss = world_thread(CLIENT, 20);
	world_time_cap(CLIENT, boss, K5_RIGHT_CONTROL);
	world_boot();
	ASK(unbind, .slot = T_TIME);
	assert_idle();
	pass(100 * SLICE);
	fire(IRQ_LINE);
	assert_idle();
	assert_false(host.ended);
}

/* --- what it refuses ---------------------------------------------------------- */

static void c10_what_is_so_already_is_refused(void **state)
{
	(void)state;
	setup_limited();
	REFUSED(K5_ERR_AGAIN, bind, .slot = T_TIME);
	UNBINDS(T_TIME);
	REFUSED(K5_ERR_AGAIN, unbind, .slot = T_TIME);
	BINDS(T_TIME);
	REFUSED(K5_ERR_AGAIN, bind, .slot = T_TIME);
}

static void c06_taking_and_giving_are_control(void **state)
{
	(void)state;
	setup_limited();
	REFUSED(K5_ERR_RIGHT, unbind, .slot = T_SEES);
	UNBINDS(T_SETS);
	REFUSED(K5_ERR_RIGHT, bind, .slot = T_SEES);
	BINDS(T_SETS);
	REFUSED(K5_ERR_TYPE, unbind, .slot = S_FRONT);
	REFUSED(K5_ERR_TYPE, bind, .slot = S_TIMER);
}

static void c10_unbound_it_is_set_all_the_same(void **state)
{
	(void)state;
	setup_limited();
	UNBINDS(T_TIME);
	assert_int_equal(set(10, PERIOD), K5_OK);
	REFUSED(K5_ERR_AGAIN, yield_to, .slot = T_TIME);
	assert_state(worker, T_UNFUNDED);
	BINDS(T_TIME);
	boss_rests(PERIOD / 2);
	assert_int_equal(consumed(), 10);
}

/* A thread that has ended needs none, and hangs no kernel. */
static void c10_time_of_who_has_ended(void **state)
{
	(void)state;
	setup_limited();
	boss_waits();
	ASK(exit, 0);
	fire(IRQ_LINE);
	UNBINDS(T_TIME);
	BINDS(T_TIME);
	UNBINDS(T_OTHER);
	boss_waits();
	assert_idle();
}

/* Unbound, it ends with its task, and owes nobody. */
static void c12_an_unbound_server_ends(void **state)
{
	(void)state;
	cast();
	boss = world_thread(SERVER, 20);
	worker = world_thread(SERVER, 10);
	other = world_thread(BACKEND, 9);
	world_time_cap(SERVER, worker, K5_RIGHT_CONTROL);
	world_boot();
	boss_waits();
	front_recv();
	front_call(1);
	assert_running(worker);
	fire(IRQ_LINE);
	UNBINDS(T_TIME);
	fault(K5_FAULT_MEMORY);
	assert_running(other);
	assert_int_equal(got(other).status, K5_ERR_DEAD);
	assert_state(worker, T_STOPPED);
}

int group_bind(void)
{
	ADD(c10_an_unbound_thread_stops_until_it_is_bound);
	ADD(c10_who_is_held_back_is_so_when_bound_again);
	ADD(c10_a_refill_comes_while_it_is_unbound);
	ADD(c11_binding_again_and_again_gives_no_time);
	ADD(c10_a_thread_stops_itself_where_it_is);
	ADD(c10_the_last_one_stops_itself);
	ADD(c10_what_is_so_already_is_refused);
	ADD(c06_taking_and_giving_are_control);
	ADD(c10_unbound_it_is_set_all_the_same);
	ADD(c10_time_of_who_has_ended);
	ADD(c12_an_unbound_server_ends);
	return run_group_of("bind");
}
