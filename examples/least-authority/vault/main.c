/*
 * main.c - opens to whoever has a cap; the badge says as whom
 */
#include <k5/k5.h>

int main(void)
{
	struct k5_msg msg;

	K5_REQUIRE(k5_recv(k5_cap_vault, k5_cap_reply, &msg) == K5_OK);
	for (;;) {
		k5_log_info("guest %u looks inside", (unsigned)msg.badge);
		K5_REQUIRE(k5_reply_recv(k5_cap_vault, k5_cap_reply, &msg) ==
			   K5_OK);
	}
}
