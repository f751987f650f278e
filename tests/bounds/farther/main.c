/*
 * main.c - keeps what it borrowed until it is told
 */
#include <k5/app.h>
#include <k5/k5.h>

int main(void)
{
	struct k5_msg msg = {0};
	struct k5_gifts in = {.give = K5_NO_SLOT, .take = K5_SLOT_FREE};
	k5_word_t bits;

	for (;;) {
		k5_reply_recv_cap(K5_SLOT_SECOND, K5_SLOT_REPLY, &msg, in);
		k5_wait(K5_SLOT_GO, &bits);
	}
}
