/*
 * main.c - takes what is lent to it, and answers
 */
#include "../bench.h"

#include <k5/app.h>

int main(void)
{
	struct k5_gifts room = {.give = K5_NO_SLOT, .take = K5_SLOT_FREE};
	struct k5_msg msg;

	k5_recv_cap(K5_SLOT_KEEP, K5_SLOT_REPLY, &msg, K5_SLOT_FREE);
	for (;;)
		k5_reply_recv_cap(K5_SLOT_KEEP, K5_SLOT_REPLY, &msg, room);
}
