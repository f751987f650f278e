/*
 * main.c - asks for more work than one budget pays for
 */
#include <k5/k5.h>

int main(void)
{
	struct k5_msg msg = {.word = {3}};

	K5_REQUIRE(k5_call(k5_cap_work, &msg) == K5_OK);
	k5_log_info("on my 1 ms of every 10 ms %s",
		    msg.word[0] >= 2 ? "it was stopped, again and again"
				     : "it ran through");
	return k5_notify(k5_cap_turn, 1);
}
