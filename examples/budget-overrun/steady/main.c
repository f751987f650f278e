/*
 * main.c - is served before and after the other client's accident
 */
#include <k5/k5.h>

enum {
	TEXT_US = 1000
};

static void ask(void)
{
	struct k5_msg msg = {.word = {TEXT_US}};

	K5_REQUIRE(k5_call(k5_cap_texts, &msg) == K5_OK);
	k5_log_info("served, as client %u", (unsigned)msg.word[0]);
}

int main(void)
{
	k5_word_t bits;

	ask();
	K5_REQUIRE(k5_wait(k5_cap_turn, &bits) == K5_OK);
	ask();
	return k5_shutdown(k5_cap_system, 0);
}
