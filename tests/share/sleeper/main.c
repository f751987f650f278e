/*
 * main.c - works and sleeps for odd times, so that its refills are many and small
 *
 * Whoever gave time back too early would give it to such a one: it goes to sleep in
 * the middle of a budget, and wakes before, at or after a refill.
 */
#include <k5/k5.h>

enum {
	WORK_US = 400,
	NAP_US = 1900
};

static uint32_t chance = 0x20261124;

static uint32_t below(uint32_t most)
{
	chance ^= chance << 13;
	chance ^= chance >> 17;
	chance ^= chance << 5;
	return chance % most;
}

int main(void)
{
	for (;;) {
		uint64_t end = k5_clock() + k5_us_to_ticks(below(WORK_US));

		while (k5_clock() < end) {
		}
		end += k5_us_to_ticks(below(NAP_US));
		K5_REQUIRE(k5_sleep_until(k5_cap_timer, end) == K5_OK);
	}
}
