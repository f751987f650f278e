/*
 * region_pmp.c - the PMP grants what the task's view says
 *
 * pmp_model.h is the hardware. For every table of regions and every access of
 * up to eight bytes, aligned or not: either the view is refused, for one of
 * the reasons below, or the hart allows a byte exactly what is wished for it,
 * several bytes only if it is wished for each, and always if they lie in one
 * region. The guard, which may lie anywhere, takes its bytes away and no others.
 */
#include "pmp_model.h"

#include "arch.h"
#include "prove.h"

struct k5_region nondet_region(void);
uint8_t nondet_byte(void);
uint32_t nondet_word(void);

static struct k5_region wish[ARCH_ENTRIES + 1];
static uint8_t count;

static bool holds(const struct k5_region *r, k5_word_t a)
{
	return a >= r->base && a - r->base < r->size;
}

/* --- when a refusal is right ---------------------------------------------- */

static bool cannot_give(const struct k5_region *r)
{
	bool odd = r->base % 4 != 0 || r->size % 4 != 0 || r->size == 0;
	bool rights = r->rights > 15 || (r->rights & K5_MEM_READ) == 0;
	bool both = (r->rights & K5_MEM_EXEC) != 0 &&
		    (r->rights & (K5_MEM_WRITE | K5_MEM_DEVICE)) != 0;

	return odd || r->size - 1 > ~r->base || rights || both;
}

static bool share_a_byte(const struct k5_region *a, const struct k5_region *b)
{
	return holds(a, b->base) || holds(b, a->base);
}

static bool one_entry(const struct k5_region *r)
{
	return (r->size & (r->size - 1)) == 0 && (r->base & (r->size - 1)) == 0;
}

/* A power of two in its place takes one; else two edges, or a shared one. */
static unsigned entries(uint8_t i)
{
	const struct k5_region *r = &wish[i];

	if (one_entry(r))
		return 1;
	if (i > 0 && !one_entry(&wish[i - 1]) && r->base != 0 &&
	    wish[i - 1].base + wish[i - 1].size == r->base)
		return 1;
	return 2;
}

static bool refusal_is_right(void)
{
	bool reason = false;
	unsigned needed = 0;

	for (uint8_t i = 0; i < ARCH_ENTRIES + 1; i++) {
		if (i >= count || reason)
			break;
		reason = cannot_give(&wish[i]);
		for (uint8_t j = 0; j < i; j++)
			reason = reason || share_a_byte(&wish[i], &wish[j]);
		if (!reason)
			needed += entries(i);
	}
	return reason || needed > ARCH_ENTRIES;
}

/* --- what is granted ------------------------------------------------------ */

static k5_word_t guard; /* its first byte */

static bool in_guard(k5_word_t a)
{
	return a - guard < ARCH_GUARD_SIZE;
}

static uint8_t wished(k5_word_t a)
{
	if (in_guard(a))
		return 0;
	for (uint8_t i = 0; i < ARCH_ENTRIES + 1; i++) {
		if (i < count && holds(&wish[i], a))
			return wish[i].rights & 7;
	}
	return 0;
}

static void prove_exact(const struct arch_regions *view, k5_word_t a)
{
	uint8_t granted = pmp_allows(view, a, a);

	PROVE(granted == wished(a), "the hart grants exactly the wish");
	PROVE((granted & (K5_MEM_WRITE | K5_MEM_EXEC)) !=
		      (K5_MEM_WRITE | K5_MEM_EXEC),
	      "nothing is both written and run");
	REACH_IF(granted != 0, "something is granted");
}

/* `b` is any byte of a wider access. */
static void prove_wide(const struct arch_regions *view, k5_word_t first,
		       k5_word_t last, k5_word_t b)
{
	uint8_t granted = pmp_allows(view, first, last);
	uint8_t i = nondet_byte();
	bool apart = !in_guard(first) && !in_guard(last);

	PROVE((granted & ~wished(b)) == 0,
	      "no access reaches a byte that is not wished");
	if (i < count && apart && holds(&wish[i], first) &&
	    holds(&wish[i], last))
		PROVE(granted == (wish[i].rights & 7),
		      "an access inside one region is granted");
	REACH_IF(granted != 0, "a wide access is granted");
}

int main(void)
{
	struct arch_regions view;
	k5_word_t first = nondet_word();
	k5_word_t last = nondet_word();
	k5_word_t b = nondet_word();

	count = nondet_byte();
	ASSUME(count <= ARCH_ENTRIES + 1);
	ASSUME(first <= b && b <= last && last - first < 8);
	for (uint8_t k = 0; k < ARCH_ENTRIES + 1; k++)
		wish[k] = nondet_region();
	if (!arch_regions_encode(&view, wish, count)) {
		PROVE(refusal_is_right(), "a refusal has a reason");
		REACH("a view is refused");
		return 0;
	}
	PROVE(!refusal_is_right(), "what cannot be given is refused");
	PROVE(view.used <= ARCH_FIRST + ARCH_ENTRIES,
	      "the entry of the kernel's guard is not used");
	guard = nondet_word() & ~(k5_word_t)(ARCH_GUARD_SIZE - 1);
	view.addr[ARCH_GUARD] = guard / 4 | (ARCH_GUARD_SIZE / 8 - 1);
	prove_exact(&view, first);
	prove_wide(&view, first, last, b);
	REACH_IF(view.used == ARCH_FIRST + ARCH_ENTRIES, "a full view");
	REACH_IF(count == ARCH_ENTRIES, "as many regions as entries");
}
