/*
 * solver.h - places memory regions where the hardware can express them
 *
 * A wish is a number of bytes in one of a few memories. What a region may look
 * like depends on the part: v8-M wants multiples of a granule, v7-M powers of
 * two of which eighths may be cut off, PMP powers of two or pairs of edges.
 * All of that is two questions, answered by struct solver_kind: how large does
 * a region of so many bytes become, and where may it begin?
 *
 *      memory   |#kernel#|--- task a ---|-- task b --|      free      |
 *                 used    ^ base         ^ multiple of align
 *
 * The result is deterministic: the same wishes lie at the same places. Nothing
 * here knows of ELF files or of app.toml; layout.c speaks both languages.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A region as the hardware would make it. */
struct solver_shape {
	uint64_t size;
	uint64_t align;
};

/* One kind of protection unit. `shape` is called with 0 < bytes < 2^32. */
struct solver_kind {
	uint32_t granule;
	struct solver_shape (*shape)(const struct solver_kind *, uint32_t);
};

/* v8-M: base and size are multiples of the granule, a power of two. */
struct solver_kind solver_granules(uint32_t granule);

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

struct solver_job {
	struct solver_kind kind;
	const struct solver_memory *memories;
	size_t memory_count;
	struct solver_wish *wishes;
	size_t wish_count;
};

/* True: every wish has its place. False: *failure says what did not fit. */
bool solver_place(const struct solver_job *job, struct solver_failure *failure);

/* The invariant: placed wishes are inside, aligned, exact and disjoint. */
bool solver_ok(const struct solver_job *job);
