/*
 * main.c - sends what takes the parser longer than this task has time
 */
#include <k5/k5.h>

enum {
	FORGED_US = 12000
};

int main(void)
{
	struct k5_msg msg = {.word = {FORGED_US}};
	enum k5_err e = k5_call(k5_cap_texts, &msg);

	K5_REQUIRE(e == K5_ERR_ABORTED);
	k5_log_warn("my request was ended: I go on without");
	K5_REQUIRE(k5_notify(k5_cap_turn, 1) == K5_OK);
	return 0;
}
