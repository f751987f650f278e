/*
 * solver.c - places memory regions where the hardware can express them
 *
 * Largest alignment first, then the earlier wish, each directly after the one
 * before. With granules every alignment is equal and this wastes nothing but
 * rounding; with powers of two no gap arises either, since each region ends on
 * a multiple of what the next one wants.
 *
 * Sums are made in 64 bits: 32-bit addresses cannot wrap them.
 */
#include "solver.h"

static uint64_t round_up(uint64_t n, uint64_t to)
{
	return (n + to - 1) / to * to;
}

static struct solver_shape granules(const struct solver_kind *kind,
				    uint32_t bytes)
{
	return (struct solver_shape){.size = round_up(bytes, kind->granule),
				     .align = kind->granule};
}

struct solver_kind solver_granules(uint32_t granule)
{
	return (struct solver_kind){.granule = granule, .shape = granules};
}

static struct solver_shape shape_of(const struct solver_job *job, size_t wish)
{
	const struct solver_wish *w = &job->wishes[wish];
	struct solver_shape shape = job->kind.shape(&job->kind, w->bytes);

	if (w->align > shape.align)
		shape.align = w->align;
	return shape;
}

/* Does wish a get its place before wish b? */
static bool precedes(const struct solver_job *job, size_t a, size_t b)
{
	struct solver_shape x = shape_of(job, a);
	struct solver_shape y = shape_of(job, b);

	if (x.align != y.align)
		return x.align > y.align;
	return a < b;
}

/* The first wish into `memory` that comes after `last`; wish_count if none. */
static size_t next_wish(const struct solver_job *job, size_t memory,
			size_t last)
{
	size_t best = job->wish_count;

	for (size_t i = 0; i < job->wish_count; i++) {
		const struct solver_wish *w = &job->wishes[i];

		if (w->memory != memory || w->bytes == 0)
			continue;
		if (last < job->wish_count && !precedes(job, last, i))
			continue;
		if (best == job->wish_count || precedes(job, i, best))
			best = i;
	}
	return best;
}

/* Places all wishes into one memory; returns where the last one ends. */
static uint64_t fill(const struct solver_job *job, size_t memory)
{
	const struct solver_memory *m = &job->memories[memory];
	uint64_t at = (uint64_t)m->base + m->used;
	size_t i = next_wish(job, memory, job->wish_count);

	while (i < job->wish_count) {
		struct solver_shape shape = shape_of(job, i);

		at = round_up(at, shape.align);
		job->wishes[i].base = (uint32_t)at;
		job->wishes[i].size = (uint32_t)shape.size;
		at += shape.size;
		i = next_wish(job, memory, i);
	}
	return at;
}

bool solver_place(const struct solver_job *job, struct solver_failure *failure)
{
	for (size_t i = 0; i < job->wish_count; i++)
		job->wishes[i].base = job->wishes[i].size = 0;

	for (size_t m = 0; m < job->memory_count; m++) {
		const struct solver_memory *memory = &job->memories[m];
		uint64_t start = (uint64_t)memory->base + memory->used;
		uint64_t end = (uint64_t)memory->base + memory->size;
		uint64_t at = fill(job, m);

		if (at > end) {
			*failure = (struct solver_failure){
				.memory = m,
				.needed = at - start,
				.free = end > start ? end - start : 0};
			return false;
		}
	}
	return true;
}

static bool overlap(const struct solver_wish *a, const struct solver_wish *b)
{
	return a->size && b->size &&
	       (uint64_t)a->base < (uint64_t)b->base + b->size &&
	       (uint64_t)b->base < (uint64_t)a->base + a->size;
}

static bool wish_ok(const struct solver_job *job, size_t i)
{
	const struct solver_wish *w = &job->wishes[i];
	const struct solver_memory *m = &job->memories[w->memory];

	if (w->bytes == 0)
		return w->size == 0;

	struct solver_shape shape = shape_of(job, i);
	return w->size == shape.size && w->base % shape.align == 0 &&
	       (uint64_t)w->base >= (uint64_t)m->base + m->used &&
	       (uint64_t)w->base + w->size <= (uint64_t)m->base + m->size;
}

bool solver_ok(const struct solver_job *job)
{
	for (size_t i = 0; i < job->wish_count; i++) {
		if (!wish_ok(job, i))
			return false;
		for (size_t j = 0; j < i; j++)
			if (overlap(&job->wishes[i], &job->wishes[j]))
				return false;
	}
	return true;
}
