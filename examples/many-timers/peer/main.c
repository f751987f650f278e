/*
 * main.c - says that it is alive, each 8 ms, and after the fourth time no more
 */
#include <k5/k5.h>

enum {
	ALIVE = 2, /* the badge of app.toml */
	PERIOD_US = 8000,
	TIMES = 4
};

int main(void)
{
	for (unsigned i = 1; i <= TIMES; i++) {
		uint64_t at = k5_us_to_ticks(i * PERIOD_US);

		K5_REQUIRE(k5_sleep_until(k5_cap_timer, at) == K5_OK);
		K5_REQUIRE(k5_notify(k5_cap_alive, ALIVE) == K5_OK);
	}
	return 0;
}
