/*
 * lines.c - an interrupt to its driver, among many who wait for the same bits
 *
 * The line is raised by a store of main's, as in the bench (tests/bench/devices). In
 * the middle of a call only a device can raise one: a timer, where there is one.
 */
#include "bounds.h"

#include "device.h"
#include "later.h"

enum {
	DELAYS = 6,
	DELAY_US = 120, /* the first; the call begins about then */
	STEP_US = 30
};

static volatile uint32_t fired; /* when driver woke first */
static volatile uint32_t rung;  /* when ringer did */

void driver_main(void);
void driver_main(void)
{
	k5_word_t bits;

	device_start();
	for (;;) {
		k5_irq_ack(K5_SLOT_LINE);
		k5_wait(K5_SLOT_FIRED, &bits);

		uint32_t woke = now();

		if (!fired)
			fired = woke;
		device_quiet();
	}
}

static void waits_too(k5_word_t i)
{
	k5_word_t bits;

	(void)i;
	k5_wait(K5_SLOT_FIRED, &bits);
	k5_exit();
}

/* The driver comes last to the queue, and is the most urgent there. */
static void interrupt(unsigned n)
{
	uint32_t from;

	K5_REQUIRE(k5_irq_ack(K5_SLOT_LINE) ==
		   K5_OK); /* the crowd took it once */
	crowd_make();
	gather(waits_too, n);
	fired = 0;
	from = now();
	device_raise();
	K5_REQUIRE(fired != 0);
	keep(ROW_IRQ, fired - from);
	crowd_end();
}

void ringer_main(void);
void ringer_main(void)
{
	k5_word_t bits;

	for (;;) {
		k5_irq_ack(K5_SLOT_LATER);
		k5_wait(K5_SLOT_RUNG, &bits);

		uint32_t woke = now();

		if (!rung)
			rung = woke;
		later_quiet();
	}
}

/* Some of the delays end when the longest call has just begun. */
static void ring_in_calls(unsigned n, unsigned first_us)
{
	k5_slot_t parent = stand_far(n);

	for (unsigned i = 0; i < DELAYS; i++) {
		uint32_t delay = (uint32_t)k5_us_to_ticks(DELAY_US + first_us +
							  i * STEP_US);
		uint32_t from;

		rung = 0;
		from = now();
		if (!later_raise(delay))
			break;
		K5_REQUIRE(k5_revoke(parent) == K5_ERR_AGAIN);
		K5_REQUIRE(rung != 0);
		keep(ROW_LATENCY, rung - from - delay);
	}
	leave_far();
}

void measure_lines(void)
{
	MEASURE(K5_SYS_irq_ack, K5_OK, k5_irq_ack(K5_SLOT_LINE));
	for (unsigned round = 0; round < ROUNDS; round++)
		interrupt(waiting(round));
	for (unsigned round = 0; round < 2; round++)
		ring_in_calls(WAITERS, round * STEP_US / 2);
}
