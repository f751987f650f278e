/*
 * bitmap.h - words as sets of small numbers
 */
#pragma once

#include "types.h"

static inline uint32_t set_add(uint32_t set, uint32_t i)
{
	return set | ((uint32_t)1 << i);
}

static inline uint32_t set_del(uint32_t set, uint32_t i)
{
	return set & ~((uint32_t)1 << i);
}

static inline bool set_has(uint32_t set, uint32_t i)
{
	return ((set >> i) & 1u) != 0;
}

/* The largest member; the set is not empty. One instruction on most parts. */
static inline uint32_t set_max(uint32_t set)
{
	return 31u - (uint32_t)__builtin_clz(set);
}

/* Does `have` carry every bit of `need`? */
static inline bool allows(uint32_t have, uint32_t need)
{
	return (have & need) == need;
}
