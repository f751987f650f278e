/*
 * main.c - keeps the most of each row, and says it at the end
 *
 * Results leave only then: a log frame drains by interrupts, which would be
 * measured, too.
 */
#include "bounds.h"

static const char *const names[ROWS] = {
#define K5_SYSCALL(number, name, cap, right, shape, doc) #name,
#include <k5/syscalls.def>
#undef K5_SYSCALL
	"+charge", "+late", "+irq", "+fault", "+latency"};

static uint32_t most[ROWS]; /* in ticks; 0: not measured */

volatile uint32_t began;
volatile bool came_back;
uint32_t stopwatch;

void keep(unsigned row, uint32_t ticks)
{
	if (ticks - stopwatch > most[row])
		most[row] = ticks - stopwatch;
}

/* Ticks to instructions of 1024 ns, rounded. */
static unsigned instructions(uint32_t ticks)
{
	uint64_t ns = (uint64_t)ticks * 1000000000u / K5_CLOCK_HZ;

	return (unsigned)((ns + 512) / 1024);
}

/* Everybody less urgent goes on until it waits. */
void nap(unsigned us)
{
	K5_REQUIRE(k5_sleep_until(k5_cap_timer,
				  k5_clock() + k5_us_to_ticks(us)) == K5_OK);
}

static void measure_stopwatch(void)
{
	stopwatch = UINT32_MAX;
	for (int i = 0; i < 64; i++) {
		uint32_t from = now();
		uint32_t to = now();

		if (to - from < stopwatch)
			stopwatch = to - from;
	}
}

int main(void)
{
	nap(200000); /* the kernel's boot frame leaves, servers begin to wait */
	measure_stopwatch();
	measure_caps();
	measure_messages();
	measure_threads();
	measure_time();
	measure_lines();
	measure_ends();
	measure_loans(); /* last: the page is gone after it */

	for (unsigned i = 0; i < ROWS; i++) {
		k5_log_info("%s %u", names[i], instructions(most[i]));
		nap(50000);
	}
	return k5_shutdown(K5_SLOT_SYSTEM, 0);
}
