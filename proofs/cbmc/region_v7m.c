/*
 * region_v7m.c - the MPU of Armv7-M grants what the task's view says
 *
 * The hardware is modelled from the Armv7-M manual (PMSAv7: RBAR, RASR), apart
 * from region.c: what an unprivileged access to a byte may do. For every table
 * of up to MANY regions and every address: either the view is refused, for
 * one of the reasons below, or the hardware allows exactly what is wished. One
 * reason is that no region of the hardware has these bytes: all there are, from
 * 32 bytes to 4 GiB, are tried. MANY is less than there are entries, for each is
 * made alone; the rest must be off.
 */
#include "region.h"

#include "arch.h"
#include "prove.h"

struct k5_region nondet_region(void);
uint8_t nondet_byte(void);
uint32_t nondet_word(void);

enum {
	MANY = 2
};

static struct k5_region wish[ARCH_REGIONS + 1];
static uint8_t count;

static bool holds(const struct k5_region *r, uint32_t a)
{
	return a >= r->base && a < (uint64_t)r->base + r->size;
}

/* --- the hardware: ValidateAddress (DDI 0403, B3.5.3) ---------------------- */

static uint32_t bits(uint32_t word, uint32_t high, uint32_t low)
{
	return (word >> low) & (UINT32_MAX >> (31 - (high - low)));
}

static bool entry_holds(const struct arch_region *e, uint32_t a)
{
	uint32_t lsbit = bits(e->rasr, 5, 1) + 1;

	if (bits(e->rasr, 0, 0) == 0)
		return false;
	PROVE(lsbit >= 5, "a region has at least 32 bytes");
	if (lsbit < 32 && bits(a, 31, lsbit) != bits(e->rbar, 31, lsbit))
		return false;
	if (lsbit < 32)
		PROVE((e->rbar & ((1u << lsbit) - 32)) == 0,
		      "a region begins at a multiple of its size");
	if (lsbit < 8) {
		PROVE(bits(e->rasr, 15, 8) == 0, "small regions are whole");
		return true;
	}
	return (bits(e->rasr, 15, 8) >> bits(a, lsbit - 1, lsbit - 3) & 1u) ==
	       0;
}

/* What AP, XN and the memory's type let an unprivileged access do. */
static uint8_t entry_rights(const struct arch_region *e)
{
	uint32_t ap = bits(e->rasr, 26, 24);
	uint32_t type = bits(e->rasr, 21, 16); /* TEX, S, C, B */
	uint8_t rights = 0;

	if (ap == 3 || ap == 2 || ap == 6 || ap == 7)
		rights |= K5_MEM_READ;
	if (ap == 3)
		rights |= K5_MEM_WRITE;
	if (bits(e->rasr, 28, 28) == 0 && rights != 0)
		rights |= K5_MEM_EXEC;
	if (type == 1)
		rights |= K5_MEM_DEVICE;
	PROVE(type == 1 || type == 11, "shared device, or write-back memory");
	return rights;
}

/* --- when a refusal is right ---------------------------------------------- */

/* Is there a region, whole or in parts, with exactly these bytes? */
static bool expressible(const struct k5_region *r)
{
	uint64_t end = (uint64_t)r->base + r->size;

	for (uint32_t n = 5; n <= 32; n++) {
		uint64_t whole = (uint64_t)1 << n;
		uint64_t part = n >= 8 ? whole / 8 : whole;
		uint64_t block = r->base & ~(whole - 1);

		if (end <= block + whole && r->base % part == 0 &&
		    end % part == 0)
			return true;
	}
	return false;
}

static bool meets(const struct k5_region *r, uint32_t base, uint32_t size)
{
	return r->base < (uint64_t)base + size &&
	       base < (uint64_t)r->base + r->size;
}

static bool cannot_give(const struct k5_region *r)
{
	uint64_t end = (uint64_t)r->base + r->size;
	bool odd = r->base % 32 != 0 || r->size % 32 != 0 || r->size == 0;
	bool core = meets(r, 0xe0000000u, 0x100000);
	bool alias = meets(r, 0x22000000u, 0x2000000) ||
		     meets(r, 0x42000000u, 0x2000000);
	bool rights = r->rights > 15 || (r->rights & K5_MEM_READ) == 0;
	bool both = (r->rights & K5_MEM_EXEC) != 0 &&
		    (r->rights & (K5_MEM_WRITE | K5_MEM_DEVICE)) != 0;

	return odd || end > ((uint64_t)1 << 32) || core || alias || rights ||
	       both || !expressible(r);
}

static bool share_a_byte(const struct k5_region *a, const struct k5_region *b)
{
	return a->base < (uint64_t)b->base + b->size &&
	       b->base < (uint64_t)a->base + a->size;
}

static bool refusal_is_right(void)
{
	bool reason = count > ARCH_REGIONS;

	for (uint8_t i = 0; i < MANY && i < count; i++) {
		reason = reason || cannot_give(&wish[i]);
		for (uint8_t j = 0; j < i; j++)
			reason = reason || share_a_byte(&wish[i], &wish[j]);
	}
	return reason;
}

/* That no two wishes share a byte is refusal_is_right's to say. */
static void prove_exact(const struct arch_regions *view, uint32_t a, uint8_t i)
{
	const struct arch_region *e = &view->entry[i];
	uint8_t granted = entry_holds(e, a) ? entry_rights(e) : 0;
	uint8_t wished = i < count && holds(&wish[i], a) ? wish[i].rights : 0;

	PROVE(e->rbar % 32 == (16u | i), "each entry names itself");
	PROVE(granted == wished, "the hardware grants exactly the wish");
	PROVE((granted & (K5_MEM_WRITE | K5_MEM_EXEC)) !=
		      (K5_MEM_WRITE | K5_MEM_EXEC),
	      "nothing is both written and run");
	REACH_IF(granted != 0, "something is granted");
	REACH_IF(granted != 0 && bits(e->rasr, 15, 8) != 0, "parts are off");
}

static void prove_readback(const struct arch_regions *view, uint8_t i)
{
	struct k5_region read;
	bool used = region_decode(view, i, &read);

	PROVE(used == (i < count), "as many entries as wishes");
	if (used)
		PROVE(read.base == wish[i].base && read.size == wish[i].size &&
			      read.rights == wish[i].rights,
		      "decode is the inverse of encode");
}

/* --- windows -------------------------------------------------------------- */

/* What a window shows is what the same wish alone gets, proved below. */
static void prove_window(void)
{
	struct k5_region r = nondet_region();
	struct arch_regions alone, view, was;
	struct arch_window window;
	uint8_t index = nondet_byte(), i = nondet_byte();
	unsigned at = ARCH_REGIONS - 1u - index;
	bool got = arch_window_encode(&window, &r);

	ASSUME(index < ARCH_REGIONS && i < ARCH_REGIONS);
	ASSUME(view.entry[at].rbar % 32 ==
	       (16u | at)); /* from the encoder on */
	PROVE(got == arch_regions_encode(&alone, &r, 1), "as an encoder");
	if (!got)
		return;
	was = view;
	arch_window_set(arch_window_place(&view, index), &window);
	PROVE(view.entry[at].rbar >> 5 == alone.entry[0].rbar >> 5 &&
		      view.entry[at].rasr == alone.entry[0].rasr &&
		      view.entry[at].rbar % 32 == (16u | at),
	      "the same entry, under its own number");
	PROVE(i == at || (view.entry[i].rbar == was.entry[i].rbar &&
			  view.entry[i].rasr == was.entry[i].rasr),
	      "every other entry stays");
	PROVE(!arch_window_room(&view, (uint8_t)(index + 1)), "it is taken");
	arch_window_clear(arch_window_place(&view, index));
	PROVE((view.entry[at].rasr & 1u) == 0, "closed, it is off");
	REACH("a window is shown");
}

int main(void)
{
	struct arch_regions view;
	uint8_t i = nondet_byte();

	prove_window();
	count = nondet_byte();
	ASSUME(count <= MANY || count == ARCH_REGIONS + 1);
	ASSUME(i < ARCH_REGIONS);
	for (uint8_t k = 0; k < MANY; k++)
		wish[k] = nondet_region();
	if (!arch_regions_encode(&view, wish, count)) {
		PROVE(refusal_is_right(), "a refusal has a reason");
		REACH("a view is refused");
		return 0;
	}
	PROVE(!refusal_is_right(), "what cannot be given is refused");
	prove_exact(&view, nondet_word(), i);
	prove_readback(&view, i);
	REACH_IF(count == MANY, "a view of many");
}
