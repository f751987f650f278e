/*
 * test_boot.c - from the app's description to the first thread
 */
#include <string.h>

#include "cast.h"
#include "check.h"
#include "frames.h"
#include "invariant.h"

static idx_t client, server;

static void setup(void)
{
	cast();
	client = world_thread(CLIENT, 10);
	server = world_passive(SERVER, 12);
	memset(mem_bytes(CLIENT, MEM_CODE), 0x77, REGION_SIZE);
	world_boot();
}

static void c10_invariant_holds_after_boot(void **state)
{
	(void)state;
	setup();
	check_kernel();
	assert_true(kernel_ok());
}

static void c10_highest_priority_runs_first(void **state)
{
	(void)state;
	setup();
	assert_running(server);
}

static void c10_among_equals_the_first_runs_first(void **state)
{
	(void)state;
	cast();
	world_thread(CLIENT, 3);
	idx_t first = world_thread(SERVER, 9);

	world_thread(BACKEND, 9);
	world_boot();
	assert_running(first);
}

static void c16_ram_is_zeroed_and_data_copied(void **state)
{
	(void)state;
	setup();
	const uint8_t *ram = mem_bytes(CLIENT, MEM_RAM);

	for (unsigned i = 0; i < REGION_SIZE; i++) {
		bool data = i >= DATA_AT && i < DATA_AT + DATA_SIZE;

		assert_int_equal(ram[i], data ? 0x77 : 0);
	}
}

static void c16_boot_writes_no_region_but_ram(void **state)
{
	static struct mem_image before;

	(void)state;
	cast();
	world_thread(CLIENT, 1);
	mem_save(&before);
	world_boot();
	for (idx_t t = 0; t < CAST_TASKS; t++)
		assert_int_equal(mem_changed(&before, t), 1u << MEM_RAM);
}

static void c16_registers_start_as_zeros(void **state)
{
	(void)state;
	setup();
	for (unsigned i = 0; i < K5_ARGS; i++)
		assert_int_equal(k5_context[client].arg[i], 0);
}

static void c06_slots_hold_what_the_app_says(void **state)
{
	(void)state;
	setup();
	assert_int_equal(k5_slot[SERVER * CSPACE + S_BACK].type,
			 K5_CAP_ENDPOINT);
	assert_int_equal(k5_slot[SERVER * CSPACE + S_BACK].object, BACK);
	assert_int_equal(k5_slot[SERVER * CSPACE + S_BACK].badge, 200 + SERVER);
	for (unsigned i = S_FREE; i < CSPACE; i++)
		assert_int_equal(k5_slot[SERVER * CSPACE + i].type,
				 K5_CAP_NONE);
}

static void c11_timer_is_set_to_the_first_budget_s_end(void **state)
{
	(void)state;
	cast();
	world_budgeted(CLIENT, 5, 300, 1000);
	host.clock = 5000;
	world_boot();
	assert_int_equal(host.timer, 5300);
}

static void c09_an_app_without_threads_idles(void **state)
{
	(void)state;
	cast();
	world_boot();
	assert_idle();
	assert_false(host.ended);
}

static void c09_a_second_boot_is_like_the_first(void **state)
{
	static struct thread first[THREADS];

	(void)state;
	setup();
	memcpy(first, k5_thread, sizeof(first[0]) * 2);
	ASK(wait, .slot = S_WAIT);
	fault(K5_FAULT_MEMORY);
	host.ended = false;
	host.clock = 0;
	host_enter(kernel_boot);
	check_kernel();
	assert_memory_equal(first, k5_thread, sizeof(first[0]) * 2);
	assert_false(k5.failed);
	assert_false(k5_task[CLIENT].stopped);
}

/* What the tool that wrote the app must never do stops the boot. */
static void assert_boot_fails(void)
{
	assert_false(host_enter(kernel_boot));
	assert_int_equal(host.code, K5_EXIT_KERNEL);
}

static void c23_regions_the_hardware_cannot_give_stop_the_boot(void **state)
{
	(void)state;
	setup();
	host.encodable = false;
	assert_boot_fails();
}

static void c23_priority_out_of_range_stops_the_boot(void **state)
{
	(void)state;
	setup();
	world_thread_desc[0].prio = PRIOS;
	assert_boot_fails();
}

static void c23_ceiling_out_of_range_stops_the_boot(void **state)
{
	(void)state;
	setup();
	world_ceiling(0, PRIOS);
	assert_boot_fails();
}

static void c23_priority_above_its_ceiling_stops_the_boot(void **state)
{
	(void)state;
	setup();
	world_ceiling(0, (uint8_t)(world_thread_desc[0].prio - 1));
	assert_boot_fails();
}

static void c23_overrun_told_to_nothing_stops_the_boot(void **state)
{
	(void)state;
	setup();
	world_overrun(0, world_app.notifications, 1);
	assert_boot_fails();
}

static void c23_unknown_scheduling_context_stops_the_boot(void **state)
{
	(void)state;
	setup();
	world_thread_desc[1].sc = (idx_t)world_app.scs;
	assert_boot_fails();
}

int group_boot(void)
{
	ADD(c10_invariant_holds_after_boot);
	ADD(c10_highest_priority_runs_first);
	ADD(c10_among_equals_the_first_runs_first);
	ADD(c16_ram_is_zeroed_and_data_copied);
	ADD(c16_boot_writes_no_region_but_ram);
	ADD(c16_registers_start_as_zeros);
	ADD(c06_slots_hold_what_the_app_says);
	ADD(c11_timer_is_set_to_the_first_budget_s_end);
	ADD(c09_an_app_without_threads_idles);
	ADD(c09_a_second_boot_is_like_the_first);
	ADD(c23_regions_the_hardware_cannot_give_stop_the_boot);
	ADD(c23_priority_out_of_range_stops_the_boot);
	ADD(c23_ceiling_out_of_range_stops_the_boot);
	ADD(c23_priority_above_its_ceiling_stops_the_boot);
	ADD(c23_overrun_told_to_nothing_stops_the_boot);
	ADD(c23_unknown_scheduling_context_stops_the_boot);
	return run_group_of("boot");
}
