/*
 * main.c - the end of the chain: works on the time of its client's client
 */
#include "../work.h"

int main(void)
{
	struct k5_msg msg;

	K5_REQUIRE(k5_recv(k5_cap_store, k5_cap_reply, &msg) == K5_OK);
	for (;;) {
		msg.word[0] = work((unsigned)msg.word[0]);
		K5_REQUIRE(k5_reply_recv(k5_cap_store, k5_cap_reply, &msg) ==
			   K5_OK);
	}
}
