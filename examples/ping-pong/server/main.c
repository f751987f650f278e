/*
 * main.c - answers each message with the square of its first word
 */
#include <k5/k5.h>

int main(void)
{
	struct k5_msg msg;

	k5_log_info("ready");
	K5_REQUIRE(k5_recv(K5_SLOT_PONG, K5_SLOT_REPLY, &msg) == K5_OK);
	for (;;) {
		k5_log_debug("client %u asks for the square of %u",
			     (unsigned)msg.badge, (unsigned)msg.word[0]);
		msg.word[0] *= msg.word[0];
		K5_REQUIRE(k5_reply_recv(K5_SLOT_PONG, K5_SLOT_REPLY, &msg) ==
			   K5_OK);
	}
}
