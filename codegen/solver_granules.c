/*
 * solver_granules.c - regions between any two edges, in steps of a granule
 *
 *      v8m   PMSAv8: first byte and last byte. Armv8-M Architecture Reference
 *            Manual (DDI 0553), MPU_RBAR and MPU_RLAR.
 *      pmp   RISC-V PMP: a pair of entries holds any range (TOR). RISC-V
 *            Privileged Architecture, "Physical Memory Protection CSRs".
 *
 * So a range costs nothing but its rounding.
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

struct solver_kind solver_v8m(uint32_t granule)
{
	return (struct solver_kind){.name = "v8m",
				    .rule = "whole granules",
				    .granule = granule,
				    .size = size,
				    .place = place};
}

enum {
	PMP_GUARD = 64 /* one entry: a power of two on its own boundary */
};

struct solver_kind solver_pmp(uint32_t granule)
{
	struct solver_kind kind = solver_v8m(granule);

	kind.name = "pmp";
	kind.powers = true;     /* one entry of the two, used plainly: NAPOT */
	kind.guard = PMP_GUARD; /* ARCH_GUARD_SIZE of arch/riscv */
	return kind;
}
