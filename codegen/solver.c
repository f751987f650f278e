/*
 * solver.c - places memory regions where the hardware can express them
 *
 * First fit: one wish after the other gets the lowest place that is left. So
 * a gap that alignment leaves before a large region is filled by a small one
 * that comes later. Which order is best depends on the sizes; a few are tried
 * and the one that ends lowest is kept. With granules all end alike, and the
 * first one tried keeps tasks in the order of app.toml.
 *
 * Sums are made in 64 bits: 32-bit addresses cannot wrap them.
 */
#include "solver.h"

#include <string.h>

enum order {
	BY_ALIGN, /* what its content wants most first, else as they came */
	LARGE_FIRST,
	SMALL_FIRST,
	AS_WRITTEN, /* with gaps filled, so never worse than solver_naive */
	ORDERS
};

/* Where each wish lies, for one order; size 0: not yet, or none. */
struct attempt {
	uint64_t base[SOLVER_WISHES];
	uint64_t size[SOLVER_WISHES];
	uint64_t end;
};

static uint64_t round_up(uint64_t n, uint64_t to)
{
	return (n + to - 1) / to * to;
}

bool solver_named(struct solver_kind *kind, const char *name, uint32_t granule)
{
	const struct solver_kind kinds[] = {
		solver_v8m(granule), solver_v7m(granule), solver_pmp(granule)};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (strcmp(kinds[i].name, name) != 0)
			continue;
		*kind = kinds[i];
		return true;
	}
	return false;
}

bool solver_exact(const struct solver_kind *kind, uint32_t base, uint32_t size)
{
	return size > 0 && kind->size(kind, size) == size &&
	       kind->place(kind, base, size) == base;
}

/* As the kind wants it, and as the content does. */
static uint64_t lowest(const struct solver_kind *kind, uint64_t from,
		       uint64_t size, uint64_t align)
{
	uint64_t at = kind->place(kind, from, size);

	while (align > 1 && at % align != 0)
		at = kind->place(kind, round_up(at, align), size);
	return at;
}

/* The end of a placed region of the same memory that meets [at, at + size). */
static uint64_t obstacle(const struct solver_job *job, const struct attempt *a,
			 size_t memory, uint64_t at, uint64_t size)
{
	for (size_t i = 0; i < job->wish_count; i++)
		if (job->wishes[i].memory == memory && a->size[i] > 0 &&
		    at < a->base[i] + a->size[i] && a->base[i] < at + size)
			return a->base[i] + a->size[i];
	return 0;
}

static void put(const struct solver_job *job, struct attempt *a, size_t i)
{
	const struct solver_wish *w = &job->wishes[i];
	const struct solver_memory *m = &job->memories[w->memory];
	uint64_t size = job->kind.size(&job->kind, w->bytes);
	uint64_t at = (uint64_t)m->base + m->used;
	uint64_t from;

	do {
		at = lowest(&job->kind, at, size, w->align);
		from = obstacle(job, a, w->memory, at, size);
		if (from > 0)
			at = from;
	} while (from > 0);
	a->base[i] = at;
	a->size[i] = size;
	if (at + size > a->end)
		a->end = at + size;
}

/* Does wish a get its place before wish b? */
static bool precedes(const struct solver_job *job, enum order order, size_t a,
		     size_t b)
{
	const struct solver_wish *x = &job->wishes[a];
	const struct solver_wish *y = &job->wishes[b];

	if (order == BY_ALIGN && x->align != y->align)
		return x->align > y->align;
	if (order == LARGE_FIRST && x->bytes != y->bytes)
		return x->bytes > y->bytes;
	if (order == SMALL_FIRST && x->bytes != y->bytes)
		return x->bytes < y->bytes;
	return a < b;
}

/* The first wish into `memory` that comes after `last`; wish_count if none. */
static size_t next_wish(const struct solver_job *job, enum order order,
			size_t memory, size_t last)
{
	size_t best = job->wish_count;

	for (size_t i = 0; i < job->wish_count; i++) {
		const struct solver_wish *w = &job->wishes[i];

		if (w->memory != memory || w->bytes == 0)
			continue;
		if (last < job->wish_count && !precedes(job, order, last, i))
			continue;
		if (best == job->wish_count || precedes(job, order, i, best))
			best = i;
	}
	return best;
}

static void try_order(const struct solver_job *job, enum order order,
		      size_t memory, struct attempt *a)
{
	const struct solver_memory *m = &job->memories[memory];
	size_t i = next_wish(job, order, memory, job->wish_count);

	*a = (struct attempt){.end = (uint64_t)m->base + m->used};
	while (i < job->wish_count) {
		put(job, a, i);
		i = next_wish(job, order, memory, i);
	}
}

/* Places all wishes into one memory; returns where the last one ends. */
static uint64_t fill(const struct solver_job *job, size_t memory)
{
	struct attempt best, other;

	try_order(job, 0, memory, &best);
	for (enum order order = 1; order < ORDERS; order++) {
		try_order(job, order, memory, &other);
		if (other.end < best.end)
			best = other;
	}
	for (size_t i = 0; i < job->wish_count; i++) {
		if (job->wishes[i].memory != memory)
			continue;
		job->wishes[i].base = (uint32_t)best.base[i];
		job->wishes[i].size = (uint32_t)best.size[i];
	}
	return best.end;
}

static uint64_t power(uint64_t least)
{
	uint64_t p = 1;

	while (p < least)
		p *= 2;
	return p;
}

uint64_t solver_naive(const struct solver_job *job, size_t memory)
{
	const struct solver_memory *m = &job->memories[memory];
	uint64_t at = (uint64_t)m->base + m->used;

	for (size_t i = 0; i < job->wish_count; i++) {
		const struct solver_wish *w = &job->wishes[i];
		uint64_t size;

		if (w->memory != memory || w->bytes == 0)
			continue;
		size = job->kind.size(&job->kind, w->bytes);
		if (job->kind.powers)
			size = power(size);
		if (job->kind.powers && w->align > size)
			size = w->align;
		at = job->kind.powers ? round_up(at, size)
				      : lowest(&job->kind, at, size, w->align);
		at += size;
	}
	return at;
}

bool solver_place(const struct solver_job *job, struct solver_failure *failure)
{
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
	return w->size == job->kind.size(&job->kind, w->bytes) &&
	       solver_exact(&job->kind, w->base, w->size) &&
	       (w->align == 0 || w->base % w->align == 0) &&
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
