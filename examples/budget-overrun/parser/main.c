/*
 * main.c - parses what it is sent, and does not look at how long that takes
 *
 * What it answers to a request that was ended finds nobody: k5_reply_recv gets on
 * to the next one.
 */
#include <k5/k5.h>

enum {
	AWAY_US = 500 /* a step longer than this was somebody else's */
};

/* Works for so long, not counting when it did not run. */
static void parse(uint64_t us)
{
	uint64_t left = k5_us_to_ticks(us);
	uint64_t last = k5_clock();

	while (left > 0) {
		uint64_t now = k5_clock();
		uint64_t step = now - last;

		last = now;
		if (step > k5_us_to_ticks(AWAY_US))
			step = 0;
		left -= step < left ? step : left;
	}
}

int main(void)
{
	struct k5_msg msg;

	K5_REQUIRE(k5_recv(k5_cap_texts, k5_cap_reply, &msg) == K5_OK);
	for (;;) {
		parse(msg.word[0]);
		msg.word[0] = msg.badge;
		K5_REQUIRE(k5_reply_recv(k5_cap_texts, k5_cap_reply, &msg) ==
			   K5_OK);
	}
}
