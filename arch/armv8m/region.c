/*
 * region.c - a task's view of memory, in the MPU's words
 *
 *      RBAR  | base 31..5            | SH 4..3 | AP 2..1 | XN 0 |
 *      RLAR  | last byte 31..5       | 0       | attr 3..1 | on 0 |
 *
 * The limit is the last byte, not one past it, and both ends are on 32-byte
 * steps. An address in two entries faults, whatever they say, so overlap is
 * refused here rather than met at run time. This file touches no hardware: it
 * is compiled on the host as well, and proved there.
 */
#include "../cortexm/region.h"

#include "../region_wish.h"

enum {
	STEP = 32,
	RBAR_XN = 1,
	RBAR_ANY = 1 << 1,       /* AP bit 0: tasks as well as the kernel */
	RBAR_READ_ONLY = 1 << 2, /* AP bit 1 */
	RLAR_ON = 1,
	RLAR_DEVICE = 1 << 1, /* attribute 1; 0 is normal memory */
};

/* The core's own registers: the MPU has no say over them. */
#define PPB_FIRST 0xe0000000u
#define PPB_LAST  0xe00fffffu

static bool bytes_ok(const struct k5_region *r)
{
	if (r->size == 0 || r->base % STEP != 0 || r->size % STEP != 0)
		return false;
	if (r->base > UINT32_MAX || r->size - 1 > UINT32_MAX - r->base)
		return false;
	return !wish_meets(r, PPB_FIRST, PPB_LAST);
}

static struct arch_region encode(const struct k5_region *r)
{
	struct arch_region e;

	e.rbar = (uint32_t)r->base | RBAR_ANY;
	if ((r->rights & K5_MEM_WRITE) == 0)
		e.rbar |= RBAR_READ_ONLY;
	if ((r->rights & K5_MEM_EXEC) == 0)
		e.rbar |= RBAR_XN;
	e.rlar = ((uint32_t)wish_last(r) & ~(STEP - 1u)) | RLAR_ON;
	if ((r->rights & K5_MEM_DEVICE) != 0)
		e.rlar |= RLAR_DEVICE;
	return e;
}

bool arch_regions_encode(struct arch_regions *out,
			 const struct k5_region *regions, uint8_t count)
{
	if (count > ARCH_REGIONS)
		return false;
	for (uint8_t i = 0; i < count; i++) {
		if (!bytes_ok(&regions[i]) || !wish_rights_ok(&regions[i]) ||
		    !wish_alone(regions, i))
			return false;
		out->entry[i] = encode(&regions[i]);
	}
	for (uint8_t i = count; i < ARCH_REGIONS; i++)
		out->entry[i] = (struct arch_region){0};
	return true;
}

bool arch_window_encode(struct arch_window *out, const struct k5_region *region)
{
	if (!bytes_ok(region) || !wish_rights_ok(region))
		return false;
	out->entry = encode(region);
	return true;
}

bool arch_window_room(const struct arch_regions *view, uint8_t windows)
{
	if (windows > ARCH_REGIONS)
		return false;
	for (uint8_t i = 0; i < windows; i++) {
		if ((view->entry[ARCH_REGIONS - 1 - i].rlar & RLAR_ON) != 0)
			return false;
	}
	return true;
}

struct arch_place arch_window_place(struct arch_regions *view, uint8_t index)
{
	return (struct arch_place){&view->entry[ARCH_REGIONS - 1 - index]};
}

void arch_window_set(struct arch_place at, const struct arch_window *window)
{
	*at.entry = window->entry;
}

void arch_window_clear(struct arch_place at)
{
	at.entry->rlar = 0;
}

void arch_window_move(struct arch_place from, struct arch_place to)
{
	*to.entry = *from.entry;
	from.entry->rlar = 0;
}

bool region_decode(const struct arch_regions *regions, uint8_t i,
		   struct k5_region *out)
{
	const struct arch_region *e = &regions->entry[i];

	if ((e->rlar & RLAR_ON) == 0)
		return false;
	out->base = e->rbar & ~(STEP - 1u);
	out->size = (uintptr_t)(e->rlar | (STEP - 1u)) - out->base + 1;
	out->rights = K5_MEM_READ;
	if ((e->rbar & RBAR_READ_ONLY) == 0)
		out->rights |= K5_MEM_WRITE;
	if ((e->rbar & RBAR_XN) == 0)
		out->rights |= K5_MEM_EXEC;
	if ((e->rlar & RLAR_DEVICE) != 0)
		out->rights |= K5_MEM_DEVICE;
	return true;
}
