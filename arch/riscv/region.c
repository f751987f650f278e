/*
 * region.c - a task's view of memory, in the PMP's words
 *
 *      cfg    | L 7 | 0 | A 4..3 | X 2 | W 1 | R 0 |      addr: address / 4
 *
 *      A  OFF     addr only serves the entry above as its lower edge
 *         TOR     from the entry below's addr up to, not with, this one's
 *         NA4     the four bytes at addr
 *         NAPOT   2^k bytes; the ones that addr ends in say which k
 *
 * A power of two on its own boundary costs one entry, anything else two: its
 * lower edge and its upper. The lower edge is saved where the region before
 * ends there. Of several entries that match, the lowest decides: the guard comes
 * first, and no two others may match, since overlap is refused. This file
 * touches no hardware: it is compiled on the host as well, and proved there.
 *
 * Privileged specification 1.12, 3.7.1.
 */

#include "../region_wish.h"

enum {
	CFG_TOR = 1 << 3,
	CFG_NA4 = 2 << 3,
	CFG_NAPOT = 3 << 3,
	CFG_RIGHTS = K5_MEM_READ | K5_MEM_WRITE | K5_MEM_EXEC,
	CFG_MATCH = 3 << 3,
	STEP = 4
};

/* Physical addresses have at most 56 bits, and no more than a word has. */
#define PMP_LAST ((uintptr_t)0x00ffffffffffffff)

/* Not empty, on steps of four bytes, and not past the last address. */
static bool bytes_ok(const struct k5_region *r)
{
	return r->size != 0 && r->base % STEP == 0 && r->size % STEP == 0 &&
	       wish_last(r) >= r->base && wish_last(r) <= PMP_LAST;
}

static bool is_power(const struct k5_region *r)
{
	return (r->size & (r->size - 1)) == 0 && (r->base & (r->size - 1)) == 0;
}

static bool put(struct arch_regions *out, k5_word_t addr, unsigned cfg)
{
	if (out->used == ARCH_FIRST + ARCH_ENTRIES)
		return false;
	out->addr[out->used] = addr;
	out->cfg[out->used] = (uint8_t)cfg;
	out->used++;
	return true;
}

/* Does the last entry end, as an edge, where `edge` says? */
static bool has_edge(const struct arch_regions *out, k5_word_t edge)
{
	return (out->cfg[out->used - 1] & CFG_MATCH) == CFG_TOR &&
	       out->addr[out->used - 1] == edge;
}

/* A power of two on its own boundary. */
static struct arch_window one_entry(const struct k5_region *r)
{
	unsigned match = r->size > STEP ? CFG_NAPOT : CFG_NA4;

	return (struct arch_window){
		.addr = r->base / STEP | (r->size / 8 - (r->size > STEP)),
		.cfg = (uint8_t)(match | (r->rights & CFG_RIGHTS))};
}

static bool add(struct arch_regions *out, const struct k5_region *r)
{
	unsigned rights = r->rights & CFG_RIGHTS;
	k5_word_t from = r->base / STEP;

	if (is_power(r)) {
		struct arch_window one = one_entry(r);

		return put(out, one.addr, one.cfg);
	}
	if (!has_edge(out, from) && !put(out, from, 0))
		return false;
	return put(out, from + r->size / STEP, CFG_TOR | rights);
}

bool arch_regions_encode(struct arch_regions *out,
			 const struct k5_region *regions, uint8_t count)
{
	*out = (struct arch_regions){
		.cfg = {[ARCH_GUARD] = CFG_NAPOT, PMP_FIXED_CFG},
		.used = ARCH_FIRST};
	for (uint8_t i = 0; i < count; i++) {
		if (!bytes_ok(&regions[i]) || !wish_rights_ok(&regions[i]) ||
		    !wish_alone(regions, i) || !add(out, &regions[i]))
			return false;
	}
	out->first_window = out->used;
	return true;
}

bool arch_window_encode(struct arch_window *out, const struct k5_region *region)
{
	if (!bytes_ok(region) || !wish_rights_ok(region) || !is_power(region))
		return false;
	*out = one_entry(region);
	return true;
}

bool arch_window_room(const struct arch_regions *view, uint8_t windows)
{
	return windows <= ARCH_FIRST + ARCH_ENTRIES - view->first_window;
}

struct arch_place arch_window_place(struct arch_regions *view, uint8_t index)
{
	unsigned i = (unsigned)view->first_window + index;

	if (view->used <= i)
		view->used = (uint8_t)(i + 1);
	return (struct arch_place){&view->addr[i], &view->cfg[i]};
}

void arch_window_set(struct arch_place at, const struct arch_window *window)
{
	*at.addr = window->addr;
	*at.cfg = window->cfg;
}

void arch_window_clear(struct arch_place at)
{
	*at.cfg = 0;
}

void arch_window_move(struct arch_place from, struct arch_place to)
{
	*to.addr = *from.addr;
	*to.cfg = *from.cfg;
	*from.cfg = 0;
}
