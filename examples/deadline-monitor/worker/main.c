/*
 * main.c - a job every 10 ms, of which one is longer than it should be
 *
 * That it is done it says by a bit, the one that its cap allows. It does not know
 * who listens, and a job that was too long costs it nothing but the time.
 */
#include <k5/k5.h>

enum {
	PERIOD_US = 10000,
	JOBS = 6,
	LONG_ONE = 3,
	USUAL_US = 3000,
	LONG_US = 8000
};

static void work(unsigned job)
{
	unsigned us = job == LONG_ONE ? LONG_US : USUAL_US;
	uint64_t end = k5_clock() + k5_us_to_ticks(us);

	while (k5_clock() < end) {
	}
}

int main(void)
{
	uint64_t at =
		0; /* the board's start, which the monitor counts from as well */

	for (unsigned job = 1; job <= JOBS; job++) {
		at += k5_us_to_ticks(PERIOD_US);
		K5_REQUIRE(k5_sleep_until(k5_cap_timer, at) == K5_OK);
		work(job);
		K5_REQUIRE(k5_notify(k5_cap_done, 1) == K5_OK);
	}
	return 0;
}
