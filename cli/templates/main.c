/*
 * @name@: a task that says something a few times, and ends. The run ends with
 * the app's last thread, or when a task calls k5_shutdown.
 */
#include <k5/k5.h>

static void pause_us(uint64_t us)
{
	uint64_t end = k5_clock() + k5_us_to_ticks(us);

	while (k5_clock() < end) {
		k5_yield();
	}
}

int main(void)
{
	for (int beat = 1; beat <= 3; beat++) {
		k5_log_info("beat %d", beat);
		pause_us(1000);
	}
	return 0;
}
