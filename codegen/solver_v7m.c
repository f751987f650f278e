/*
 * solver_v7m.c - PMSAv7: powers of two, of which eighths may be cut off
 *
 *      block   |  0  |  1  |  2  |  3  |  4  |  5  |  6  |  7  |
 *      region              |#####################|              3 steps
 *
 * A hardware region is a power of two, aligned to itself; from 256 bytes on
 * each of its eighths can be switched off (Armv7-M Architecture Reference
 * Manual, DDI 0403, B3.5.8 and B3.5.9). So what one region can hold is a run
 * of 1 to 8 steps that does not leave its block of 8; the step is a power of
 * two, the smallest the granule of 32. A smaller region without eighths (32,
 * 64, 128 bytes) is such a run too.
 *
 * The stack pointer has no limit register here: the guard below each stack is
 * a region without rights, loaded with the thread.
 */
#include "solver.h"

enum {
	STEPS = 8
};

static uint64_t round_up(uint64_t n, uint64_t to)
{
	return (n + to - 1) / to * to;
}

static uint64_t size(const struct solver_kind *kind, uint32_t bytes)
{
	uint64_t step = kind->granule;

	while (step * STEPS < bytes)
		step *= 2;
	return round_up(bytes, step);
}

/* The lowest run of `bytes` in one block of this step. */
static uint64_t run(uint64_t from, uint64_t bytes, uint64_t step)
{
	uint64_t block = step * STEPS;
	uint64_t at = round_up(from, step);

	return at % block + bytes <= block ? at : round_up(at, block);
}

/*
 * Large steps make large blocks, small steps fine ones: 192 bytes can be 3
 * steps of 64 or 6 of 32. Each that divides the size is tried.
 */
static uint64_t place(const struct solver_kind *kind, uint64_t from,
		      uint64_t bytes)
{
	uint64_t best = UINT64_MAX;

	for (uint64_t step = kind->granule; bytes % step == 0; step *= 2) {
		if (step * STEPS < bytes)
			continue;
		uint64_t at = run(from, bytes, step);
		if (at < best)
			best = at;
	}
	return best;
}

struct solver_kind solver_v7m(uint32_t granule)
{
	return (struct solver_kind){
		.name = "v7m",
		.rule = "a power of two aligned to itself, or a run of its "
			"eighths",
		.granule = granule,
		.guard = granule,
		.powers = true,
		.size = size,
		.place = place};
}
