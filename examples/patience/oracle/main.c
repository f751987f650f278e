/*
 * main.c - answers, the harder question too late
 *
 * Who asked has its time back and waits no longer; the answer finds nobody.
 */
#include <k5/k5.h>

enum {
	HARD = 3,
	THINK_US = 12000
};

static void think(void)
{
	uint64_t until = k5_clock() + k5_us_to_ticks(THINK_US);

	K5_REQUIRE(k5_sleep_until(k5_cap_timer, until) == K5_OK);
}

int main(void)
{
	struct k5_msg msg;

	for (;;) {
		K5_REQUIRE(k5_recv(k5_cap_questions, k5_cap_reply, &msg) ==
			   K5_OK);
		if (msg.label == HARD)
			think();
		msg.word[0] = 42;

		enum k5_err e = k5_reply(k5_cap_reply, &msg);

		if (e == K5_ERR_AGAIN)
			k5_log_info("nobody waits for my answer any more");
		else
			K5_REQUIRE(e == K5_OK);
	}
}
