/*
 * unit_v8m.c - the MPU of Armv8-M (DDI 0553, RLAR, RBAR; rule: PMSAv8)
 *
 *      RBAR  base 31..5 | SH | AP 2..1 | XN 0
 *      RLAR  limit 31..5 | attribute | EN 0       both edges inclusive
 */
#include "unit.h"

const unsigned unit_entries = ARCH_REGIONS, unit_regions = ARCH_REGIONS;
const unsigned unit_granule = 32;
const char *const unit_kind = "v8m";
const uint64_t unit_base = 0x20000000;

uint8_t unit_rights(const struct arch_regions *view, uint64_t a)
{
	unsigned hits = 0;
	uint8_t rights = 0;

	for (unsigned i = 0; i < ARCH_REGIONS; i++) {
		uint32_t rbar = view->entry[i].rbar, rlar = view->entry[i].rlar;

		if ((rlar & 1) == 0 || a >> 5 < rbar >> 5 || a >> 5 > rlar >> 5)
			continue;
		hits++;
		if ((rbar >> 1 & 3) == 1)
			rights = K5_MEM_READ | K5_MEM_WRITE;
		else if ((rbar >> 1 & 3) == 3)
			rights = K5_MEM_READ;
		if ((rbar & 1) == 0)
			rights |= K5_MEM_EXEC;
	}
	return hits == 1 ? rights : 0; /* two that match are a fault */
}

unsigned unit_used(const struct arch_regions *view)
{
	unsigned used = 0;

	for (unsigned i = 0; i < ARCH_REGIONS; i++)
		used += view->entry[i].rlar & 1;
	return used;
}

unsigned unit_cost(const struct k5_region *wish)
{
	(void)wish;
	return 1;
}
