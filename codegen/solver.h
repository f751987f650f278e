/*
 * solver.h - places memory regions where the hardware can express them
 *
 * A wish is a number of bytes in one of a few memories. What a region may look
 * like depends on the part, and is two questions, answered by a solver_kind:
 * how large does a region of so many bytes become, and what is the lowest
 * place from here on where one of that size can be?
 *
 *      memory   |#kernel#|--- task a ---|    |-- task b --|     free     |
 *                 used    ^ base          gap
 *
 * The result is deterministic: the same wishes lie at the same places. Nothing
 * here knows of ELF files or of app.toml; layout.c speaks both languages.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One kind of protection unit: solver_granules.c, solver_v7m.c. */
struct solver_kind {
	const char *name; /* as a board's `protection` */
	const char *rule; /* what a region must be, for a person */
	uint32_t granule; /* a power of two: every edge is a multiple */
	uint32_t guard;   /* bytes nobody has below each stack; 0: none */
	bool powers; /* plainly used, a region is a power of two at its own size */

	/* The smallest region that holds 0 < bytes < 2^32. */
	uint64_t (*size)(const struct solver_kind *kind, uint32_t bytes);

	/* The lowest base, `from` or above, for a region `size` returned. */
	uint64_t (*place)(const struct solver_kind *kind, uint64_t from,
			  uint64_t size);
};

/* Multiples of a granule, anywhere. */
struct solver_kind solver_v8m(uint32_t granule);

/* Powers of two, or runs of their eighths. */
struct solver_kind solver_v7m(uint32_t granule);

/* Pairs of edges. */
struct solver_kind solver_pmp(uint32_t granule);

/* By its name; false if there is none. */
bool solver_named(struct solver_kind *kind, const char *name, uint32_t granule);

/* Can the hardware guard exactly these bytes with one region? */
bool solver_exact(const struct solver_kind *kind, uint32_t base, uint32_t size);

/* Room that may be used; `used` bytes at its start are taken. */
struct solver_memory {
	uint32_t base;
	uint32_t size;
	uint32_t used;
};

/*
 * In: memory (an index), bytes, align (what its content wants, a power of two
 * or 0). Out: base, size. 0 bytes get no region.
 */
struct solver_wish {
	size_t memory;
	uint32_t bytes;
	uint32_t align;
	uint32_t base;
	uint32_t size;
};

/* Which memory overflowed; needed and free count all wishes into it. */
struct solver_failure {
	size_t memory;
	uint64_t needed;
	uint64_t free;
};

enum {
	SOLVER_WISHES = 128
};

struct solver_job {
	struct solver_kind kind;
	const struct solver_memory *memories;
	size_t memory_count;
	struct solver_wish *wishes;
	size_t wish_count; /* at most SOLVER_WISHES */
};

/* True: every wish has its place. False: *failure says what did not fit. */
bool solver_place(const struct solver_job *job, struct solver_failure *failure);

/*
 * Where the last wish into `memory` would end if each came behind the one before,
 * in the order of app.toml, as the plain reading of the hardware manual has it.
 */
uint64_t solver_naive(const struct solver_job *job, size_t memory);

/* The invariant: placed wishes are inside, aligned, exact and disjoint. */
bool solver_ok(const struct solver_job *job);
