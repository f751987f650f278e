/*
 * main.c - answers each message with the square of its first word
 */
#include <k5/k5.h>

int main(void)
{
	struct k5_msg msg;

	k5_log_info("ready");
	K5_REQUIRE(k5_recv(k5_cap_pong, k5_cap_reply, &msg) == K5_OK);
	for (;;) {
		k5_log_debug("client %u asks for the square of %u",
			     (unsigned)msg.badge, (unsigned)msg.word[0]);
		msg.word[0] *= msg.word[0];
		K5_REQUIRE(k5_reply_recv(k5_cap_pong, k5_cap_reply, &msg) ==
			   K5_OK);
	}
}
