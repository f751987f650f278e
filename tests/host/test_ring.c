/*
 * test_ring.c - the ring as a debug probe sees it
 *
 * No console here: a probe reads, and may write anything into the one word
 * that is its own.
 */
#include <string.h>

#include "cast.h"
#include "frames.h"
#include "ring.h"

/* The control block as SEGGER documents it; k5_rtt is found by its magic. */
struct control {
	char id[16];
	int32_t up;
	int32_t down;
	const char *name;
	uint8_t *buffer;
	uint32_t size;
	uint32_t write;
	uint32_t read;
	uint32_t flags;
};

extern struct control probe __asm__("k5_rtt");

static idx_t client;

static void setup(uint32_t size)
{
	cast();
	world_log_size(size);
	client = world_thread(CLIENT, 10);
	memset(&probe, 0xa5, sizeof(probe));
	host.console = false;
	world_boot();
}

/* What a probe does: takes what lies between read and write. */
static size_t probe_reads(uint8_t *out)
{
	size_t n = 0;

	while (probe.read != probe.write) {
		out[n++] = probe.buffer[probe.read];
		probe.read = probe.read + 1 == probe.size ? 0 : probe.read + 1;
	}
	return n;
}

static void log_one(k5_word_t id, unsigned n)
{
	ASK(log, .label = id, .reply = K5_LEVEL_INFO, .flags = K5_COPY_OUT,
	    .word = {mem_at(CLIENT, MEM_RAM, 0), n});
}

static void c12_control_block_is_what_probes_look_for(void **state)
{
	(void)state;
	setup(300);
	assert_memory_equal(probe.id, "SEGGER RTT", 10);
	assert_int_equal(probe.up, 1);
	assert_int_equal(probe.down, 0);
	assert_string_equal(probe.name, "k5");
	assert_ptr_equal(probe.buffer, k5_log_ring);
	assert_int_equal(probe.size, 300);
	assert_int_equal(probe.flags, 0);
}

/* Sizes coprime to the frame's length walk the wrap over every offset. */
static void c12_frames_wrap_at_every_offset(void **state)
{
	uint8_t bytes[LOG_RING];
	struct frame frame;

	(void)state;
	for (uint32_t size = 256; size < 320; size++) {
		setup(size);
		probe_reads(bytes);
		for (unsigned i = 0; i < size; i++) {
			log_one(i, i % 90);
			uint32_t space = ring_space();
			size_t n = probe_reads(bytes);

			assert_true(n > 1);
			assert_int_equal(space, size - 1 - n);
			assert_int_equal(ring_space(), size - 1);
			assert_int_equal(bytes[n - 1], 0);
			assert_true(frame_decode(&frame, bytes, n - 1));
			assert_int_equal(frame.length, 4 + i % 90);
			assert_int_equal(frame_u32(&frame, 0), i);
			assert_int_equal(frame.dropped, 0);
		}
	}
}

static void c12_a_slow_probe_loses_whole_frames_only(void **state)
{
	uint8_t bytes[LOG_RING];
	struct frame frame;
	unsigned seen = 0, lost = 0;

	(void)state;
	setup(400);
	probe_reads(bytes);
	for (unsigned i = 0; i < 5000; i++) {
		log_one(i, i % 50);
		if (i % 11 != 0)
			continue;
		size_t n = probe_reads(bytes);

		for (size_t at = 0; at < n; seen++) {
			uint8_t *end = memchr(bytes + at, 0, n - at);

			assert_non_null(end);
			assert_true(frame_decode(&frame, bytes + at,
						 (size_t)(end - bytes) - at));
			lost += frame.dropped;
			assert_int_equal(frame_u32(&frame, 0), seen + lost);
			at = (size_t)(end - bytes) + 1;
		}
	}
	assert_true(lost > 100 && seen > 100);
}

static void c12_probe_may_write_nonsense(void **state)
{
	static const uint32_t nonsense[] = {
		0, 1, 299, 300, 301, 0x7fffffff, UINT32_MAX, 0x80000000};

	(void)state;
	for (size_t i = 0; i < COUNT(nonsense); i++) {
		setup(300);
		for (unsigned k = 0; k < 100; k++) {
			log_one(k, k % 96);
			probe.read = nonsense[i];
			check_kernel();
			assert_true(probe.write < 300);
			assert_true(ring_space() < 300);
		}
	}
}

static void c12_probe_may_ruin_the_whole_block(void **state)
{
	(void)state;
	setup(300);
	for (unsigned k = 0; k < 200; k++) {
		/* the kernel uses nothing of it but `read` */
		probe.write = k * 7919u;
		probe.size = k * 104729u;
		probe.buffer = NULL;
		probe.up = -1;
		log_one(k, k % 96);
		assert_true(probe.write < 300);
		probe.read = probe.write;
	}
}

static void c12_without_a_console_nothing_is_put_there(void **state)
{
	(void)state;
	setup(300);
	log_one(1, 20);
	host_enter(kernel_console);
	assert_int_equal(host.console_count, 0);
}

static void c12_unread_ring_drops_the_new_not_the_old(void **state)
{
	uint8_t bytes[LOG_RING];
	struct frame frame;

	(void)state;
	setup(256);
	for (unsigned i = 0; i < 100; i++)
		log_one(i, 10);
	size_t n = probe_reads(bytes);
	uint8_t *end = memchr(bytes, 0, n);

	assert_true(frame_decode(&frame, bytes, (size_t)(end - bytes)));
	assert_int_equal(frame.kind, K5_LOG_BOOT);
	assert_true(k5.dropped > 90);
}

int group_ring(void)
{
	ADD(c12_control_block_is_what_probes_look_for);
	ADD(c12_frames_wrap_at_every_offset);
	ADD(c12_a_slow_probe_loses_whole_frames_only);
	ADD(c12_probe_may_write_nonsense);
	ADD(c12_probe_may_ruin_the_whole_block);
	ADD(c12_without_a_console_nothing_is_put_there);
	ADD(c12_unread_ring_drops_the_new_not_the_old);
	return run_group_of("ring");
}
