/*
 * work.h - what both servers do for a client, and what it tells of time
 *
 * Nobody can read how much time he has left, but everybody can see that he did
 * not run: a gap between two looks at the clock.
 */
#pragma once

#include <k5/k5.h>

enum {
	STEPS_PER_LOOK = 200,
	GAP_US = 1000,
	LOOKS = 50
};

static inline void step(void)
{
	for (volatile unsigned i = 0; i < STEPS_PER_LOOK; i++)
		;
}

/* Steps that make up a millisecond of work; finds out in its own time. */
static inline unsigned looks_per_ms(void)
{
	uint64_t start = k5_clock();

	for (unsigned i = 0; i < LOOKS; i++)
		step();
	return (unsigned)(LOOKS * k5_us_to_ticks(1000) / (k5_clock() - start));
}

/* Returns how often it was stopped. */
static inline unsigned work(unsigned looks)
{
	uint64_t last = k5_clock();
	unsigned gaps = 0;

	while (looks-- > 0) {
		step();
		uint64_t now = k5_clock();
		if (now - last > k5_us_to_ticks(GAP_US))
			gaps++;
		last = now;
	}
	return gaps;
}
