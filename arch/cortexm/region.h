/*
 * region.h - the MPU's encoding, read backwards
 *
 * arch_regions_encode (kernel/arch.h) turns a task's view into MPU entries.
 * Its inverse stands here, so that "the hardware holds exactly the wished
 * bytes and rights" is an equation that a test and a proof can state:
 *
 *      region_decode(encode(view), i) == view[i]
 */
#pragma once

#include <arch/types.h>

#include "app.h"

/* Entry i as a region. False if the entry is unused. */
bool region_decode(const struct arch_regions *regions, uint8_t i,
		   struct k5_region *out);
