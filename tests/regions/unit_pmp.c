/*
 * unit_pmp.c - the PMP of RISC-V; the hardware is in proofs/cbmc/pmp_model.h
 *
 * The guard's entry is set as for a stack far away.
 */
#include "unit.h"

#include "../../proofs/cbmc/pmp_model.h"

const unsigned unit_entries = ARCH_ENTRIES, unit_regions = ARCH_ENTRIES / 2;
const unsigned unit_granule = 4;
const char *const unit_kind = "pmp";
const uint64_t unit_base = 0x80000000;

uint8_t unit_rights(const struct arch_regions *view, uint64_t a)
{
	return pmp_allows(view, (k5_word_t)a, (k5_word_t)a);
}

unsigned unit_used(const struct arch_regions *view)
{
	unsigned used = 0;

	for (unsigned i = ARCH_FIRST; i < PMP_ENTRIES; i++)
		used += view->addr[i] != 0 || view->cfg[i] != 0;
	return used;
}

unsigned unit_cost(const struct k5_region *wish)
{
	bool power = (wish->size & (wish->size - 1)) == 0 &&
		     wish->base % wish->size == 0;

	return power ? 1 : 2;
}
