/*
 * main.c - borrows the page from who borrowed it, and leaves a mark
 */
#include <k5/k5.h>

#include <k5/app.h>

int main(void)
{
	struct k5_gifts room = {.give = K5_NO_SLOT, .take = K5_SLOT_FREE};
	struct k5_msg msg;

	k5_recv_cap(k5_cap_pictures.slot, k5_cap_reply.slot, &msg,
		    K5_SLOT_FREE);
	for (;;) {
		volatile unsigned char *page =
			(volatile unsigned char *)msg.word[1];

		k5_log_info("picture %u: the first byte is %u",
			    (unsigned)msg.label, page[0]);
		page[0] = 255;
		k5_reply_recv_cap(k5_cap_pictures.slot, k5_cap_reply.slot, &msg,
				  room);
	}
}
