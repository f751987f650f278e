/*
 * pools.h - where the objects of each pool lie among all of their type
 *
 *      endpoints    those of app.toml | ports' own | pool 0 | pool 1 ...
 *
 * So the objects that tasks are given have the numbers they would have without
 * pools, and no two pools share one.
 */
#pragma once

#include "model.h"

/* The types that pools hold beside threads, in the order of kernel/app.h. */
extern const enum m_object pool_types[M_POOL_THREADS];

/*
 * The first object of a kind in a pool; of the pool past the last: their number,
 * but not of threads.
 */
size_t pool_first(const struct model *m, size_t pool, size_t kind);

/* The type of a cap to such an object, as C calls it. */
const char *cap_word(enum m_object type);

/* Of a type that pools have, but not threads: all there are. */
size_t pools_all(const struct model *m, enum m_object type);

/* Has some task a cap to the timer? Then each thread has one. */
bool model_timed(const struct model *m);

/* May some task read how long all slept? */
bool model_observed(const struct model *m);
