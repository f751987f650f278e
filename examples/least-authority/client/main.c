/*
 * main.c - has no key, borrows one, uses it, gives it back
 */
#include <k5/k5.h>

enum {
	BORROW,
	GIVE_BACK
};

static unsigned held(void)
{
	struct k5_cap_info info = {.slot = 0};
	unsigned n = 0;

	while (k5_caps((k5_slot_t)(n == 0 ? 0 : info.slot + 1), &info) == K5_OK)
		n++;
	return n;
}

static enum k5_err look(void)
{
	struct k5_msg msg = {.label = 0};

	return k5_call(K5_SLOT_FREE, &msg);
}

int main(void)
{
	struct k5_msg msg = {.label = BORROW};
	struct k5_gifts gifts = {.give = K5_NO_SLOT, .take = K5_SLOT_FREE};

	k5_log_info("I hold %u caps, none to the vault", held());
	K5_REQUIRE(look() == K5_ERR_SLOT);

	K5_REQUIRE(k5_call_cap(k5_cap_desk.slot, &msg, gifts) == K5_OK);
	K5_REQUIRE(msg.length == K5_CAP_CAME);
	k5_log_info("I hold %u caps: a key came with the answer", held());
	K5_REQUIRE(look() == K5_OK);

	msg.label = GIVE_BACK;
	K5_REQUIRE(k5_call(k5_cap_desk, &msg) == K5_OK);
	K5_REQUIRE(look() == K5_ERR_SLOT);
	k5_log_info("I hold %u caps: the key is gone", held());
	return k5_shutdown(k5_cap_system, 0);
}
