/*
 * caps.c - slots are looked through, all of them for each who waits
 *
 * What fills the slots is as like to what is sought as can be, so that each look
 * is a long one: the same object, and a right or the badge is missing.
 */
#include "bounds.h"

enum {
	ALL = 0xff
};

/* All that come after the app's own are empty. */
static void look(void)
{
	struct k5_cap_info info;

	MEASURE(K5_SYS_caps, K5_ERR_SLOT, k5_caps(K5_SLOT_FREE, &info));
	K5_REQUIRE(k5_mint(K5_SLOT_MEET, FAR, ALL, 0) == K5_OK);
	MEASURE(K5_SYS_caps, K5_OK, k5_caps(K5_SLOT_FREE, &info));
	K5_REQUIRE(k5_delete(FAR) == K5_OK);
}

/* The name is in the last slot, and a name that ends otherwise in all before. */
static void ports(void)
{
	k5_slot_t named = FAR, into;

	K5_REQUIRE(k5_move(K5_SLOT_A_LONG_NAME_OF_2, named) == K5_OK);
	into = fill(K5_SLOT_A_LONG_NAME_OF_1, ALL, 0);
	MEASURE(K5_SYS_connect, K5_OK, k5_connect("a_long_name_of_2", into));
	K5_REQUIRE(k5_delete(into) == K5_OK);
	MEASURE(K5_SYS_listen, K5_OK, k5_listen("a_long_name_of_2", into));
	K5_REQUIRE(k5_delete(into) == K5_OK);
	while (k5_revoke(K5_SLOT_A_LONG_NAME_OF_1) == K5_ERR_AGAIN)
		;
	K5_REQUIRE(k5_move(named, K5_SLOT_A_LONG_NAME_OF_2) == K5_OK);
}

static void derive(void)
{
	static const enum k5_cap_type types[] = {K5_CAP_ENDPOINT,
						 K5_CAP_NOTIFICATION,
						 K5_CAP_REPLY, K5_CAP_THREAD};

	for (k5_slot_t s = K5_SLOT_FREE; s < SLOTS; s++)
		MEASURE(K5_SYS_mint, K5_OK,
			k5_mint(K5_SLOT_MEET, s, K5_RIGHT_SEND, 7));
	while (k5_revoke(K5_SLOT_MEET) == K5_ERR_AGAIN)
		;
	for (unsigned i = 0; i < 4; i++)
		MEASURE(K5_SYS_create, K5_OK,
			k5_create(K5_SLOT_CROWD, types[i],
				  (k5_slot_t)(K5_SLOT_FREE + i)));
	crowd_end();
}

/* Each who waits to give it gives nothing any more. */
static void move_from_givers(unsigned n)
{
	crowd_make();
	gift = K5_SLOT_FREE;
	K5_REQUIRE(k5_mint(K5_SLOT_MEET, gift, ALL, 0) == K5_OK);
	gather(gives, n);
	MEASURE(K5_SYS_move, K5_OK, k5_move(gift, K5_SLOT_FREE + 1));
	K5_REQUIRE(k5_delete(K5_SLOT_FREE + 1) == K5_OK);
	crowd_end();
}

/* All wait through the one that goes: each looks at every slot, and hears of it. */
static void delete_from_callers(unsigned n)
{
	crowd_make();
	sends_by = K5_SLOT_FREE;
	K5_REQUIRE(k5_mint(K5_SLOT_MEET, sends_by, ALL, 7) == K5_OK);
	gather(calls, n);
	fill(K5_SLOT_MEET, ALL, 6);
	MEASURE(K5_SYS_delete, K5_OK, k5_delete(K5_SLOT_FREE));
	while (k5_revoke(K5_SLOT_MEET) == K5_ERR_AGAIN)
		;
	crowd_end();
}

/* The same of the first that a revoke takes. */
static void revoke_from_callers(unsigned n)
{
	crowd_make();
	sends_by = fill(K5_SLOT_MEET, ALL, 6);
	K5_REQUIRE(k5_mint(K5_SLOT_MEET, sends_by, ALL, 7) == K5_OK);
	gather(calls, n);
	MEASURE(K5_SYS_revoke, K5_ERR_AGAIN, k5_revoke(K5_SLOT_MEET));
	while (k5_revoke(K5_SLOT_MEET) == K5_ERR_AGAIN)
		;
	crowd_end();
}

/* All wait on: each finds what it waits through, and what it answers through, late. */
k5_slot_t stand_far(unsigned n)
{
	crowd_make();
	receives_by = FAR;
	K5_REQUIRE(k5_move(K5_SLOT_SERVE, receives_by) == K5_OK);
	gather(receives, n);
	fill(receives_by, K5_RIGHT_SEND | K5_RIGHT_GRANT, 0);
	return receives_by;
}

void leave_far(void)
{
	while (k5_revoke(receives_by) == K5_ERR_AGAIN)
		;
	K5_REQUIRE(k5_move(receives_by, K5_SLOT_SERVE) == K5_OK);
	receives_by = K5_SLOT_SERVE;
	crowd_end();
}

static void delete_beside_receivers(unsigned n)
{
	k5_slot_t parent = stand_far(n);

	MEASURE(K5_SYS_delete, K5_OK, k5_delete(K5_SLOT_FREE + 1));
	MEASURE(K5_SYS_revoke, K5_ERR_AGAIN, k5_revoke(parent));
	leave_far();
}

void measure_caps(void)
{
	look();
	ports();
	derive();
	for (unsigned round = 0; round < 2; round++) {
		move_from_givers(waiting(round));
		delete_from_callers(waiting(round));
		revoke_from_callers(waiting(round));
		delete_beside_receivers(waiting(round));
	}
}
