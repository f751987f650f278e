/*
 * test_sc.c - what a budget guarantees, not only what it forbids
 *
 * One thread, alone, of a budget below its period, that works and rests in
 * random pieces: more of them than the kernel has refills for.
 */
#include "cast.h"
#include "chaos.h"
#include "sc.h"

enum {
	BUDGET = 300,
	PERIOD = 1000
};

static idx_t worker;

static void setup(void)
{
	cast();
	worker = world_budgeted(CLIENT, 10, BUDGET, PERIOD);
	world_boot();
}

/* Works for a while, as far as it may, with system calls in between. */
static void work(struct chance *c, k5_ticks_t ticks)
{
	k5_ticks_t end = host.clock + ticks;

	while (host.clock < end && k5.current == worker) {
		k5_ticks_t piece = 1 + chance_below(c, 40);

		if (piece > end - host.clock)
			piece = end - host.clock;
		pass(piece);
		if (k5.current == worker)
			ASK(nop, 0);
	}
}

/* Idle until the worker runs again. */
static void resume(void)
{
	while (k5.current != worker) {
		host.clock = host.timer;
		host_tick();
		check_kernel();
	}
}

static void rest(k5_ticks_t ticks)
{
	resume();
	ASK(wait, .slot = S_WAIT);
	pass(ticks);
	fire(IRQ_LINE);
	resume();
}

static void scatter(struct chance *c)
{
	unsigned pieces = chance_below(c, 12);

	for (unsigned i = 0; i < pieces; i++) {
		work(c, 1 + chance_below(c, 60));
		rest(1 + chance_below(c, 200));
	}
}

/* After a rest as long as the period it may use the whole budget at once. */
static void c10_a_rest_brings_the_whole_budget_back(void **state)
{
	struct chance c = chance_from(chaos_number("K5_SEED", 3));

	(void)state;
	for (unsigned round = 0; round < 3000; round++) {
		setup();
		scatter(&c);
		rest(PERIOD);
		assert_running(worker);

		k5_ticks_t before = sc_consumed(worker);

		work(&c, BUDGET - 1);
		assert_running(worker);
		pass(1);
		assert_state(worker, T_THROTTLED);
		assert_int_equal(sc_consumed(worker) - before, BUDGET);
	}
}

/* Who always wants to run gets its share, however it was cut up before. */
static void c10_a_greedy_thread_gets_its_share(void **state)
{
	struct chance c = chance_from(chaos_number("K5_SEED", 3));

	(void)state;
	for (unsigned round = 0; round < 300; round++) {
		setup();
		scatter(&c);
		pass(2 * PERIOD);

		k5_ticks_t before = sc_consumed(worker);

		pass(20 * PERIOD);
		host_tick();
		assert_in_range(sc_consumed(worker) - before, 20 * BUDGET,
				21 * BUDGET);
	}
}

int group_sc(void)
{
	ADD(c10_a_rest_brings_the_whole_budget_back);
	ADD(c10_a_greedy_thread_gets_its_share);
	return run_group_of("sc");
}
