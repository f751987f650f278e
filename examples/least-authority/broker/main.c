/*
 * main.c - lends a key to the vault, and takes it back
 *
 *      vault [send] ---mint---> free slot [send, badge 42] ---copy---> client
 *         `---- revoke: all that came from this cap is gone, wherever it is
 */
#include <k5/k5.h>

enum {
	BORROW,
	GUEST = 42
};

/* Answers with a key of the guest's own. */
static enum k5_err lend(struct k5_msg *msg)
{
	struct k5_gifts gifts = {.give = K5_SLOT_FREE, .take = K5_NO_SLOT};

	K5_REQUIRE(k5_mint(k5_cap_vault.slot, K5_SLOT_FREE, K5_RIGHT_SEND,
			   GUEST) == K5_OK);
	return k5_reply_recv_cap(k5_cap_desk.slot, k5_cap_reply.slot, msg,
				 gifts);
}

static enum k5_err take_back(struct k5_msg *msg)
{
	while (k5_revoke(k5_cap_vault.slot) == K5_ERR_AGAIN)
		;
	k5_log_info("the key is revoked");
	return k5_reply_recv(k5_cap_desk, k5_cap_reply, msg);
}

int main(void)
{
	struct k5_msg msg;
	enum k5_err e = k5_recv(k5_cap_desk, k5_cap_reply, &msg);

	while (e == K5_OK)
		e = msg.label == BORROW ? lend(&msg) : take_back(&msg);
	k5_panic("the desk is closed");
}
