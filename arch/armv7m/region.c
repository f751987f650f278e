/*
 * region.c - a task's view of memory, in the MPU's words
 *
 *      RBAR  | base 31..5 | counts 4 | entry 3..0 |
 *      RASR  | XN 28 | AP 26..24 | TEX S C B 21..16 | SRD 15..8 |
 *            | SIZE 5..1 | on 0 |
 *
 * PMSAv7 (DDI 0403, B3.5.8 and B3.5.9): a region has 2^(SIZE+1) bytes, from 32
 * on, and begins at a multiple of that. From 256 bytes on it has eight equal
 * parts, each of which a bit of SRD switches off. So a wish is the run of
 * parts of one block that is left on:
 *
 *      block   |  0  |  1  |  2  |  3  |  4  |  5  |  6  |  7  |
 *      wish                |#####################|        SRD 0b11000111
 *
 * Where two regions overlap the higher number wins; that is for the guard
 * alone, and refused between wishes. This file touches no hardware: it is
 * compiled on the host as well, and proved there.
 */
#include "../cortexm/region.h"

#include <arch/variant.h>

#include "../region_wish.h"

enum {
	STEP = 32,
	PARTS = 8,
	SMALLEST = 5,        /* 32 bytes, as a power of two */
	SMALLEST_PARTED = 8, /* 256: below, a region has no parts */
	LARGEST = 32
};

/* AP: the kernel may what tasks may. Nobody writes code. */
#define RASR_ON         1u
#define RASR_NORMAL     (0xbu << 16) /* TEX 1, C, B: write-back, allocate */
#define RASR_DEVICE     (0x1u << 16) /* B alone: shared device */
#define RASR_READ       (6u << 24)
#define RASR_READ_WRITE (3u << 24)
#define RASR_AP         (7u << 24)
#define RASR_KIND       (0x3fu << 16)
#define RASR_XN         (1u << 28)

/*
 * No task's to have: the core's own registers, over which the MPU has no say
 * (B3.1.1), and where there is one, a bit-band alias: it is another place's
 * memory under an address the MPU does not compare (A3.7).
 */
static const struct k5_region forbidden[] = {
	{.base = 0xe0000000, .size = 0x100000},
	{.base = 0x22000000, .size = 0x2000000},
	{.base = 0x42000000, .size = 0x2000000},
};

enum {
	FORBIDDEN = sizeof(forbidden) / sizeof(forbidden[0])
};

static bool bytes_ok(const struct k5_region *r)
{
	if (r->size == 0 || r->base % STEP != 0 || r->size % STEP != 0)
		return false;
	if (r->base > UINT32_MAX || r->size - 1 > UINT32_MAX - r->base)
		return false;
	for (int i = 0; i < FORBIDDEN; i++) {
		if (wish_meets(&forbidden[i], r->base, wish_last(r)))
			return false;
	}
	return true;
}

static uint32_t rights_of(uint8_t rights)
{
	uint32_t bits = RASR_ON;

	bits |= (rights & K5_MEM_WRITE) != 0 ? RASR_READ_WRITE : RASR_READ;
	bits |= (rights & K5_MEM_DEVICE) != 0 ? RASR_DEVICE : RASR_NORMAL;
	return (rights & K5_MEM_EXEC) != 0 ? bits : bits | RASR_XN;
}

/* What varies inside a block of 2^n bytes. */
static uint32_t inside(uint32_t n)
{
	return UINT32_MAX >> (LARGEST - n);
}

/* The smallest block of 2^n bytes around the wish. */
static uint32_t enclosing(uint32_t first, uint32_t last)
{
	uint32_t n = SMALLEST;

	while (n < LARGEST && ((first ^ last) & ~inside(n)) != 0)
		n++;
	return n;
}

/* The parts from low to high are on. */
static uint32_t srd_of(uint32_t low, uint32_t high)
{
	uint32_t on = (0xffu >> (PARTS - 1 - high)) & (0xffu << low);

	return (~on & 0xffu) << 8;
}

/* SIZE and SRD for this block; 0: the wish does not end where parts do. */
static uint32_t shape_of(uint32_t first, uint32_t last, uint32_t n)
{
	uint32_t whole = inside(n);
	uint32_t size = (n - 1) << 1;
	uint32_t part = n - 3;

	if ((first & whole) == 0 && (last & whole) == whole)
		return size;
	if (((first | (last + 1)) & (whole >> 3)) != 0)
		return 0;
	return size | srd_of((first & whole) >> part, (last & whole) >> part);
}

static bool encode(struct arch_region *e, const struct k5_region *r, uint8_t i)
{
	uint32_t first = (uint32_t)r->base;
	uint32_t last = (uint32_t)wish_last(r);
	uint32_t n = enclosing(first, last);
	uint32_t shape;

	if (n < SMALLEST_PARTED && last - first != inside(n))
		n = SMALLEST_PARTED;
	shape = shape_of(first, last, n);
	e->rbar = (first & ~inside(n)) | RBAR_NUMBER(i);
	e->rasr = shape | rights_of(r->rights);
	return shape != 0;
}

bool arch_regions_encode(struct arch_regions *out,
			 const struct k5_region *regions, uint8_t count)
{
	if (count > ARCH_REGIONS)
		return false;
	for (uint8_t i = 0; i < count; i++) {
		if (!bytes_ok(&regions[i]) || !wish_rights_ok(&regions[i]) ||
		    !wish_alone(regions, i) ||
		    !encode(&out->entry[i], &regions[i], i))
			return false;
	}
	for (uint8_t i = count; i < ARCH_REGIONS; i++)
		out->entry[i] = (struct arch_region){.rbar = RBAR_NUMBER(i)};
	return true;
}

bool arch_window_encode(struct arch_window *out, const struct k5_region *region)
{
	return bytes_ok(region) && wish_rights_ok(region) &&
	       encode(&out->entry, region, 0);
}

bool arch_window_room(const struct arch_regions *view, uint8_t windows)
{
	if (windows > ARCH_REGIONS)
		return false;
	for (uint8_t i = 0; i < windows; i++) {
		if ((view->entry[ARCH_REGIONS - 1 - i].rasr & RASR_ON) != 0)
			return false;
	}
	return true;
}

struct arch_place arch_window_place(struct arch_regions *view, uint8_t index)
{
	return (struct arch_place){&view->entry[ARCH_REGIONS - 1 - index]};
}

/* The entry says what the other does, and keeps its number. */
static void put(struct arch_region *e, struct arch_region as)
{
	e->rbar = (as.rbar & ~(STEP - 1u)) | (e->rbar & (STEP - 1u));
	e->rasr = as.rasr;
}

void arch_window_set(struct arch_place at, const struct arch_window *window)
{
	put(at.entry, window->entry);
}

void arch_window_clear(struct arch_place at)
{
	at.entry->rasr = 0;
}

void arch_window_move(struct arch_place from, struct arch_place to)
{
	put(to.entry, *from.entry);
	from.entry->rasr = 0;
}

/* The first and the last part that is on; they are one run. */
static void run_of(uint32_t srd, uint32_t *low, uint32_t *high)
{
	*low = 0;
	*high = PARTS - 1;
	while ((srd >> *low & 1u) != 0 && *low < PARTS - 1)
		(*low)++;
	while ((srd >> *high & 1u) != 0 && *high > 0)
		(*high)--;
}

bool region_decode(const struct arch_regions *regions, uint8_t i,
		   struct k5_region *out)
{
	const struct arch_region *e = &regions->entry[i];
	uint32_t n = (e->rasr >> 1 & 31u) + 1;
	uint32_t low, high;

	if ((e->rasr & RASR_ON) == 0)
		return false;
	run_of(e->rasr >> 8 & 0xffu, &low, &high);
	out->base = (e->rbar & ~(STEP - 1u)) + (low << (n - 3));
	out->size = (uintptr_t)(high - low + 1) << (n - 3);
	out->rights = K5_MEM_READ;
	if ((e->rasr & RASR_AP) == RASR_READ_WRITE)
		out->rights |= K5_MEM_WRITE;
	if ((e->rasr & RASR_XN) == 0)
		out->rights |= K5_MEM_EXEC;
	if ((e->rasr & RASR_KIND) == RASR_DEVICE)
		out->rights |= K5_MEM_DEVICE;
	return true;
}
