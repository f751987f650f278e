/*
 * test_log.c - every record comes through whole, or is counted as dropped
 */
#include <string.h>

#include "cast.h"
#include "frames.h"
#include "log.h"
#include "snapshot.h"

static idx_t client;

static void setup_with(uint32_t ring)
{
	cast();
	world_log_size(ring);
	client = world_thread(CLIENT, 10);
	world_boot();
	frames_restart();
}

static void setup(void)
{
	setup_with(LOG_RING);
	frames_skip();
}

static enum k5_err log_bytes(k5_word_t id, unsigned n)
{
	return ASK(log, .label = id, .reply = K5_LEVEL_INFO,
		   .flags = K5_COPY_OUT,
		   .word = {mem_at(CLIENT, MEM_RAM, 64), n});
}

static void console_clear(void)
{
	host.console_count = 0;
	host.console_room = HOST_CONSOLE;
	frames_restart();
}

static void assert_record(uint32_t id, unsigned n)
{
	struct frame frame;

	assert_true(frames_next(&frame));
	assert_int_equal(frame.kind, K5_LOG_RECORD);
	assert_int_equal(frame.task, CLIENT);
	assert_int_equal(frame.build, BUILD_ID);
	assert_int_equal(frame.length, 4 + n);
	assert_int_equal(frame_u32(&frame, 0), id);
	assert_memory_equal(frame.payload + 4, mem_bytes(CLIENT, MEM_RAM) + 64,
			    n);
}

static void c07_first_frame_says_boot(void **state)
{
	struct frame frame;

	(void)state;
	cast();
	world_thread(CLIENT, 10);
	host.clock = 0x0102030405;
	world_boot();
	frames_restart();
	assert_true(frames_next(&frame));
	assert_int_equal(frame.kind, K5_LOG_BOOT);
	assert_int_equal(frame.task, K5_LOG_KERNEL);
	assert_int_equal(frame.time, 0x0102030405);
	assert_int_equal(frame.length, 0);
}

static void c07_record_of_every_length(void **state)
{
	(void)state;
	setup();
	for (unsigned n = 0; n <= K5_LOG_MAX; n++) {
		memset(mem_bytes(CLIENT, MEM_RAM) + 64, (int)(n * 37), n);
		assert_int_equal(log_bytes(n * 0x01010101u, n), K5_OK);
		assert_record(n * 0x01010101u, n);
	}
}

/* Zeros are what COBS is about; 255s are what the sum is about. */
static void c07_record_of_every_pattern(void **state)
{
	static const uint8_t byte[] = {0, 1, 0xfe, 0xff};

	(void)state;
	setup();
	for (unsigned pattern = 0; pattern < 4096; pattern++) {
		for (unsigned i = 0; i < 6; i++)
			mem_bytes(CLIENT, MEM_RAM)[64 + i] =
				byte[pattern >> (2 * i) & 3];
		console_clear();
		log_bytes(pattern, 6);
		assert_record(pattern, 6);
	}
}

static void c07_levels_and_ids_come_through(void **state)
{
	struct frame frame;

	(void)state;
	setup();
	for (k5_word_t level = 1; level <= K5_LEVEL_TRACE; level++) {
		assert_int_equal(ASK(log, .label = 0xfedcba98, .reply = level),
				 K5_OK);
		assert_true(frames_next(&frame));
		assert_int_equal(frame.level, level);
		assert_int_equal(frame_u32(&frame, 0), 0xfedcba98);
		assert_int_equal(frame.length, 4);
	}
}

static void c05_wrong_levels_are_refused(void **state)
{
	static const k5_word_t levels[] = {0,     6,    15,           16,
					   0x101, 0xff, ~(k5_word_t)0};

	(void)state;
	setup();
	for (size_t i = 0; i < COUNT(levels); i++)
		REFUSED(K5_ERR_RANGE, log, .label = 1, .reply = levels[i]);
}

static void c05_too_long_a_record_is_refused(void **state)
{
	(void)state;
	setup();
	REFUSED(K5_ERR_RANGE, log, .reply = K5_LEVEL_INFO, .flags = K5_COPY_OUT,
		.word = {mem_at(CLIENT, MEM_RAM, 0), K5_LOG_MAX + 1});
}

static void c07_time_and_task_are_the_sender_s(void **state)
{
	struct frame frame;

	(void)state;
	cast();
	world_thread(CLIENT, 10);
	idx_t other = world_thread(BACKEND, 10);

	world_boot();
	frames_restart();
	frames_skip();
	RUN(other);
	host.clock += 77;
	ASK(log, .label = 1, .reply = K5_LEVEL_WARN);
	assert_true(frames_next(&frame));
	assert_int_equal(frame.task, BACKEND);
	assert_int_equal(frame.time, host.clock);
}

/* With the console shut, frames fit until one does not; then all count. */
static void c12_full_ring_drops_and_counts(void **state)
{
	unsigned kept = 0;
	struct frame frame;

	(void)state;
	setup_with(512);
	host.console_room = 0;
	frames_skip();
	for (unsigned i = 0; i < 50; i++) {
		uint32_t before = k5.dropped;

		assert_int_equal(log_bytes(i, 40), K5_OK); /* never blocks */
		assert_running(client);
		kept += k5.dropped == before;
	}
	assert_in_range(kept, 1, 512 / 60);
	assert_int_equal(k5.dropped, 50 - kept);
	host.console_room = HOST_CONSOLE;
	host_enter(kernel_console);
	host_enter(kernel_console);
	host_enter(kernel_console);
	host_enter(kernel_console);
	for (unsigned i = 0; i < kept; i++) {
		assert_true(frames_next(&frame));
		assert_int_equal(frame.dropped, 0);
		assert_int_equal(frame_u32(&frame, 0), i);
	}
	assert_false(frames_next(&frame));
	log_bytes(99, 0);
	assert_true(frames_next(&frame));
	assert_int_equal(frame.dropped, 50 - kept);
	log_bytes(100, 0);
	assert_true(frames_next(&frame));
	assert_int_equal(frame.dropped, 0);
}

static void c12_drop_count_saturates(void **state)
{
	struct frame frame;

	(void)state;
	setup();
	k5.dropped = 100000;
	log_bytes(1, 0);
	assert_true(frames_next(&frame));
	assert_int_equal(frame.dropped, UINT16_MAX);
	assert_int_equal(k5.dropped, 0);
}

/* However full the log is of records, the fault that follows is in it. */
static void c09_a_flood_leaves_room_for_the_fault(void **state)
{
	static const struct k5_fault_info info = {.fault = K5_FAULT_BUS};
	struct frame frame;
	bool named = false;

	(void)state;
	setup_with(256);
	host.console_room = 0;
	while (k5.dropped < 3)
		log_bytes(1, 96);
	while (k5.dropped < 6)
		log_bytes(1, 0);
	log_fault(client, &info);
	assert_int_equal(k5.dropped, 0);
	host.console_room = HOST_CONSOLE;
	host_enter(kernel_console);
	host_enter(kernel_console);
	while (frames_next(&frame))
		named = named || (frame.kind & 0xf) == K5_LOG_FAULT;
	assert_true(named);
}

static void c12_every_kind_of_frame_is_dropped_whole(void **state)
{
	static const struct k5_fault_info info = {.fault = K5_FAULT_BUS};
	static struct snapshot before;
	static struct snapshot after;

	(void)state;
	setup_with(256);
	host.console_room = 0;
	while (k5.dropped == 0)
		log_bytes(1, 96);
	while (k5.dropped == 1)
		log_bytes(1, 0);
	log_fault(client, &info); /* for which records leave room */
	while (k5.dropped == 0)
		log_boot();
	snapshot_take(&before);
	log_panic(CLIENT, (struct claim){0});
	log_fault(client, &info);
	log_assert(1);
	log_boot();
	log_exit(0);
	snapshot_take(&after);
	assert_int_equal(after.k5.log_next, before.k5.log_next);
	assert_int_equal(k5.dropped, before.k5.dropped + 5);
}

static void c12_console_takes_bytes_bit_by_bit(void **state)
{
	struct frame frame;

	(void)state;
	setup();
	host.console_room = 0;
	log_bytes(5, 30);
	assert_false(frames_next(&frame));
	for (unsigned i = 0; i < 200; i++) {
		host.console_room = 1;
		host_enter(kernel_console);
		assert_true(host.console_room <= 1);
	}
	assert_record(5, 30);
}

static void c12_a_frame_out_of_a_frame_s_time(void **state)
{
	(void)state;
	setup();
	/* one entry hands out no more than one frame's worth of bytes */
	host.console_room = 0;
	for (unsigned i = 0; i < 10; i++)
		log_bytes(i, 90);
	uint32_t before = host.console_count;

	host.console_room = HOST_CONSOLE;
	host_enter(kernel_console);
	assert_in_range(host.console_count - before, 1, K5_LOG_FRAME_MAX);
}

static void c12_the_end_hands_out_everything(void **state)
{
	struct frame frame;

	(void)state;
	setup();
	host.console_room = 0;
	for (unsigned i = 0; i < 5; i++)
		log_bytes(i, 96);
	host.console_room = HOST_CONSOLE;
	ASK(exit, 0);
	for (unsigned i = 0; i < 5; i++)
		assert_record(i, 96);
	assert_true(frames_next(&frame));
	assert_int_equal(frame.kind, K5_LOG_EXIT);
}

/* A traced kernel's: its bytes as they were, and a record fits behind it. */
static void c12_a_frame_of_events_leaves_a_record_its_room(void **state)
{
	static const uint8_t events[] = {3, 0, 0xff, 0xff, 0x80, 0, 1, 0xfe};
	struct frame frame;

	(void)state;
	setup();
	host.console_room = 0;
	while (log_spare() >= sizeof(events))
		log_trace(events, sizeof(events));
	log_bytes(1, 96);
	assert_int_equal(k5.dropped, 0);
	host.console_room = HOST_CONSOLE;
	log_flush();
	assert_true(frames_next(&frame));
	assert_int_equal(frame.kind, K5_LOG_TRACE);
	assert_int_equal(frame.task, K5_LOG_KERNEL);
	assert_int_equal(frame.length, sizeof(events));
	assert_memory_equal(frame.payload, events, sizeof(events));
	while (frame.kind == K5_LOG_TRACE)
		assert_true(frames_next(&frame));
	assert_int_equal(frame.kind, K5_LOG_RECORD);
	assert_int_equal(frame.length, 4 + 96);
}

static void c12_a_dead_console_does_not_hang_the_end(void **state)
{
	(void)state;
	setup();
	host.console_room = 0;
	ASK(exit, 0);
	assert_true(host.ended);
}

static void c09_a_failed_assertion_is_named(void **state)
{
	struct frame frame;

	(void)state;
	setup();
	host.encodable = false;
	console_clear();
	assert_false(host_enter(kernel_boot));
	assert_int_equal(host.code, 70);
	assert_true(frames_next(&frame));
	assert_int_equal(frame.kind, K5_LOG_ASSERT);
	assert_int_equal(frame.task, K5_LOG_KERNEL);
	assert_int_equal(frame.length, 4);
	assert_true(frames_next(&frame));
	assert_int_equal(frame.kind, K5_LOG_EXIT);
	assert_int_equal(frame_u32(&frame, 0), 70);
}

int group_log(void)
{
	ADD(c07_first_frame_says_boot);
	ADD(c07_record_of_every_length);
	ADD(c07_record_of_every_pattern);
	ADD(c07_levels_and_ids_come_through);
	ADD(c05_wrong_levels_are_refused);
	ADD(c05_too_long_a_record_is_refused);
	ADD(c07_time_and_task_are_the_sender_s);
	ADD(c12_full_ring_drops_and_counts);
	ADD(c12_drop_count_saturates);
	ADD(c09_a_flood_leaves_room_for_the_fault);
	ADD(c12_every_kind_of_frame_is_dropped_whole);
	ADD(c12_console_takes_bytes_bit_by_bit);
	ADD(c12_a_frame_out_of_a_frame_s_time);
	ADD(c12_the_end_hands_out_everything);
	ADD(c12_a_frame_of_events_leaves_a_record_its_room);
	ADD(c12_a_dead_console_does_not_hang_the_end);
	ADD(c09_a_failed_assertion_is_named);
	return run_group_of("log");
}
