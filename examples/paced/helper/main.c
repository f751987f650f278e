/*
 * main.c - doubles what it is asked
 */
#include <k5/k5.h>

int main(void)
{
	struct k5_msg msg;

	k5_recv(k5_cap_ask, k5_cap_reply, &msg);
	for (;;) {
		msg.word[0] = 2 * msg.label;
		k5_reply_recv(k5_cap_ask, k5_cap_reply, &msg);
	}
}
