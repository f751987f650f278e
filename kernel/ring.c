/*
 * ring.c - a ring of bytes that a probe can read
 *
 *      k5_log_ring   . . . r . . . . w . . .
 *                          |         |
 *                     read (reader's)  write (ours): equal means empty
 *
 * `read` may be written by a probe at any time, so it is checked before use:
 * a value outside the ring counts as "nothing was read".
 */
#include "ring.h"

#include "arch.h"

/* Layout and magic as in SEGGER's documentation; offsets are the probe's. */
struct rtt_up {
	const char *name;
	uint8_t *buffer;
	uint32_t size;
	volatile uint32_t write;
	volatile uint32_t read;
	uint32_t flags; /* 0: skip what does not fit; the kernel never waits */
};

struct rtt {
	volatile char id[16];
	int32_t up_count;
	int32_t down_count;
	struct rtt_up up;
};

struct rtt k5_rtt;

void ring_init(void)
{
	/* Backwards, so that a probe's search meets only this block and only
	 * once it is whole. */
	static const char id_reversed[10] = "TTR REGGES";

	k5_rtt.up_count = 1;
	k5_rtt.down_count = 0;
	k5_rtt.up = (struct rtt_up){
		.name = "k5", .buffer = k5_log_ring, .size = k5_app.log_size};
	k5.log_next = 0;
	for (unsigned i = 0; i < sizeof(id_reversed); i++)
		k5_rtt.id[sizeof(id_reversed) - 1 - i] = id_reversed[i];
}

static uint32_t reader(void)
{
	uint32_t read = k5_rtt.up.read;

	return read < k5_app.log_size ? read : 0;
}

uint32_t ring_space(void)
{
	uint32_t read = reader();

	if (k5.log_next >= read)
		return k5_app.log_size - 1 - (k5.log_next - read);
	return read - k5.log_next - 1;
}

static uint32_t after(uint32_t at)
{
	return at + 1 == k5_app.log_size ? 0 : at + 1;
}

void ring_put(uint8_t byte)
{
	k5_log_ring[k5.log_next] = byte;
	k5.log_next = after(k5.log_next);
}

uint32_t ring_mark(void)
{
	return k5.log_next;
}

void ring_patch(uint32_t mark, uint8_t byte)
{
	k5_log_ring[mark] = byte;
}

void ring_publish(void)
{
	k5_rtt.up.write = k5.log_next;
}

void ring_drain(uint32_t limit)
{
	if (!arch_console_present())
		return;
	for (uint32_t i = 0; i < limit; i++) {
		uint32_t read = reader();

		if (read == k5_rtt.up.write ||
		    !arch_console_put(k5_log_ring[read]))
			return;
		k5_rtt.up.read = after(read);
	}
}
