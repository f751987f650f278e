/*
 * pool_cast.h - the usual players, two of them with a pool
 *
 *      client, mate   pool 0: two of each, with grant     LANE: send, grant
 *      server         pool 1: one of each, without        LANE: recv, grant
 *
 * A thread has 40 ticks of each 100, and is at most as urgent as they are.
 */
#pragma once

#include "cast.h"

enum {
	ALL = 0xff,
	POOL_BUDGET = 40,
	ARGUMENT = 0x5ec4e7,
	POOL = S_FREE,
	LANE,
	NEW,
	NEXT,
	THIRD,
	FOURTH,
	FIFTH,
	SIXTH,
	PAST
};

/* Threads: two of the client's, one of the server's. */
extern idx_t client, mate, server;

/* Boots, and the client runs. */
void pool_cast(void);

/* The running thread makes one out of its pool. */
enum k5_err create(enum k5_cap_type type, k5_word_t slot);

#define CREATES(type, slot) assert_int_equal(create(K5_CAP_##type, slot), K5_OK)
#define DELETES(slot_)      assert_int_equal(ASK(delete, .slot = slot_), K5_OK)
#define MINTS(from, to, rights)                                                \
	assert_int_equal(ASK(mint, .slot = from, .word = {to, rights}), K5_OK)

/* What the running thread's task has in a slot. */
struct cap cap_in(k5_word_t slot);

/* The client's whole pool, in NEW to SIXTH. */
void fill(void);

/* As often as it says that there is more. */
void revoke_all(k5_word_t slot);

/* A copy of the client's cap in `slot`, in the server's slot NEW. */
void give(k5_word_t slot);

/* Where the client's code begins, and the thread whose cap is in a slot. */
k5_word_t code(void);
idx_t thread_in(k5_word_t slot);

/* The running thread starts one of the client's there, at priority 10. */
enum k5_err start(k5_word_t slot);

/* The cast, and the client's first thread, in NEW and ready. */
idx_t worker(void);
