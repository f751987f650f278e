/*
 * main.c - floods the loop's endpoint: calls, and tries to send in between
 */
#include <k5/k5.h>

int main(void)
{
	struct k5_msg msg = {.word = {0}};

	for (;;) {
		struct k5_msg more = {.word = {msg.word[0] + 1}};

		(void)k5_try_send(k5_cap_target, &more);
		(void)k5_call(k5_cap_target, &more);
		msg = more;
	}
}
