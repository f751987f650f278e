/*
 * solver_pmp.c - RISC-V PMP: two edges (TOR), in steps of a granule
 *
 * RISC-V Privileged Architecture, "Physical Memory Protection CSRs". A pair
 * of entries can hold any range between two edges, so a range costs nothing
 * but its rounding.
 */
#include "solver.h"

static uint64_t round_up(const struct solver_kind *kind, uint64_t n)
{
	return (n + kind->granule - 1) / kind->granule * kind->granule;
}

static uint64_t size(const struct solver_kind *kind, uint32_t bytes)
{
	return round_up(kind, bytes);
}

static uint64_t place(const struct solver_kind *kind, uint64_t from,
		      uint64_t bytes)
{
	(void)bytes;
	return round_up(kind, from);
}

struct solver_kind solver_pmp(uint32_t granule)
{
	return (struct solver_kind){.name = "pmp",
				    .rule = "whole granules",
				    .granule = granule,
				    .powers = true,
				    .size = size,
				    .place = place};
}
