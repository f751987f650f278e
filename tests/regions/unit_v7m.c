/*
 * unit_v7m.c - the MPU of Armv7-M (DDI 0403, B3.5: RBAR, RASR)
 *
 *      RASR  XN 28 | AP 26..24 | TEX S C B | SRD 15..8 | SIZE 5..1 | ENABLE 0
 *
 * 2^(SIZE+1) bytes at a multiple of that; from 256 bytes on each bit of SRD
 * switches an eighth off. The highest number that matches decides.
 */
#include "unit.h"

const unsigned unit_entries = ARCH_REGIONS, unit_regions = ARCH_REGIONS;
const unsigned unit_granule = 32;
const char *const unit_kind = "v7m";
const uint64_t unit_base = 0x20000000;

static bool matches(struct arch_region e, uint64_t a)
{
	unsigned bits = (e.rasr >> 1 & 31) + 1;
	uint64_t base = (uint64_t)(e.rbar & ~31u) >> bits << bits;

	if ((e.rasr & 1) == 0 || bits < 5 || a < base ||
	    a >> bits != base >> bits)
		return false;
	return bits < 8 || (e.rasr >> (8 + (a >> (bits - 3) & 7)) & 1) == 0;
}

uint8_t unit_rights(const struct arch_regions *view, uint64_t a)
{
	uint8_t rights = 0;

	for (unsigned i = 0; i < ARCH_REGIONS; i++) {
		uint32_t rasr = view->entry[i].rasr, ap = rasr >> 24 & 7;

		if (!matches(view->entry[i], a))
			continue;
		rights = ap == 3              ? K5_MEM_READ | K5_MEM_WRITE
			 : ap == 2 || ap >= 6 ? K5_MEM_READ
					      : 0;
		if (rights != 0 && (rasr >> 28 & 1) == 0)
			rights |= K5_MEM_EXEC;
	}
	return rights;
}

unsigned unit_used(const struct arch_regions *view)
{
	unsigned used = 0;

	for (unsigned i = 0; i < ARCH_REGIONS; i++)
		used += view->entry[i].rasr & 1;
	return used;
}

unsigned unit_cost(const struct k5_region *wish)
{
	(void)wish;
	return 1;
}
