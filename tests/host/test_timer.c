/*
 * test_timer.c - one shot, set only when its end moved, never too late
 */
#include "cast.h"
#include "sc.h"

static void c11_timer_is_set_to_the_end_of_the_slice(void **state)
{
	(void)state;
	cast();
	world_thread(CLIENT, 5);
	world_boot();
	assert_int_equal(host.timer, SLICE);
	pass(SLICE);
	assert_int_equal(host.timer, 2 * SLICE);
}

static void c11_idle_without_refills_sets_no_end(void **state)
{
	(void)state;
	cast();
	world_thread(CLIENT, 5);
	world_boot();
	ASK(wait, .slot = S_WAIT);
	assert_idle();
	pass(2 * SLICE); /* what was still armed fires once */
	assert_int_equal(host.timer, UINT64_MAX);
}

static void c11_a_call_does_not_set_the_timer_anew(void **state)
{
	(void)state;
	cast();
	world_thread(CLIENT, 5);
	world_boot();
	uint32_t before = host.timer_sets;

	for (unsigned i = 0; i < 50; i++) {
		host.clock += 3;
		ASK(nop, 0);
	}
	assert_int_equal(host.timer_sets, before);
}

static void c11_lent_time_keeps_its_end(void **state)
{
	(void)state;
	cast();
	idx_t client = world_thread(CLIENT, 10);
	idx_t server = world_passive(SERVER, 10);

	world_boot();
	front_serves(server);
	RUN(client);
	k5_ticks_t end = host.timer;
	uint32_t before = host.timer_sets;

	for (unsigned i = 0; i < 20; i++) {
		front_call(1);
		host.clock += 2;
		front_reply_recv(2);
		host.clock += 2;
	}
	assert_int_equal(host.timer, end);
	assert_int_equal(host.timer_sets, before);
}

static void c11_a_refill_before_the_slice_s_end_is_first(void **state)
{
	(void)state;
	cast();
	idx_t high = world_budgeted(CLIENT, 9, 10, 300);
	idx_t low = world_thread(SERVER, 5);

	world_boot();
	pass(10);
	assert_running(low);
	assert_int_equal(host.timer, 300);
	pass(290);
	assert_running(high);
}

static void c11_early_tick_does_no_harm(void **state)
{
	(void)state;
	cast();
	idx_t a = world_budgeted(CLIENT, 9, 100, 1000);

	world_boot();
	for (unsigned i = 0; i < 20; i++) {
		host.clock += 3;
		host_tick();
		check_kernel();
		assert_running(a);
	}
	assert_int_equal(host.timer, 100);
}

static void c11_second_tick_at_one_time_does_no_harm(void **state)
{
	(void)state;
	cast();
	world_budgeted(CLIENT, 9, 100, 1000);
	world_thread(SERVER, 1);
	world_boot();
	pass(100);
	for (unsigned i = 0; i < 5; i++) {
		host_tick();
		check_kernel();
		assert_int_equal(host.timer, 1000);
	}
}

static void c11_time_beyond_32_bits(void **state)
{
	(void)state;
	cast();
	idx_t a = world_budgeted(CLIENT, 9, 100, 1000);
	idx_t b = world_thread(SERVER, 1);

	host.clock = 0xfffffff0;
	world_boot();
	assert_int_equal(host.timer, 0x100000054);
	pass(100);
	assert_running(b);
	assert_int_equal(host.timer, 0x1000003d8);
	pass(900);
	assert_running(a);
}

static void c11_a_year_in_one_step(void **state)
{
	(void)state;
	cast();
	idx_t a = world_budgeted(CLIENT, 9, 100, 1000);

	world_boot();
	pass(30);
	ASK(wait, .slot = S_WAIT);
	pass(100000000ull * 86400 * 365);
	fire(IRQ_LINE);
	assert_running(a);
	pass(99); /* a whole budget, no more */
	assert_running(a);
	pass(1);
	assert_state(a, T_THROTTLED);
}

static void c11_refills_come_back_as_they_were_used(void **state)
{
	(void)state;
	cast();
	idx_t a = world_budgeted(CLIENT, 9, 100, 1000);

	world_boot();
	/* used 40 at 0, 40 at 200, 20 at 500 */
	pass(40);
	ASK(wait, .slot = S_WAIT);
	pass(160);
	fire(IRQ_LINE);
	pass(40);
	ASK(wait, .slot = S_WAIT);
	pass(260);
	fire(IRQ_LINE);
	pass(20);
	assert_state(a, T_THROTTLED);
	assert_int_equal(host.timer, 1000);
	pass(480 + 40);
	assert_state(a, T_THROTTLED);
	assert_int_equal(host.timer, 1200);
	pass(160 + 40);
	assert_state(a, T_THROTTLED);
	assert_int_equal(host.timer, 1500);
	pass(260 + 20);
	assert_int_equal(host.timer, 2000);
	assert_int_equal(sc_consumed(a), 200);
}

static void c11_contiguous_use_is_one_refill(void **state)
{
	(void)state;
	cast();
	idx_t a = world_budgeted(CLIENT, 9, 100, 1000);

	world_boot();
	for (unsigned i = 0; i < 33; i++) {
		host.clock += 3;
		ASK(nop, 0);
	}
	assert_int_equal(k5_sc[a].count, 2);
	assert_int_equal(k5_sc[a].refill[1].time, 1000);
	assert_int_equal(k5_sc[a].refill[1].amount, 99);
}

static void c11_fragments_beyond_the_ring_come_back_late(void **state)
{
	(void)state;
	cast();
	idx_t a = world_budgeted(CLIENT, 9, 100, 1000);

	world_boot();
	for (unsigned i = 0; i < 10; i++) {
		pass(5);
		ASK(wait, .slot = S_WAIT);
		pass(45);
		fire(IRQ_LINE);
	}
	assert_true(k5_sc[a].count <= REFILLS);
	for (uint8_t i = 1; i < k5_sc[a].count; i++)
		assert_true(k5_sc[a].refill[i].time >= 1000);
	check_kernel();
}

static void c11_many_timers_fire_in_order(void **state)
{
	(void)state;
	cast();
	for (unsigned i = 0; i < 16; i++)
		world_budgeted(CLIENT, 9, 7, 113 + 31 * ((i * 5) % 16));
	world_boot();
	k5_ticks_t last = 0;

	while (host.clock < 100000) {
		assert_true(host.timer > last || k5.current != NIL);
		last = host.timer;
		host.clock = host.timer;
		host_tick();
		check_kernel();
	}
}

int group_timer(void)
{
	ADD(c11_timer_is_set_to_the_end_of_the_slice);
	ADD(c11_idle_without_refills_sets_no_end);
	ADD(c11_a_call_does_not_set_the_timer_anew);
	ADD(c11_lent_time_keeps_its_end);
	ADD(c11_a_refill_before_the_slice_s_end_is_first);
	ADD(c11_early_tick_does_no_harm);
	ADD(c11_second_tick_at_one_time_does_no_harm);
	ADD(c11_time_beyond_32_bits);
	ADD(c11_a_year_in_one_step);
	ADD(c11_refills_come_back_as_they_were_used);
	ADD(c11_contiguous_use_is_one_refill);
	ADD(c11_fragments_beyond_the_ring_come_back_late);
	ADD(c11_many_timers_fire_in_order);
	return run_group_of("timer");
}
