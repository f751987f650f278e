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

void ring_publish(uint32_t at)
{
	k5.log_next = at;
	k5_rtt.up.write = at;
}

void ring_drain(uint32_t limit)
{
	uint32_t read = reader();
	uint32_t write = k5_rtt.up.write;

	if (!arch_console_present())
		return;
	while (limit > 0 && read != write &&
	       arch_console_put(k5_log_ring[read])) {
		read = ring_after(read);
		limit--;
	}
	k5_rtt.up.read = read;
}
