/*
 * ring.c - a ring of any size with any reader
 *
 * The reader may be a probe: its index holds any 32 bits, and changes whenever
 * the console is asked. Ring sizes are 16 to 65536 bytes. One step from every
 * state with our own index inside: puts follow each other, so one shows all.
 */
#include "state.h"

/* the ring is as long as the app says, and not a byte longer */
static uint8_t *bytes;
#define k5_log_ring bytes
#include "kernel/ring.c"
#undef k5_log_ring

#include "prove.h"

/* Without initialiser and elsewhere: any app. */
extern const struct k5_app k5_app;
struct k5_state k5;

uint32_t nondet_u32(void);
uint8_t nondet_u8(void);
bool nondet_bool(void);

bool arch_console_present(void)
{
	return nondet_bool();
}

bool arch_console_put(uint8_t byte)
{
	(void)byte;
	k5_rtt.up.read = nondet_u32();
	return nondet_bool();
}

/* Is the byte at `at` put, but not read? */
static bool unread(uint32_t at)
{
	uint32_t read = k5_rtt.up.read < k5_app.log_size ? k5_rtt.up.read : 0;

	if (read <= k5.log_next)
		return read <= at && at < k5.log_next;
	return at >= read || at < k5.log_next;
}

int main(void)
{
	uint32_t x, mark;
	uint8_t old;

	ASSUME(k5_app.log_size >= 16 && k5_app.log_size <= 65536);
	bytes = __CPROVER_allocate(k5_app.log_size, false);
	k5.log_next = nondet_u32();
	k5_rtt.up.read = nondet_u32();
	k5_rtt.up.write = nondet_u32();
	ASSUME(k5.log_next < k5_app.log_size && x < k5_app.log_size);
	ASSUME(k5_rtt.up.write < k5_app.log_size);
	mark = k5.log_next;
	old = bytes[x];

	bool kept = unread(x);
	uint32_t space = ring_space();

	PROVE(space < k5_app.log_size, "one byte stays free");
	if (space > 0) {
		uint8_t byte = nondet_u8();

		ring_publish(ring_put(mark, byte));
		PROVE(k5.log_next < k5_app.log_size, "the index stays inside");
		PROVE(ring_space() == space - 1, "each put takes one");
		PROVE(!kept || bytes[x] == old, "what is unread stays");
		PROVE(!kept || unread(x), "and stays unread");
		PROVE(bytes[mark] == byte && unread(mark), "the byte is there");
		PROVE(x == mark || bytes[x] == old, "nothing else is written");
		ring_patch(mark, 0);
		REACH_IF(k5.log_next == 0, "around the end");
		REACH_IF(k5_rtt.up.read >= k5_app.log_size, "a wild probe");
	} else {
		REACH("a full ring");
	}
	ring_publish(k5.log_next);
	PROVE(k5_rtt.up.write == k5.log_next, "the reader sees all");
	ring_drain(2);
	REACH("drained");
}
