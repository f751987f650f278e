/*
 * main.c - ten round trips, one refusal, and a spin that the budget stops
 */
#include <k5/k5.h>

enum {
	ROUND_TRIPS = 10,
	STOPS = 3,
	GAP_US = 1000
};

/* The server answers with the square. */
static k5_word_t ping(k5_word_t n)
{
	struct k5_msg msg = {.label = n, .word = {n}};

	K5_REQUIRE(k5_call(k5_cap_pong, &msg) == K5_OK);
	return msg.word[0];
}

/*
 * Never yields, so a gap between two looks at the clock can only mean that the
 * kernel took the processor away.
 */
static void spin_until_stopped(void)
{
	uint64_t last = k5_clock();

	for (;;) {
		uint64_t now = k5_clock();

		if (now - last > k5_us_to_ticks(GAP_US))
			return;
		last = now;
	}
}

int main(void)
{
	struct k5_msg msg;

	for (k5_word_t n = 1; n <= ROUND_TRIPS; n++)
		k5_log_info("ping %u -> pong %u", (unsigned)n,
			    (unsigned)ping(n));

	if (k5_try_recv(K5_SLOT_PONG, K5_SLOT_PONG, &msg) == K5_ERR_RIGHT)
		k5_log_info("my cap does not let me receive: refused");

	k5_log_info("now I spin, with 2 ms of every 10 ms");
	for (int i = 1; i <= STOPS; i++) {
		spin_until_stopped();
		k5_log_info("stopped by my budget, and back: %d of %d", i,
			    STOPS);
	}
	return k5_shutdown(k5_cap_system, 0);
}
