/*
 * main.c - asks for the same work, with time enough
 */
#include <k5/k5.h>

int main(void)
{
	struct k5_msg msg = {.word = {3}};
	k5_word_t bits;

	K5_REQUIRE(k5_wait(K5_SLOT_TURN, &bits) == K5_OK);
	K5_REQUIRE(k5_call(K5_SLOT_WORK, &msg) == K5_OK);
	k5_log_info("on my 10 ms of every 10 ms %s",
		    msg.word[0] > 0 ? "it was stopped" : "it ran through");
	return k5_shutdown(K5_SLOT_SYSTEM, msg.word[0] > 0);
}
