/*
 * main.c - wants the processor all the time
 *
 * It adds up the time between two looks at the clock unless it is so long that
 * somebody else must have run, and tells whoever asks.
 */
#include <k5/k5.h>

enum {
	GAP_US = 100 /* a round takes less, even in an emulator */
};

int main(void)
{
	uint64_t last = k5_clock();
	uint64_t used = 0;
	struct k5_msg msg;

	for (;;) {
		uint64_t now = k5_clock();

		if (now - last < k5_us_to_ticks(GAP_US))
			used += now - last;
		last = now;
		if (k5_try_recv(k5_cap_usage, k5_cap_reply, &msg) == K5_OK) {
			msg.word[0] = (k5_word_t)k5_ticks_to_us(used);
			K5_REQUIRE(k5_reply(k5_cap_reply, &msg) == K5_OK);
		}
	}
}
