/*
 * test_sched.c - who runs when: priorities, slices, budgets
 */
#include "cast.h"
#include "sc.h"
#include "snapshot.h"

static void c10_higher_priority_runs_until_it_waits(void **state)
{
	(void)state;
	cast();
	idx_t low = world_thread(CLIENT, 5);
	idx_t high = world_thread(SERVER, 6);

	world_boot();
	pass(10 * SLICE);
	assert_running(high);
	ASK(wait, .slot = S_WAIT);
	assert_running(low);
}

/* All 32 priorities: each thread runs before all lower ones. */
static void every_priority(void **state)
{
	const uint8_t *prio = *state;

	cast();
	for (uint8_t p = 0; p < 20; p++)
		world_thread(CLIENT, (uint8_t)((p * 7 + *prio) % PRIOS));
	world_boot();
	unsigned last = PRIOS;

	for (unsigned i = 0; i < 20; i++) {
		assert_true(k5_thread[k5.current].prio <= last);
		last = k5_thread[k5.current].prio;
		ASK(wait, .slot = S_WAIT);
	}
	assert_idle();
}

static void c10_equals_take_turns_by_slice(void **state)
{
	(void)state;
	cast();
	idx_t t[3];

	for (unsigned i = 0; i < 3; i++)
		t[i] = world_thread(CLIENT, 5);
	world_boot();
	for (unsigned round = 0; round < 9; round++) {
		assert_running(t[round % 3]);
		pass(SLICE - 1);
		assert_running(t[round % 3]);
		pass(1);
	}
	for (unsigned i = 0; i < 3; i++)
		assert_int_equal(sc_consumed(t[i]), 3 * SLICE);
}

static void c10_slices_may_differ(void **state)
{
	(void)state;
	cast();
	idx_t a = world_budgeted(CLIENT, 5, 100, 100);
	idx_t b = world_budgeted(SERVER, 5, 300, 300);

	world_boot();
	pass(4000);
	assert_int_equal(sc_consumed(a), 1000);
	assert_int_equal(sc_consumed(b), 3000);
}

static void c10_yield_goes_behind_equals(void **state)
{
	(void)state;
	cast();
	idx_t a = world_thread(CLIENT, 5);
	idx_t b = world_thread(SERVER, 5);
	idx_t c = world_thread(BACKEND, 5);

	world_boot();
	assert_running(a);
	ASK(yield, 0);
	assert_running(b);
	ASK(yield, 0);
	assert_running(c);
	ASK(yield, 0);
	assert_running(a);
}

static void c10_yield_alone_runs_on(void **state)
{
	(void)state;
	cast();
	idx_t a = world_thread(CLIENT, 5);

	world_thread(SERVER, 4);
	world_boot();
	ASK(yield, 0);
	assert_running(a);
}

static void c10_yield_does_not_renew_a_budget(void **state)
{
	(void)state;
	cast();
	idx_t a = world_budgeted(CLIENT, 5, 100, 1000);

	world_thread(SERVER, 4);
	world_boot();
	for (unsigned i = 0; i < 10; i++) {
		assert_running(a);
		host.clock += 10;
		ASK(yield, 0);
	}
	assert_state(a, T_THROTTLED);
	assert_int_equal(sc_consumed(a), 100);
}

static void c10_preempted_keeps_its_turn(void **state)
{
	(void)state;
	cast();
	idx_t a = world_thread(CLIENT, 5);
	idx_t b = world_thread(SERVER, 5);
	idx_t high = world_thread(BACKEND, 9);

	world_boot();
	ASK(wait, .slot = S_WAIT);
	assert_running(a);
	pass(SLICE / 2);
	fire(IRQ_LINE);
	assert_running(high);
	ASK(wait, .slot = S_WAIT);
	assert_running(a); /* not b: a's slice goes on */
	pass(SLICE / 2);
	assert_running(b);
}

static void c10_budget_spent_waits_for_the_period(void **state)
{
	(void)state;
	cast();
	idx_t a = world_budgeted(CLIENT, 20, 100, 1000);
	idx_t b = world_thread(SERVER, 5);

	world_boot();
	for (unsigned i = 0; i < 5; i++) {
		assert_running(a);
		pass(99);
		assert_running(a);
		pass(1);
		assert_running(b);
		pass(899);
		assert_running(b);
		pass(1);
	}
	assert_int_equal(sc_consumed(a), 500);
	assert_int_equal(sc_consumed(b), 4500);
}

static void c10_nobody_left_idles_until_the_refill(void **state)
{
	(void)state;
	cast();
	idx_t a = world_budgeted(CLIENT, 20, 100, 1000);

	world_boot();
	pass(100);
	assert_idle();
	assert_int_equal(host.timer, 1000);
	pass(900);
	assert_running(a);
}

static void c10_time_idle_is_nobody_s(void **state)
{
	(void)state;
	cast();
	idx_t a = world_budgeted(CLIENT, 20, 100, 1000);

	world_boot();
	pass(20);
	ASK(wait, .slot = S_WAIT);
	assert_idle();
	pass(5000);
	fire(IRQ_LINE);
	assert_running(a);
	assert_int_equal(sc_consumed(a), 20);
}

/* Every way into the kernel charges what ran before it. */
static void enter_tick(void)
{
	host_tick();
}

static void enter_syscall(void)
{
	ASK(nop, 0);
}

static void enter_bad_syscall(void)
{
	ask(0xff, (struct request){0});
}

static void enter_irq(void)
{
	fire(IRQ_LINE + 1);
}

static void enter_console(void)
{
	host_enter(kernel_console);
}

struct entry {
	const char *name;
	void (*enter)(void);
};

static void charges(void **state)
{
	const struct entry *e = *state;

	cast();
	idx_t a = world_budgeted(CLIENT, 5, 100, 1000);

	world_boot();
	for (unsigned i = 1; i < 10; i++) {
		host.clock += 10;
		e->enter();
		check_kernel();
		assert_int_equal(sc_consumed(a), 10 * i);
		assert_running(a);
	}
	host.clock += 10;
	e->enter();
	assert_state(a, T_THROTTLED);
}

static void c10_fault_charges_the_faulting(void **state)
{
	(void)state;
	cast();
	idx_t a = world_thread(CLIENT, 5);

	world_thread(SERVER, 4);
	world_boot();
	host.clock += 33;
	fault(K5_FAULT_MEMORY);
	assert_int_equal(sc_consumed(a), 33);
}

static void c10_waiting_does_not_gather_budget(void **state)
{
	(void)state;
	cast();
	idx_t a = world_budgeted(CLIENT, 20, 100, 1000);

	world_thread(SERVER, 1);
	world_boot();
	ASK(wait, .slot = S_WAIT);
	pass(50000);
	fire(IRQ_LINE);
	assert_running(a);
	pass(100);
	assert_state(a, T_THROTTLED);
}

static void c10_late_timer_is_paid_by_waiting_longer(void **state)
{
	(void)state;
	cast();
	idx_t a = world_budgeted(CLIENT, 20, 100, 1000);

	world_boot();
	host.clock = 130; /* 30 late */
	host_tick();
	check_kernel();
	assert_state(a, T_THROTTLED);
	assert_int_equal(host.timer, 1030);
}

static void c10_woken_throttled_waits_for_its_refill(void **state)
{
	(void)state;
	cast();
	idx_t a = world_budgeted(CLIENT, 20, 100, 1000);
	idx_t b = world_thread(SERVER, 5);

	world_boot();
	pass(50);
	host.clock += 50; /* spends the rest in the very call that waits */
	ASK(wait, .slot = S_WAIT);
	assert_running(b);
	fire(IRQ_LINE);
	assert_state(a, T_THROTTLED);
	assert_running(b);
	pass(900);
	assert_running(a);
	assert_int_equal(got(a).word[0], IRQ_BITS);
}

/* The budget example: a spinner is held to its share, a worker makes it. */
static void c10_spinner_cannot_take_the_worker_s_deadline(void **state)
{
	(void)state;
	cast();
	idx_t spinner = world_budgeted(CLIENT, 31, 300, 1000);
	idx_t worker = world_thread(SERVER, 1);

	world_boot();
	for (unsigned period = 0; period < 100; period++) {
		k5_ticks_t before = sc_consumed(worker);

		pass(1000);
		ASK(nop, 0);
		assert_int_equal(sc_consumed(worker) - before, 700);
	}
	assert_int_equal(sc_consumed(spinner), 30000);
}

static void c10_many_throttled_come_back_in_time(void **state)
{
	(void)state;
	cast();
	for (unsigned i = 0; i < 10; i++)
		world_budgeted(CLIENT, 10, 10, 500 + 10 * i);
	world_boot();
	pass(100);
	assert_idle();
	for (unsigned i = 0; i < 10; i++) {
		assert_state(i, T_THROTTLED);
		/* i ran from 10 i on */
		assert_int_equal(k5_sc[i].refill[0].time, 500 + 20 * i);
	}
	pass(10000);
	for (idx_t i = 0; i < 10; i++)
		assert_in_range(sc_consumed(i), 10 * (10000 / 590 - 1),
				10 * (10100 / 500 + 1));
}

int group_sched(void)
{
	static const struct entry entries[] = {
		{"tick", enter_tick},
		{"syscall", enter_syscall},
		{"bad_syscall", enter_bad_syscall},
		{"irq", enter_irq},
		{"console", enter_console},
	};

	for (uint8_t p = 0; p < PRIOS; p += 4)
		ADD_ROW(every_priority, p, "c10_priorities_from_%u", p);
	for (size_t i = 0; i < COUNT(entries); i++)
		ADD_ROW(charges, entries[i], "c10_%s_charges", entries[i].name);
	ADD(c10_higher_priority_runs_until_it_waits);
	ADD(c10_equals_take_turns_by_slice);
	ADD(c10_slices_may_differ);
	ADD(c10_yield_goes_behind_equals);
	ADD(c10_yield_alone_runs_on);
	ADD(c10_yield_does_not_renew_a_budget);
	ADD(c10_preempted_keeps_its_turn);
	ADD(c10_budget_spent_waits_for_the_period);
	ADD(c10_nobody_left_idles_until_the_refill);
	ADD(c10_time_idle_is_nobody_s);
	ADD(c10_fault_charges_the_faulting);
	ADD(c10_waiting_does_not_gather_budget);
	ADD(c10_late_timer_is_paid_by_waiting_longer);
	ADD(c10_woken_throttled_waits_for_its_refill);
	ADD(c10_spinner_cannot_take_the_worker_s_deadline);
	ADD(c10_many_throttled_come_back_in_time);
	return run_group_of("sched");
}
