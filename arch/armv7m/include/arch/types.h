/*
 * types.h - what a thread and a task are to an Armv7-M core
 *
 *      MPU entry   0 1 2 3 4 5 6   the task's view
 *                  7               the guard below the thread's stack
 */
#pragma once

#include <arch/context.h>

enum {
	ARCH_REGIONS = 7,
	ARCH_GUARD = 7 /* the highest number wins where entries overlap */
};

/*
 * One MPU entry, as RBAR and RASR want it. RBAR carries the entry's number,
 * so that an unused one overwrites what was there; its rasr is 0.
 */
struct arch_region {
	uint32_t rbar;
	uint32_t rasr;
};

struct arch_regions {
	struct arch_region entry[ARCH_REGIONS];
};

/* An entry without a number. Windows are a view's last entries, the first the last. */
struct arch_window {
	struct arch_region entry;
};

struct arch_place {
	struct arch_region *entry;
};
