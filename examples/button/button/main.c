/*
 * main.c - watches a button for two seconds and says when it is pressed
 *
 *      contact    ____||_|~~~~~~~~~~~~~~~~|_||____
 *      looks       .    .    .    .    .    .    .      every 5 ms
 *      believed   _____________|~~~~~~~~~~~~~~~~|___    after SAME of a kind
 *
 * A contact bounces for a few milliseconds, so a new state is believed when it
 * was seen often enough in a row. The board's file gives the window `button`
 * three numbers more: which register, which bit, and what it reads if pressed.
 */
#include <k5/k5.h>

enum {
	WATCH_US = 2000000,
	LOOK_US = 5000,
	SAME = 3
};

struct button {
	bool pressed;       /* as believed */
	unsigned different; /* looks in a row that saw the opposite */
};

static bool contact(void)
{
	uint32_t value = k5_read32(K5_MMIO_BUTTON + K5_MMIO_BUTTON_REGISTER);

	return (value & K5_MMIO_BUTTON_MASK) == K5_MMIO_BUTTON_PRESSED;
}

/* True if another state is believed from now on. */
static bool button_look(struct button *b)
{
	b->different = contact() == b->pressed ? 0 : b->different + 1;
	if (b->different < SAME)
		return false;
	b->pressed = !b->pressed;
	b->different = 0;
	return true;
}

static void wait_until(uint64_t when)
{
	while (k5_clock() < when)
		k5_yield();
}

int main(void)
{
	uint64_t start = k5_clock();
	struct button b = {0};
	unsigned presses = 0;

	k5_log_info("press it");
	for (unsigned look = 1; look <= WATCH_US / LOOK_US; look++) {
		wait_until(start + k5_us_to_ticks(look * LOOK_US));
		if (!button_look(&b))
			continue;
		presses += b.pressed;
		if (b.pressed)
			k5_log_info("down");
		else
			k5_log_info("up");
	}
	k5_log_info("%u times in 2 s", presses);
	return 0;
}
