/*
 * main.c - asks once in each of three windows of 10 ms
 */
#include <k5/k5.h>

enum {
	WINDOW_US = 10000,
	WINDOWS = 3
};

int main(void)
{
	uint64_t start = k5_clock();

	for (unsigned i = 1; i <= WINDOWS; i++) {
		uint64_t at = start + k5_us_to_ticks(i * WINDOW_US);
		struct k5_msg msg = {.label = i};

		K5_REQUIRE(k5_sleep_until(k5_cap_timer, at) == K5_OK);
		K5_REQUIRE(k5_call(k5_cap_ask, &msg) == K5_OK);
		k5_log_info("window %u: %u", i, (unsigned)msg.word[0]);
	}
	return k5_shutdown(k5_cap_system, 0);
}
