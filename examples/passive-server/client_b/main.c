/*
 * main.c - asks for the same work, with time enough; then loses its server
 */
#include <k5/k5.h>

int main(void)
{
	struct k5_msg msg = {.word = {3}};
	struct k5_msg leave = {.label = 1};
	k5_word_t bits;

	K5_REQUIRE(k5_wait(k5_cap_turn, &bits) == K5_OK);
	K5_REQUIRE(k5_call(k5_cap_work, &msg) == K5_OK);
	k5_log_info("on my 10 ms of every 10 ms %s",
		    msg.word[0] > 0 ? "it was stopped" : "it ran through");
	/* the time went along with the call, and is back with the bad news */
	K5_REQUIRE(k5_call(k5_cap_work, &leave) == K5_ERR_DEAD);
	k5_log_info("the server is gone, my time is here again");
	return k5_shutdown(k5_cap_system, msg.word[0] > 0);
}
