/*
 * main.c - promises, is alive in time, and takes its promise back when it is done
 */
#include <k5/k5.h>
#include <watchdog/client.h>

enum {
	PROMISE_MS = 300,
	EVERY_US = 200000,
	TIMES = 5
};

int main(void)
{
	uint64_t at = k5_clock();

	K5_REQUIRE(watchdog_alive() == K5_ERR_AGAIN); /* nothing promised */
	K5_REQUIRE(watchdog_promise(PROMISE_MS) == K5_OK);
	for (unsigned n = 0; n < TIMES; n++) {
		at += k5_us_to_ticks(EVERY_US);
		K5_REQUIRE(k5_sleep_until(k5_cap_timer, at) == K5_OK);
		K5_REQUIRE(watchdog_alive() == K5_OK);
	}
	k5_log_info("alive %u times, and done", TIMES);
	return watchdog_leave() != K5_OK;
}
