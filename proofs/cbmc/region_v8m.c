/*
 * region_v8m.c - the MPU of Armv8-M grants what the task's view says
 *
 * The hardware is modelled from the Armv8-M manual (PMSAv8: RBAR, RLAR), apart
 * from region.c: what an unprivileged access to a byte may do, and whether the
 * byte is in two entries, which faults. For every table of up to eight regions
 * and every address: either the view is refused, for one of the reasons below,
 * or the hardware allows exactly what is wished.
 */
#include "region.h"

#include "arch.h"
#include "prove.h"

struct k5_region nondet_region(void);
uint8_t nondet_byte(void);
uint32_t nondet_word(void);

static struct k5_region wish[ARCH_REGIONS + 1];
static uint8_t count;

static bool holds(const struct k5_region *r, uint32_t a)
{
	return a >= r->base && a < (uint64_t)r->base + r->size;
}

/* --- the hardware --------------------------------------------------------- */

static bool entry_holds(const struct arch_region *e, uint32_t a)
{
	uint32_t base = e->rbar & 0xffffffe0u;
	uint32_t limit = e->rlar | 0x1fu;

	return (e->rlar & 1u) != 0 && a >= base && a <= limit;
}

static uint8_t entry_rights(const struct arch_region *e)
{
	uint32_t ap = (e->rbar >> 1) & 3u;
	uint8_t rights = 0;

	if (ap == 1 || ap == 3)
		rights |= K5_MEM_READ;
	if (ap == 1)
		rights |= K5_MEM_WRITE;
	if ((e->rbar & 1u) == 0 && rights != 0)
		rights |= K5_MEM_EXEC;
	if (((e->rlar >> 1) & 7u) == 1)
		rights |= K5_MEM_DEVICE;
	return rights;
}

/* --- when a refusal is right ---------------------------------------------- */

static bool cannot_give(const struct k5_region *r)
{
	uint64_t end = (uint64_t)r->base + r->size;
	bool odd = r->base % 32 != 0 || r->size % 32 != 0 || r->size == 0;
	bool core = r->base < 0xe0100000u && end > 0xe0000000u;
	bool rights = r->rights > 15 || (r->rights & K5_MEM_READ) == 0;
	bool both = (r->rights & K5_MEM_EXEC) != 0 &&
		    (r->rights & (K5_MEM_WRITE | K5_MEM_DEVICE)) != 0;

	return odd || end > ((uint64_t)1 << 32) || core || rights || both;
}

static bool share_a_byte(const struct k5_region *a, const struct k5_region *b)
{
	return a->base < (uint64_t)b->base + b->size &&
	       b->base < (uint64_t)a->base + a->size;
}

static bool refusal_is_right(void)
{
	bool reason = count > ARCH_REGIONS;

	for (uint8_t i = 0; i < ARCH_REGIONS; i++) {
		if (i >= count)
			break;
		reason = reason || cannot_give(&wish[i]);
		for (uint8_t j = 0; j < i; j++)
			reason = reason || share_a_byte(&wish[i], &wish[j]);
	}
	return reason;
}

static void prove_exact(const struct arch_regions *view, uint32_t a)
{
	unsigned entries = 0;
	uint8_t granted = 0;
	uint8_t wished = 0;

	for (uint8_t i = 0; i < ARCH_REGIONS; i++) {
		if (entry_holds(&view->entry[i], a)) {
			entries++;
			granted = entry_rights(&view->entry[i]);
		}
		if (i < count && holds(&wish[i], a))
			wished = wish[i].rights;
	}
	PROVE(entries <= 1, "no byte is in two entries");
	PROVE(granted == wished, "the hardware grants exactly the wish");
	PROVE((granted & (K5_MEM_WRITE | K5_MEM_EXEC)) !=
		      (K5_MEM_WRITE | K5_MEM_EXEC),
	      "nothing is both written and run");
	REACH_IF(granted != 0, "something is granted");
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
	PROVE(got == arch_regions_encode(&alone, &r, 1), "as an encoder");
	if (!got)
		return;
	was = view;
	arch_window_set(arch_window_place(&view, index), &window);
	PROVE(view.entry[at].rbar == alone.entry[0].rbar &&
		      view.entry[at].rlar == alone.entry[0].rlar,
	      "the same entry");
	PROVE(i == at || (view.entry[i].rbar == was.entry[i].rbar &&
			  view.entry[i].rlar == was.entry[i].rlar),
	      "every other entry stays");
	PROVE(!arch_window_room(&view, (uint8_t)(index + 1)), "it is taken");
	arch_window_clear(arch_window_place(&view, index));
	PROVE((view.entry[at].rlar & 1u) == 0, "closed, it is off");
	REACH("a window is shown");
}

int main(void)
{
	struct arch_regions view;
	uint8_t i = nondet_byte();
	prove_window();
	count = nondet_byte();
	ASSUME(count <= ARCH_REGIONS + 1 && i < ARCH_REGIONS);
	for (uint8_t k = 0; k < ARCH_REGIONS + 1; k++)
		wish[k] = nondet_region();
	if (!arch_regions_encode(&view, wish, count)) {
		PROVE(refusal_is_right(), "a refusal has a reason");
		REACH("a view is refused");
		return 0;
	}
	PROVE(!refusal_is_right(), "what cannot be given is refused");
	prove_exact(&view, nondet_word());
	prove_readback(&view, i);
	REACH_IF(count == ARCH_REGIONS, "a full view");
}
