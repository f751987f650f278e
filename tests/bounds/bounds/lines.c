/*
 * lines.c - an interrupt to its driver, among many who wait for the same bits
 *
 * The line is raised by a store of main's, as in the bench (tests/bench/devices).
 */
#include "bounds.h"

#include "device.h"

static volatile uint32_t fired; /* when driver woke first */

void driver_main(void);
void driver_main(void)
{
	k5_word_t bits;

	device_start();
	for (;;) {
		MEASURE(K5_SYS_irq_ack, K5_OK, k5_irq_ack(K5_SLOT_LINE));
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

	K5_REQUIRE(k5_irq_ack(K5_SLOT_LINE) == K5_OK); /* the crowd took it once */
	crowd_make();
	gather(waits_too, n);
	fired = 0;
	from = now();
	device_raise();
	K5_REQUIRE(fired != 0);
	keep(ROW_IRQ, fired - from);
	crowd_end();
}

void measure_lines(void)
{
	for (unsigned round = 0; round < ROUNDS; round++)
		interrupt(waiting(round));
}
