/*
 * gang.c - threads that the villain makes of its pool, one at a time
 *
 *      | main's stack | accomplice's | the gang's | data ...
 */
#include "acts.h"

enum {
	ONE = K5_SLOT_FREE,
	OTHER,
	PRIORITY = 25, /* its own, and the pool's */
	LIVES = 300
};

static volatile unsigned turns;

static void turn(k5_word_t argument)
{
	turns += argument;
}

static enum k5_err start(uintptr_t entry, k5_word_t priority)
{
	void (*at)(k5_word_t);

	K5_REQUIRE(k5_create(k5_cap_gang, K5_CAP_THREAD, ONE) == K5_OK);
	at = (void (*)(k5_word_t))entry;
	return k5_start(ONE, at, 1, priority);
}

static int start_at(const struct deed *deed)
{
	return start(where(deed->at), PRIORITY) == K5_ERR_MEMORY ? 0 : 1;
}

static int start_above(const struct deed *deed)
{
	return start((uintptr_t)&turn, deed->at) == K5_ERR_RANGE ? 0 : 1;
}

static int start_twice(const struct deed *deed)
{
	(void)deed;
	if (start((uintptr_t)&turn, PRIORITY) != K5_OK)
		return 1;
	if (k5_start(ONE, turn, 1, PRIORITY) != K5_ERR_BUSY)
		return 2;
	if (k5_create(k5_cap_gang, K5_CAP_THREAD, OTHER) != K5_ERR_FULL)
		return 3;
	return 0;
}

/* Each begins, has its turn, and is gone: as the last, whatever was before. */
static int many_lives(const struct deed *deed)
{
	if (!ask_patience(3500))
		return 1;
	for (unsigned i = 1; i <= LIVES; i++) {
		if (start((uintptr_t)&turn, PRIORITY) != K5_OK)
			return 2;
		while (deed->at != 0 && turns != i)
			k5_yield();
		K5_REQUIRE(k5_delete(ONE) == K5_OK);
	}
	return 0;
}

static void one_act(k5_word_t act)
{
	((int (*)(const struct deed *))act)(NULL);
}

static void delete_oneself(k5_word_t argument)
{
	k5_delete(ONE);
	turns = (unsigned)argument; /* not if it is gone */
}

static int leaves_by_itself(const struct deed *deed)
{
	(void)deed;
	if (start((uintptr_t)&delete_oneself, PRIORITY) != K5_OK)
		return 1;
	for (unsigned i = 0; i < 10; i++)
		k5_yield();
	if (turns != 0)
		return 2;
	return k5_create(k5_cap_gang, K5_CAP_THREAD, ONE) == K5_OK ? 0 : 3;
}

/* It acts, on its own stack and time; the villain waits for good. */
int gang(int (*act)(const struct deed *deed))
{
	struct k5_msg msg;

	K5_REQUIRE(k5_create(k5_cap_gang, K5_CAP_THREAD, ONE) == K5_OK);
	K5_REQUIRE(k5_start(ONE, one_act, (k5_word_t)act, PRIORITY) == K5_OK);
	k5_recv(K5_SLOT_EARS, K5_SLOT_REPLY, &msg);
	return 1;
}

static int spin(const struct deed *deed)
{
	for (;;)
		turns++;
	return deed == NULL;
}

static int all_spin(const struct deed *deed)
{
	K5_REQUIRE(k5_create(k5_cap_gang, K5_CAP_THREAD, ONE) == K5_OK);
	K5_REQUIRE(k5_start(ONE, one_act, (k5_word_t)spin, PRIORITY) == K5_OK);
	return spin(deed);
}

/* No slot but one with a thread in it, or its time, says or does anything about one. */
static int control_by_any_slot(const struct deed *deed)
{
	struct k5_thread_info info;

	(void)deed;
	for (k5_slot_t slot = 0; slot < 20; slot++) {
		if (slot == K5_SLOT_MATE || slot == K5_SLOT_OWN_TIME)
			continue;
		if (k5_unbind(slot) == K5_OK || k5_bind(slot) == K5_OK)
			return 2;
		if (k5_thread_status(slot, &info) == K5_OK ||
		    k5_abort(slot) == K5_OK || k5_priority(slot, 0) == K5_OK)
			return 1;
	}
	return 0;
}

/* To see how much is used is not to say by whom. */
static int take_time_by_seeing_it(const struct deed *deed)
{
	uint64_t ticks;

	(void)deed;
	if (k5_consumed(K5_SLOT_MATE_TIME, &ticks) != K5_OK)
		return 1;
	if (k5_unbind(K5_SLOT_MATE_TIME) != K5_ERR_RIGHT)
		return 2;
	return k5_bind(K5_SLOT_MATE_TIME) == K5_ERR_RIGHT ? 0 : 3;
}

/* Nobody is left who could bind it again. */
static int stops_itself(const struct deed *deed)
{
	(void)deed;
	k5_unbind(K5_SLOT_OWN_TIME);
	return 1;
}

static void revives(k5_word_t argument)
{
	for (;;)
		turns += k5_bind(K5_SLOT_OWN_TIME) == K5_OK ? argument : 0;
}

/* It stops itself again and again, and its gang gives it its time: the same. */
static int stops_and_is_revived(const struct deed *deed)
{
	if (start((uintptr_t)&revives, PRIORITY) != K5_OK)
		return 1;
	for (;;) {
		if (k5_unbind(K5_SLOT_OWN_TIME) != K5_OK)
			return 2;
	}
	return deed == NULL;
}

/* Neither what it made nor what app.toml gave it, nor itself by those. */
static int more_urgent(const struct deed *deed)
{
	if (start((uintptr_t)&turn, PRIORITY) != K5_OK)
		return 1;
	if (k5_priority(ONE, deed->at) != K5_ERR_RANGE)
		return 2;
	return k5_priority(K5_SLOT_MATE, deed->at) == K5_ERR_RANGE ? 0 : 3;
}

static int start_mate(const struct deed *deed)
{
	(void)deed;
	if (k5_start(K5_SLOT_MATE, turn, 1, 1) != K5_ERR_RIGHT)
		return 1;
	if (k5_abort(K5_SLOT_MATE) != K5_ERR_AGAIN)
		return 2;
	return k5_delete(K5_SLOT_MATE) == K5_OK ? 0 : 3;
}

static const struct deed deeds[] = {
	ORDER("c06_control_by_any_slot", control_by_any_slot, RETURNS),
	ORDER("c06_take_time_by_seeing_it", take_time_by_seeing_it, RETURNS),
	ORDER("c10_stops_itself_for_good", stops_itself, SPINS),
	ORDER("c10_stops_and_is_revived", stops_and_is_revived, SPINS),
	ORDER("c06_start_abort_and_delete_the_mate", start_mate, RETURNS),
	{"c06_more_urgent_by_one", more_urgent, RETURNS, PRIORITY + 1},
	{"c06_more_urgent_at_priority_32", more_urgent, RETURNS, 32},
	{"c06_more_urgent_by_256", more_urgent, RETURNS, 256 + 1},
	{"c06_start_in_peer_code", start_at, RETURNS, PEER_CODE},
	{"c06_start_in_kernel_code", start_at, RETURNS, KERNEL_CODE},
	{"c06_start_in_own_data", start_at, RETURNS, OWN_DATA},
	{"c06_start_in_own_stack", start_at, RETURNS, OWN_STACK},
	{"c06_start_behind_own_code", start_at, RETURNS, OWN_TEXT_END},
	{"c06_start_at_zero", start_at, RETURNS, 0},
	{"c06_start_at_the_top", start_at, RETURNS, (uintptr_t)0 - 16},
	{"c06_start_one_above", start_above, RETURNS, PRIORITY + 1},
	{"c06_start_at_priority_32", start_above, RETURNS, 32},
	{"c06_start_at_256_more", start_above, RETURNS, 256 + PRIORITY},
	ORDER("c06_start_twice", start_twice, RETURNS),
	{"c12_a_thread_of_many_lives", many_lives, RETURNS, 1},
	{"c12_a_thread_of_no_turns", many_lives, RETURNS, 0},
	ORDER("c12_a_thread_leaves_by_itself", leaves_by_itself, RETURNS),
	ORDER("c10_a_gang_spins_at_the_highest_priority", all_spin, SPINS),
};

const struct deeds gang_deeds = DEEDS(deeds);
