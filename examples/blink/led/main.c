/*
 * main.c - switches a LED on and off, five times in a second
 *
 * The board's file gives the window `led` three numbers more: which register,
 * and what to write there. So this source runs on every board that has one,
 * whether the LED is a bit of a GPIO's set-and-reset register or a register
 * of its own. It may touch that window, and nothing else of the board.
 */
#include <k5/k5.h>

enum {
	BLINKS = 5,
	HALF_US = 100000
};

static void led(bool on)
{
	k5_write32(K5_MMIO_LED + K5_MMIO_LED_REGISTER,
		   on ? K5_MMIO_LED_ON : K5_MMIO_LED_OFF);
	if (on)
		k5_log_info("on");
	else
		k5_log_info("off");
}

static void wait_until(uint64_t when)
{
	while (k5_clock() < when)
		k5_yield();
}

int main(void)
{
	uint64_t start = k5_clock();

	for (unsigned half = 1; half <= 2 * BLINKS; half++) {
		led(half % 2 == 1);
		wait_until(start + k5_us_to_ticks(half * HALF_US));
	}
	return 0;
}
