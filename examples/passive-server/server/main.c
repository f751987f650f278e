/*
 * main.c - works as long as a client asks, on that client's time
 *
 * It cannot read how much time it used, but it can see that it did not run: a
 * gap between two looks at the clock. In the gaps the client's budget was used
 * up, and the server waited for its refill.
 *
 *      client_a's call   ###.......###.......###      gaps
 *      client_b's call   #########                    none
 */
#include <k5/k5.h>

enum {
	STEPS_PER_LOOK = 200,
	GAP_US = 1000,
	LOOKS = 50
};

static void step(void)
{
	for (volatile unsigned i = 0; i < STEPS_PER_LOOK; i++)
		;
}

/* Steps that make up a millisecond of work; finds out in its own time. */
static unsigned looks_per_ms(void)
{
	uint64_t start = k5_clock();

	for (unsigned i = 0; i < LOOKS; i++)
		step();
	return (unsigned)(LOOKS * k5_us_to_ticks(1000) / (k5_clock() - start));
}

/* Returns how often it was stopped. */
static unsigned work(unsigned looks)
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

int main(void)
{
	unsigned per_ms = looks_per_ms();
	struct k5_msg msg;

	k5_log_info("start-up is over: from now on I have no time");
	K5_REQUIRE(k5_recv(k5_cap_work, k5_cap_reply, &msg) == K5_OK);
	for (;;) {
		k5_log_info("%u ms of work for client %u",
			    (unsigned)msg.word[0], (unsigned)msg.badge);
		msg.word[0] = work(msg.word[0] * per_ms);
		K5_REQUIRE(k5_reply_recv(k5_cap_work, k5_cap_reply, &msg) ==
			   K5_OK);
	}
}
