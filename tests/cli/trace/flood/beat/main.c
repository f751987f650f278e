/*
 * main.c - logs each of twenty beats
 */
#include <k5/k5.h>

enum {
	BEAT_US = 5000,
	BEATS = 20
};

int main(void)
{
	uint64_t start = k5_clock();

	for (unsigned i = 1; i <= BEATS; i++) {
		uint64_t at = start + k5_us_to_ticks(i * BEAT_US);

		K5_REQUIRE(k5_sleep_until(k5_cap_timer, at) == K5_OK);
		k5_log_info("beat %u", i);
	}
	return k5_shutdown(k5_cap_system, 0);
}
