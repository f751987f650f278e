/*
 * pool_cast.c - tasks with pools
 */
#include "pool_cast.h"

idx_t client, mate, server;

static void lane(idx_t task, uint8_t right)
{
	world_cap(task, (struct cap){.type = K5_CAP_ENDPOINT,
				     .rights = right | K5_RIGHT_GRANT,
				     .object = FRONT});
}

void pool_cast(void)
{
	cast();
	idx_t first = world_pool(2, 2, 2);
	idx_t second = world_pool(1, 1, 1);

	world_pool_threads(first, CLIENT, 2,
			   (struct world_quota){10, POOL_BUDGET, 100});
	world_pool_threads(second, SERVER, 1,
			   (struct world_quota){10, POOL_BUDGET, 100});

	world_pool_cap(CLIENT, first, K5_RIGHT_CONTROL | K5_RIGHT_GRANT);
	world_pool_cap(SERVER, second, K5_RIGHT_CONTROL);
	lane(CLIENT, K5_RIGHT_SEND);
	lane(SERVER, K5_RIGHT_RECV);
	client = world_thread(CLIENT, 10);
	mate = world_thread(CLIENT, 10);
	server = world_thread(SERVER, 10);
	world_boot();
	RUN(client);
}

enum k5_err create(enum k5_cap_type type, k5_word_t slot)
{
	return ASK(create, .slot = POOL, .word = {type, slot});
}

struct cap cap_in(k5_word_t slot)
{
	return k5_slot[k5_thread[k5.current].task * CSPACE + slot];
}

void fill(void)
{
	CREATES(ENDPOINT, NEW);
	CREATES(ENDPOINT, NEXT);
	CREATES(NOTIFICATION, THIRD);
	CREATES(NOTIFICATION, FOURTH);
	CREATES(REPLY, FIFTH);
	CREATES(REPLY, SIXTH);
}

void revoke_all(k5_word_t slot)
{
	while (ASK(revoke, .slot = slot) == K5_ERR_AGAIN)
		;
	assert_int_equal(got(k5.current).status, K5_OK);
}

void give(k5_word_t slot)
{
	RUN(server);
	ASK(recv, .slot = LANE, .reply = S_REPLY, .flags = K5_CAP_IN,
	    .word = {0, 0, 0, NEW});
	RUN(client);
	assert_int_equal(
		ASK(send, .slot = LANE, .flags = K5_CAP_OUT, .word = {0, slot}),
		K5_OK);
	assert_int_equal(got(server).length, K5_CAP_CAME);
}

k5_word_t code(void)
{
	return mem_at(CLIENT, MEM_CODE, 0);
}

idx_t thread_in(k5_word_t slot)
{
	assert_int_equal(cap_in(slot).type, K5_CAP_THREAD);
	return cap_in(slot).object;
}

enum k5_err start(k5_word_t slot)
{
	return ASK(start, .slot = slot, .word = {code(), ARGUMENT, 10});
}

idx_t worker(void)
{
	pool_cast();
	CREATES(THREAD, NEW);
	assert_int_equal(start(NEW), K5_OK);
	return thread_in(NEW);
}
