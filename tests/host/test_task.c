/*
 * test_task.c - a fault hurts only its task, and the run ends when all have
 */
#include "cast.h"
#include "check.h"
#include "frames.h"
#include "snapshot.h"

static idx_t client, mate, server;

static void setup(void)
{
	cast();
	client = world_thread(CLIENT, 10);
	mate = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	world_boot();
	frames_skip();
}

static void c09_fault_stops_its_task(void **state)
{
	(void)state;
	setup();
	RUN(client);
	assert_true(fault(K5_FAULT_MEMORY));
	assert_state(client, T_STOPPED);
	assert_state(mate, T_STOPPED);
	assert_true(k5_task[CLIENT].stopped);
	assert_int_equal(k5_task[CLIENT].fault, K5_FAULT_MEMORY);
}

static void c09_fault_leaves_others_alone(void **state)
{
	static struct mem_image before;

	(void)state;
	setup();
	RUN(client);
	mem_save(&before);
	fault(K5_FAULT_MEMORY);
	assert_running(server);
	assert_false(k5_task[SERVER].stopped);
	for (idx_t t = 0; t < CAST_TASKS; t++)
		assert_int_equal(mem_changed(&before, t), 0);
	assert_int_equal(ASK(nop, 0), K5_OK);
}

/* Class, thread, task, address and pc, for every class there is. */
static void names_fault(void **state)
{
	const enum k5_fault *class = *state;
	struct frame frame;

	setup();
	RUN(mate);
	fault(*class);
	assert_true(frames_next(&frame));
	assert_int_equal(frame.kind, K5_LOG_FAULT);
	assert_int_equal(frame.level, K5_LEVEL_ERROR);
	assert_int_equal(frame.task, CLIENT);
	assert_int_equal(frame.length, 20);
	assert_int_equal(frame.payload[0], *class);
	assert_int_equal(frame.payload[1], mate);
	assert_int_equal(frame_u64(&frame, 4), 0xdead0000);
	assert_int_equal(frame_u64(&frame, 12), 0xc0de);
}

static void c09_panic_stops_the_task_and_logs_its_words(void **state)
{
	struct frame frame;

	(void)state;
	setup();
	RUN(client);
	mem_bytes(CLIENT, MEM_RAM)[100] = 'o';
	mem_bytes(CLIENT, MEM_RAM)[101] = 'h';
	ASK(panic, .flags = K5_COPY_OUT,
	    .word = {mem_at(CLIENT, MEM_RAM, 100), 2});
	assert_state(mate, T_STOPPED);
	assert_true(frames_next(&frame));
	assert_int_equal(frame.kind, K5_LOG_PANIC);
	assert_int_equal(frame.task, CLIENT);
	assert_int_equal(frame.length, 2);
	assert_memory_equal(frame.payload, "oh", 2);
	assert_running(server);
}

static void c09_panic_without_words(void **state)
{
	struct frame frame;

	(void)state;
	setup();
	RUN(client);
	ASK(panic, .word = {1, 2});
	assert_true(frames_next(&frame));
	assert_int_equal(frame.kind, K5_LOG_PANIC);
	assert_int_equal(frame.length, 0);
}

static void c09_too_many_last_words_are_refused(void **state)
{
	(void)state;
	setup();
	RUN(client);
	REFUSED(K5_ERR_RANGE, panic, .flags = K5_COPY_OUT,
		.word = {mem_at(CLIENT, MEM_RAM, 0), K5_LOG_MAX + 1});
}

static void c09_all_ended_well_is_code_0(void **state)
{
	struct frame frame;

	(void)state;
	setup();
	for (unsigned i = 0; i < 2; i++) {
		ASK(exit, 0);
		assert_false(host.ended);
	}
	ASK(exit, 0);
	assert_true(host.ended);
	assert_int_equal(host.code, 0);
	assert_true(frames_next(&frame));
	assert_int_equal(frame.kind, K5_LOG_EXIT);
	assert_int_equal(frame_u32(&frame, 0), 0);
}

static void c09_all_ended_one_by_fault_is_code_3(void **state)
{
	(void)state;
	setup();
	RUN(server);
	fault(K5_FAULT_DIVIDE);
	ASK(exit, 0);
	ASK(exit, 0);
	assert_true(host.ended);
	assert_int_equal(host.code, K5_EXIT_FAULT);
}

static void c09_all_ended_one_by_panic_is_code_3(void **state)
{
	(void)state;
	setup();
	RUN(client);
	ASK(panic, 0);
	ASK(exit, 0);
	assert_int_equal(host.code, K5_EXIT_FAULT);
}

static void c09_last_fault_ends_the_run(void **state)
{
	(void)state;
	setup();
	RUN(client);
	fault(K5_FAULT_MEMORY);
	assert_false(host.ended);
	assert_false(fault(K5_FAULT_MEMORY));
	assert_int_equal(host.code, K5_EXIT_FAULT);
}

static void c09_everybody_waiting_is_not_the_end(void **state)
{
	(void)state;
	setup();
	for (unsigned i = 0; i < 3; i++)
		ASK(wait, .slot = S_WAIT);
	assert_idle();
	assert_false(host.ended);
}

static void c09_a_stopped_task_stays_stopped(void **state)
{
	(void)state;
	setup();
	RUN(client);
	fault(K5_FAULT_MEMORY);
	for (unsigned i = 0; i < 50; i++) {
		pass(SLICE / 3);
		assert_running(server);
		ASK(notify, .slot = S_SIGNAL, .word = {1});
	}
	assert_state(client, T_STOPPED);
}

/* A thread of the faulting task in each state there is. */
static void c09_fault_ends_mates_in_every_state(void **state)
{
	(void)state;
	cast();
	idx_t in[8];

	for (unsigned i = 0; i < 8; i++)
		in[i] = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	world_boot();
	front_serves(server);
	RUN(in[0]);
	front_call(1); /* T_REPLY */
	RUN(in[1]);
	front_call(2); /* T_CALLING */
	RUN(in[2]);
	ASK(send, .slot = S_FRONT); /* T_SENDING */
	RUN(in[3]);
	back_recv(); /* T_RECEIVING */
	RUN(in[4]);
	ASK(wait, .slot = S_WAIT); /* T_WAITING */
	RUN(in[5]);
	fault(K5_FAULT_STACK);
	for (unsigned i = 0; i < 8; i++)
		assert_state(in[i], T_STOPPED);
	assert_running(server);
	assert_int_equal(k5.live, 1);
	REFUSED(K5_ERR_AGAIN, reply, .slot = S_REPLY);
	REFUSED(K5_ERR_AGAIN, try_recv, .slot = S_FRONT_RECV, .reply = S_REPLY);
	REFUSED(K5_ERR_AGAIN, try_send, .slot = S_BACK);
}

static void c09_fault_of_a_throttled_mate_s_task(void **state)
{
	(void)state;
	cast();
	client = world_budgeted(CLIENT, 10, 100, 1000);
	mate = world_thread(CLIENT, 5);
	server = world_thread(SERVER, 4);
	world_boot();
	pass(100);
	assert_state(client, T_THROTTLED);
	assert_running(mate);
	fault(K5_FAULT_MEMORY);
	assert_running(server);
	pass(5000);
	assert_state(client, T_STOPPED);
}

static void c09_fault_after_a_mate_s_exit(void **state)
{
	(void)state;
	setup();
	RUN(mate);
	ASK(exit, 0);
	RUN(client);
	fault(K5_FAULT_MEMORY);
	assert_running(server);
	assert_int_equal(k5.live, 1);
}

int group_task(void)
{
	ADD(c09_fault_stops_its_task);
	ADD(c09_fault_leaves_others_alone);
	for (enum k5_fault f = K5_FAULT_MEMORY; f <= K5_FAULT_SECURE; f++)
		ADD_ROW(names_fault, f, "c09_fault_class_%d_is_named", (int)f);
	ADD(c09_panic_stops_the_task_and_logs_its_words);
	ADD(c09_panic_without_words);
	ADD(c09_too_many_last_words_are_refused);
	ADD(c09_all_ended_well_is_code_0);
	ADD(c09_all_ended_one_by_fault_is_code_3);
	ADD(c09_all_ended_one_by_panic_is_code_3);
	ADD(c09_last_fault_ends_the_run);
	ADD(c09_everybody_waiting_is_not_the_end);
	ADD(c09_a_stopped_task_stays_stopped);
	ADD(c09_fault_ends_mates_in_every_state);
	ADD(c09_fault_of_a_throttled_mate_s_task);
	ADD(c09_fault_after_a_mate_s_exit);
	return run_group_of("task");
}
