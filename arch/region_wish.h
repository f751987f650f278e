/*
 * region_wish.h - what every port asks of a task's view before it encodes it
 *
 * These refusals are no unit's own: an encoder says what its hardware can
 * express, and leaves the rest to this. Sizes are not 0 where they are asked.
 */
#pragma once

#include "arch.h"

static inline uintptr_t wish_last(const struct k5_region *r)
{
	return r->base + (r->size - 1);
}

static inline bool wish_meets(const struct k5_region *r, uintptr_t first,
			      uintptr_t last)
{
	return first <= wish_last(r) && r->base <= last;
}

/* Nothing is write-only or execute-only here, and nothing is both. */
static inline bool wish_rights_ok(const struct k5_region *r)
{
	const unsigned all =
		K5_MEM_READ | K5_MEM_WRITE | K5_MEM_EXEC | K5_MEM_DEVICE;

	if ((r->rights & ~all) != 0 || (r->rights & K5_MEM_READ) == 0)
		return false;
	if ((r->rights & K5_MEM_EXEC) == 0)
		return true;
	return (r->rights & (K5_MEM_WRITE | K5_MEM_DEVICE)) == 0;
}

/* regions[i] shares no byte with one before it. */
static inline bool wish_alone(const struct k5_region *regions, uint8_t i)
{
	const struct k5_region *r = &regions[i];

	for (uint8_t j = 0; j < i; j++) {
		if (wish_meets(&regions[j], r->base, wish_last(r)))
			return false;
	}
	return true;
}
