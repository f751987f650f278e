/*
 * main.c - lives on its own pool, whatever the glutton does
 *
 *      bread --create--> room --copy, with a message--> glutton
 *         `---- revoke: the room is back in the pool, who waited is told
 */
#include <k5/k5.h>

enum {
	ROOM = K5_SLOT_FREE,
	OPEN, /* the room, to receive from only */
};

static void make_room(void)
{
	K5_REQUIRE(k5_create(k5_cap_bread, K5_CAP_ENDPOINT, ROOM) == K5_OK);
	K5_REQUIRE(k5_create(k5_cap_bread, K5_CAP_ENDPOINT, OPEN) ==
		   K5_ERR_FULL);
}

int main(void)
{
	struct k5_msg msg = {.label = 0};

	make_room();
	K5_REQUIRE(k5_mint(ROOM, OPEN, K5_RIGHT_RECV, 0) == K5_OK);
	k5_log_info("I made a room, and lend it");
	K5_REQUIRE(k5_send_cap(k5_cap_lane.slot, &msg, OPEN) == K5_OK);

	while (k5_revoke(k5_cap_bread.slot) == K5_ERR_AGAIN)
		;
	make_room();
	k5_log_info("I made a room again: my pool is whole");
	return k5_shutdown(k5_cap_system, 0);
}
