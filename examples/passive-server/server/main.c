/*
 * main.c - works as long as a client asks, half of it with another's help
 *
 * It is passive, and so is the store: whatever both do for a client is on that
 * client's time. In the gaps its budget was used up, and all stood still until
 * its refill.
 *
 *      client_a's call   ###.......###.......###      gaps
 *      client_b's call   #########                    none
 *                        server    store
 */
#include "../work.h"

enum {
	LEAVE = 1 /* a label: go, and owe the answer */
};

/* Half of the looks here, half in the store; returns how often it stopped. */
static k5_word_t serve(unsigned looks)
{
	struct k5_msg msg = {.word = {looks / 2}};
	k5_word_t gaps = work(looks - looks / 2);

	K5_REQUIRE(k5_call(k5_cap_store, &msg) == K5_OK);
	return gaps + msg.word[0];
}

int main(void)
{
	unsigned per_ms = looks_per_ms();
	struct k5_msg msg;

	k5_log_info("start-up is over: from now on I have no time");
	K5_REQUIRE(k5_recv(k5_cap_work, k5_cap_reply, &msg) == K5_OK);
	while (msg.label != LEAVE) {
		k5_log_info("%u ms of work for client %u",
			    (unsigned)msg.word[0], (unsigned)msg.badge);
		msg.word[0] = serve((unsigned)msg.word[0] * per_ms);
		K5_REQUIRE(k5_reply_recv(k5_cap_work, k5_cap_reply, &msg) ==
			   K5_OK);
	}
	k5_log_info("I leave, and owe client %u an answer",
		    (unsigned)msg.badge);
	return 0;
}
