/*
 * main.c - answers
 */
#include <k5/k5.h>

int main(void)
{
	struct k5_msg msg = {0};

	k5_recv(k5_cap_store, k5_cap_reply, &msg);
	for (;;)
		k5_reply_recv(k5_cap_store, k5_cap_reply, &msg);
}
