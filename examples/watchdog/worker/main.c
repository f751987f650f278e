/*
 * main.c - works for two seconds, then hangs
 */
#include <k5/k5.h>
#include <watchdog/client.h>

enum {
	PROMISE_MS = 500,
	EVERY_US = 400000,
	TIMES = 5
};

int main(void)
{
	uint64_t at = k5_clock();

	K5_REQUIRE(watchdog_promise(PROMISE_MS) == K5_OK);
	for (unsigned n = 0; n < TIMES; n++) {
		at += k5_us_to_ticks(EVERY_US);
		K5_REQUIRE(k5_sleep_until(k5_cap_timer, at) == K5_OK);
		K5_REQUIRE(watchdog_alive() == K5_OK);
	}
	k5_log_info("waits for what never comes");
	for (;;) {
	}
}
