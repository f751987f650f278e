/*
 * test_trace.c - what a traced kernel tells, read as a host tool would
 *
 * The kernel is the whole one, built as k5 trace builds it. trace.c is part of
 * this file, so that a test can begin with an empty ring, and look into it.
 */
#include "host.h"

/* Each look at the clock from trace.c takes so long: so does a frame. */
static k5_ticks_t look_takes;

static k5_ticks_t slow_clock(void)
{
	host.clock += look_takes;
	return host.clock;
}

#define arch_clock slow_clock
#include "../../kernel/traced/trace.c"
#undef arch_clock

#include <string.h>

#include "cast.h"
#include "frames.h"
#include "seen.h"

enum {
	RING = 64 /* events */
};

struct trace_event k5_trace_ring[RING];
const uint32_t k5_trace_size = RING;

static idx_t client, server;

static void begin(void)
{
	memset(&trace, 0, sizeof(trace));
	seen_count = 0;
	look_takes = 0;
	cast();
}

static void boot(void)
{
	world_boot();
	frames_restart();
}

/* client and server of one priority, on slices; the client runs. */
static void two(void)
{
	begin();
	client = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	boot();
}

/* The running thread asks; the idle kernel's own timer is looked at nowhere. */
static enum k5_err request(k5_word_t what, k5_word_t slot, k5_word_t reply)
{
	k5_word_t *arg = k5_context[k5.current].arg;

	arg[K5_ARG_SLOT] = slot;
	arg[K5_ARG_REPLY] = reply;
	arg[K5_ARG_NUMBER] = what;
	host_enter(kernel_syscall);
	return (enum k5_err)arg[K5_ARG_STATUS];
}

static uint32_t call_of(k5_word_t what, uint8_t type, idx_t object)
{
	return (uint32_t)what | (uint32_t)type << K5_TRACE_CALL_TYPE |
	       (uint32_t)object << K5_TRACE_CALL_OBJECT;
}

static void c12_a_call_that_comes_back_is_one_event(void **state)
{
	(void)state;
	two();
	host.clock = 77;
	request(K5_SYS_poll, S_WAIT, 0);
	collect();
	const struct trace_event *e = find(K5_TRACE_CALL, client);
	assert_non_null(e);
	assert_int_equal(e->time, 77);
	assert_int_equal(e->value[0],
			 call_of(K5_SYS_poll, K5_CAP_NOTIFICATION, 0));
	assert_int_equal(e->value[1], 1 + K5_ERR_AGAIN);
	assert_null(find(K5_TRACE_LEAVE, client));
}

static void c12_a_slot_that_is_none_names_nothing(void **state)
{
	(void)state;
	two();
	request(K5_SYS_poll, CSPACE, 0);
	collect();
	assert_int_equal(find(K5_TRACE_CALL, client)->value[0], K5_SYS_poll);
	assert_int_equal(find(K5_TRACE_CALL, client)->value[1],
			 1 + K5_ERR_SLOT);
}

static void c12_a_call_that_waits_ends_when_its_thread_runs_again(void **state)
{
	(void)state;
	two();
	request(K5_SYS_yield, 0, 0);
	assert_running(server);
	request(K5_SYS_recv, S_FRONT_RECV, S_REPLY);
	assert_running(client);
	host.clock = 50;
	request(K5_SYS_call, S_FRONT, 0);
	assert_running(server);
	collect();
	const struct trace_event *woken = find(K5_TRACE_WAKE, server);
	const struct trace_event *back = find(K5_TRACE_LEAVE, server);
	assert_non_null(back);
	assert_int_equal(back->time, 50);
	assert_int_equal(back->value[0], K5_OK);
	assert_non_null(woken);
	/* the client's is open: it waits for its answer */
	assert_int_equal(find(K5_TRACE_CALL, client)->value[1], 0);
	for (unsigned i = 0; i < seen_count; i++) {
		if (seen[i].kind == K5_TRACE_SWITCH && seen[i].time == 50) {
			assert_int_equal(seen[i].thread, server);
			assert_int_equal(seen[i].value[0], client);
			assert_int_equal(seen[i].value[1], T_REPLY);
		}
	}
}

static void c12_time_used_is_told_at_the_switch(void **state)
{
	(void)state;
	two();
	host.clock = 30;
	request(K5_SYS_nop, 0, 0);
	host.clock = 70;
	request(K5_SYS_yield, 0, 0);
	assert_running(server);
	collect();
	const struct trace_event *e = find(K5_TRACE_CHARGE, client);
	assert_non_null(e);
	assert_int_equal(e->value[0], client); /* its own budget */
	assert_int_equal(e->value[1], 70);
	assert_int_equal(e->value[2], SLICE - 70);
	assert_int_equal(find(K5_TRACE_WAKE, client)->value[0], T_STOPPED);
	host.clock = 75;
	request(K5_SYS_yield, 0, 0);
	assert_running(client);
	collect();
	assert_int_equal(find(K5_TRACE_CHARGE, server)->value[1], 5);
}

static void c10_a_budget_s_end_and_return_are_told(void **state)
{
	(void)state;
	begin();
	client = world_budgeted(CLIENT, 10, 100, 1000);
	boot();
	host.clock = 108; /* the timer is late */
	assert_true(host_tick());
	assert_idle();
	host.clock = 1108;
	assert_true(host_tick());
	assert_running(client);
	collect();
	const struct trace_event *over = find(K5_TRACE_OVERRUN, client);
	const struct trace_event *out = find(K5_TRACE_THROTTLE, client);
	const struct trace_event *again = find(K5_TRACE_REFILL, client);
	assert_non_null(over);
	assert_int_equal(over->value[1], 8);
	assert_non_null(out);
	assert_int_equal(out->time, 108);
	assert_int_equal(out->value[1], k5_sc[client].period + 8 - 108);
	assert_non_null(again);
	assert_int_equal(again->value[1], 100 - 8); /* paid ahead */
	assert_int_equal(find(K5_TRACE_SWITCH, NIL)->value[1], T_THROTTLED);
}

static void c10_a_budget_that_ends_in_time_is_no_overrun(void **state)
{
	(void)state;
	begin();
	client = world_budgeted(CLIENT, 10, 100, 1000);
	boot();
	struct sc *sc = &k5_sc[k5_thread[client].sc]; /* in two pieces */
	sc->refill[0].amount = 40;
	sc->refill[sc->count++] = (struct refill){.time = 50, .amount = 60};
	host.clock = 52;
	assert_true(host_tick());
	host.clock = 100;
	assert_true(host_tick());
	collect();
	assert_null(find(K5_TRACE_OVERRUN, client));
	assert_non_null(find(K5_TRACE_THROTTLE, client));
}

static void c09_faults_and_interrupts_are_told(void **state)
{
	struct k5_fault_info info = {.fault = K5_FAULT_STACK};

	(void)state;
	two();
	assert_true(host_irq(IRQ_LINE));
	assert_true(host_fault(&info));
	collect();
	assert_int_equal(find(K5_TRACE_IRQ, NIL)->value[0], IRQ_LINE);
	assert_int_equal(find(K5_TRACE_FAULT, client)->value[0],
			 K5_FAULT_STACK);
}

/* What was told is forgotten; the log's ring has no room, so no more leaves. */
static void stop_leaving(void)
{
	collect();
	seen_count = 0;
	host.console_room = 0;
	while (log_spare() >= K5_TRACE_PAYLOAD)
		log_record(CLIENT, K5_LEVEL_INFO, 0, (struct claim){0});
}

static void c12_a_flood_of_calls_leaves_room_for_the_scheduler(void **state)
{
	(void)state;
	two();
	stop_leaving();
	for (unsigned i = 0; i < 10 * RING; i++)
		request(K5_SYS_nop, 0, 0);
	assert_true(trace.lost > 0);
	assert_int_equal(trace.count, RING - RING / KEPT);
	host.clock += 5;
	request(K5_SYS_yield, 0, 0);
	assert_running(server);
	collect(); /* a dead console: nothing is waited for */
	assert_int_equal(seen_count, 0);
	host.console_room = HOST_CONSOLE;
	log_flush();
	collect();
	assert_non_null(find(K5_TRACE_SWITCH, server));
	assert_non_null(find(K5_TRACE_CHARGE, client));
}

static void c12_what_is_dropped_is_counted_in_its_place(void **state)
{
	(void)state;
	two();
	stop_leaving();
	for (unsigned i = 0; i < RING + 10; i++)
		request(K5_SYS_nop, 0, 0);
	uint32_t lost = trace.lost;
	request(K5_SYS_yield, 0, 0); /* its call is one more of the lost */
	host.console_room = HOST_CONSOLE;
	log_flush();
	collect();
	request(K5_SYS_yield, 0, 0);
	collect();
	assert_int_equal(count_of(K5_TRACE_LOST), 1);
	assert_int_equal(find(K5_TRACE_LOST, NIL)->value[0], lost + 1);
}

static void c12_a_loss_needs_a_place_of_its_own(void **state)
{
	(void)state;
	two();
	stop_leaving();
	for (unsigned i = 0; i < 10 * RING; i++)
		request(K5_SYS_yield, 0, 0);
	assert_true(trace.count <= RING);
	trace.count = RING - 1; /* one leaves */
	request(K5_SYS_yield, 0, 0);
	assert_int_equal(trace.count, RING - 1);
}

static void c12_a_full_ring_goes_round(void **state)
{
	(void)state;
	two();
	for (unsigned round = 0; round < 20; round++) {
		for (unsigned i = 0; i < RING / 3; i++) {
			host.clock += 3;
			request(K5_SYS_nop, 0, 0);
		}
		collect();
	}
	assert_int_equal(count_of(K5_TRACE_CALL), 20 * (RING / 3));
	assert_int_equal(count_of(K5_TRACE_LOST), 0);
}

static void c12_a_record_has_room_beside_a_frame(void **state)
{
	(void)state;
	begin();
	world_log_size(512);
	client = world_thread(CLIENT, 10);
	boot();
	log_flush();
	assert_true(log_spare() >= K5_TRACE_PAYLOAD);
	host.console_room = 0;
	for (unsigned i = 0; i < RING; i++)
		request(K5_SYS_nop, 0, 0);
	uint32_t dropped = k5.dropped;
	log_record(CLIENT, K5_LEVEL_INFO, 0, (struct claim){0});
	assert_int_equal(k5.dropped, dropped);
}

static void c12_while_nobody_runs_the_ring_empties(void **state)
{
	(void)state;
	two();
	request(K5_SYS_wait, S_WAIT, 0);
	request(K5_SYS_wait, S_WAIT, 0);
	assert_idle();
	for (unsigned i = 0; i < RING && trace.count > 0; i++) {
		assert_true(host.timer <= host.clock);
		assert_true(host_tick());
	}
	assert_int_equal(trace.count, 0);
	assert_int_equal(host.timer, k5.alarm);
}

/* The console's frames of events that were not looked at. */
static unsigned frames_sent(void)
{
	unsigned n = 0;
	struct frame f;

	while (frames_next(&f))
		n += f.kind == K5_LOG_TRACE;
	return n;
}

static void c10_frames_are_at_no_thread_s_expense(void **state)
{
	(void)state;
	two();
	frames_skip();
	look_takes = 10;
	for (unsigned i = 0; i < 60; i++)
		request(K5_SYS_nop, 0, 0);
	look_takes = 0;
	request(K5_SYS_nop, 0, 0);
	unsigned frames = frames_sent();

	assert_true(frames > 0);
	assert_int_equal(sc_consumed(client), host.clock - 10 * frames);
}

/* A frame that took 10 is followed by 30 without one. */
static void c10_frames_take_a_quarter_of_busy_time(void **state)
{
	unsigned frames = 0;

	(void)state;
	two();
	look_takes = 10;
	for (unsigned i = 0; i < 500; i++) {
		k5_ticks_t entered = host.clock;
		k5_ticks_t quiet = trace.quiet;

		request(K5_SYS_yield, 0, 0);
		if (trace.quiet == quiet)
			continue;
		assert_true(entered >= quiet);
		assert_int_equal(k5.now, entered + 10);
		assert_int_equal(trace.quiet, k5.now + 30);
		frames++;
	}
	assert_true(frames > 50);
}

int main(void)
{
	ADD(c12_a_call_that_comes_back_is_one_event);
	ADD(c12_a_slot_that_is_none_names_nothing);
	ADD(c12_a_call_that_waits_ends_when_its_thread_runs_again);
	ADD(c12_time_used_is_told_at_the_switch);
	ADD(c10_a_budget_s_end_and_return_are_told);
	ADD(c10_a_budget_that_ends_in_time_is_no_overrun);
	ADD(c09_faults_and_interrupts_are_told);
	ADD(c12_a_flood_of_calls_leaves_room_for_the_scheduler);
	ADD(c12_what_is_dropped_is_counted_in_its_place);
	ADD(c12_a_loss_needs_a_place_of_its_own);
	ADD(c12_a_full_ring_goes_round);
	ADD(c12_a_record_has_room_beside_a_frame);
	ADD(c12_while_nobody_runs_the_ring_empties);
	ADD(c10_frames_are_at_no_thread_s_expense);
	ADD(c10_frames_take_a_quarter_of_busy_time);
	return run_group_of("trace") == 0 ? 0 : 1;
}
