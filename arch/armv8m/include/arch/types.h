/*
 * types.h - what a thread and a task are to an Armv8-M core
 */
#pragma once

#include <arch/context.h>

enum {
	ARCH_REGIONS = 8
};

/* One MPU entry, as RBAR and RLAR want it; rlar 0: unused. */
struct arch_region {
	uint32_t rbar;
	uint32_t rlar;
};

struct arch_regions {
	struct arch_region entry[ARCH_REGIONS];
};

/* An entry by itself. Windows are a view's last entries, the first the last. */
struct arch_window {
	struct arch_region entry;
};

struct arch_place {
	struct arch_region *entry;
};
