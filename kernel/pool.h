/*
 * pool.h - quotas of unborn objects
 *
 * An app sets objects aside in pools. Whoever holds a pool's cap makes objects
 * out of it at run time, as many as it has and no more: what one pool's holder
 * uses up is missing to nobody else.
 */
#pragma once

#include "state.h"

/*
 * An unborn object of the type is born: the task's empty slot `to` holds a cap
 * to it with every right of the type, child of the pool's cap `pool`, which is
 * in slot `from`. Grant comes along only if the pool's cap has it.
 * K5_ERR_SLOT: `to` is not empty. K5_ERR_TYPE: pools hold no such type.
 * K5_ERR_FULL: all of them are born.
 */
enum k5_err pool_create(idx_t task, struct cap pool, k5_word_t from,
			k5_word_t type, k5_word_t to);

/* The last cap to an object is gone: if it came from a pool, it is unborn. */
void pool_return(struct cap cap);

/* Is what the cap names one of pool p's objects? */
bool pool_has(idx_t p, struct cap cap);

/* Which kind of a pool's objects a type of cap names; POOL_KINDS: none. */
unsigned pool_kind(k5_word_t type);
