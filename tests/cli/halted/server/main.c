/*
 * main.c - asks the store for each client, and says for whom it works
 */
#include <k5/k5.h>

int main(void)
{
	struct k5_msg msg = {0};

	k5_recv(k5_cap_work, k5_cap_reply, &msg);
	for (;;) {
		k5_call(k5_cap_store, &msg);
		k5_log_info("work for client %u", 1u);
		k5_reply_recv(k5_cap_work, k5_cap_reply, &msg);
	}
}
