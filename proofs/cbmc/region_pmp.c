/*
 * region_pmp.c - the PMP grants what the task's view says
 *
 * pmp_model.h is the hardware. What a solver cannot do for a whole table it
 * does for one region, added to any view there may be: the view so far stays
 * as it is, one new entry matches exactly the region's bytes with its rights,
 * and at most one other, which is off, serves as its lower edge. By induction
 * this holds for a table of any length. That the loop around it takes every
 * region, refuses an overlap and leaves the rest off is proved for tables of
 * up to MANY, and every access of up to eight bytes, aligned or not. Wherever the
 * guard of the running thread lies, it grants nothing, and hides nothing else.
 */
/* the source itself: its static helpers are proved on their own first */
#include "arch/riscv/region.c"

#include "pmp_model.h"
#include "prove.h"

struct k5_region nondet_region(void);
struct arch_regions nondet_view(void);
uint8_t nondet_byte(void);
k5_word_t nondet_word(void);

enum {
	MANY = 2,
	END = ARCH_FIRST + ARCH_ENTRIES
};

static struct k5_region wish[MANY];
static k5_word_t guard; /* where the running thread has it */
static uint8_t count;

static bool holds(const struct k5_region *r, k5_word_t a)
{
	return a >= r->base && a - r->base < r->size;
}

/* --- one region ----------------------------------------------------------- */

static bool bytes_good(const struct k5_region *r)
{
	bool steps = r->base % 4 == 0 && r->size % 4 == 0 && r->size != 0;

	return steps && r->base <= PMP_LAST &&
	       r->size - 1 <= PMP_LAST - r->base;
}

static bool rights_good(const struct k5_region *r)
{
	bool both = (r->rights & K5_MEM_EXEC) != 0 &&
		    (r->rights & (K5_MEM_WRITE | K5_MEM_DEVICE)) != 0;

	return r->rights <= 15 && (r->rights & K5_MEM_READ) != 0 && !both;
}

static bool fits_one(const struct k5_region *r)
{
	return (r->size & (r->size - 1)) == 0 && (r->base & (r->size - 1)) == 0;
}

/* A power of two in its place takes one; else two edges, or a shared one. */
static unsigned needed(const struct arch_regions *view,
		       const struct k5_region *r)
{
	unsigned last = view->used - 1u;

	if (fits_one(r))
		return 1;
	if ((view->cfg[last] >> 3 & 3) == 1 && view->addr[last] == r->base / 4)
		return 1;
	return 2;
}

/* Entry i, any, is as it was: below the new ones, and above. */
static void prove_kept(const struct arch_regions *was,
		       const struct arch_regions *view)
{
	uint8_t i = nondet_byte();

	if (i >= PMP_ENTRIES || (i >= was->used && i < view->used))
		return;
	PROVE(view->addr[i] == was->addr[i] && view->cfg[i] == was->cfg[i],
	      "every other entry stays");
	REACH("an entry stays");
}

/* The highest new entry has the region, whatever lies below. */
static void prove_entry(const struct arch_regions *view,
			const struct k5_region *r, k5_word_t unit)
{
	unsigned top = view->used - 1u;
	bool match = pmp_matches(view, top, unit);

	PROVE(match == (unit - r->base / 4 < r->size / 4),
	      "the entry matches exactly the region's bytes");
	PROVE((view->cfg[top] & ~0x18) == (r->rights & 7),
	      "with its rights, and not locked");
	PROVE(fits_one(r) || ((view->cfg[top] >> 3 & 3) == 1 &&
			      view->addr[top] == r->base / 4 + r->size / 4),
	      "an edge is where the next region may find it");
	REACH_IF(match && fits_one(r), "a power of two matches");
	REACH_IF(match && !fits_one(r), "two edges match");
}

static void prove_add(void)
{
	struct arch_regions view = nondet_view();
	struct k5_region r = nondet_region();
	k5_word_t unit = nondet_word();
	struct arch_regions was = view;

	PROVE(bytes_ok(&r) == bytes_good(&r), "bytes are judged right");
	PROVE(wish_rights_ok(&r) == rights_good(&r), "rights are judged right");
	ASSUME(bytes_good(&r) && rights_good(&r) && unit <= PMP_LAST / 4);
	ASSUME(view.used >= ARCH_FIRST && view.used <= END);
	ASSUME(view.cfg[ARCH_GUARD] == CFG_NAPOT);

	bool fits = was.used + needed(&was, &r) <= END;
	bool got = add(&view, &r);

	PROVE(got == fits, "refused exactly when there are no entries left");
	REACH_IF(!got, "a region does not fit");
	if (!got)
		return;
	PROVE(view.used == was.used + needed(&was, &r), "no entry is wasted");
	prove_kept(&was, &view);
	prove_entry(&view, &r, unit);
	if (view.used - was.used == 2)
		PROVE(view.cfg[was.used] == 0, "a lower edge grants nothing");
	REACH_IF(view.used == END, "a full view");
}

/* --- a table -------------------------------------------------------------- */

static bool refusal_is_right(void)
{
	for (uint8_t i = 0; i < MANY; i++) {
		const struct k5_region *r = &wish[i];

		if (i < count && !(bytes_good(r) && rights_good(r)))
			return true;
	}
	return count == 2 &&
	       (holds(&wish[0], wish[1].base) || holds(&wish[1], wish[0].base));
}

static uint8_t wished(k5_word_t a)
{
	for (uint8_t i = 0; i < MANY; i++) {
		if (i < count && holds(&wish[i], a))
			return wish[i].rights & 7;
	}
	return 0;
}

static bool guarded(k5_word_t first, k5_word_t last)
{
	return first <= guard + (ARCH_GUARD_SIZE - 1) && guard <= last;
}

/* `b` is any byte of an access from `first` to `last`. */
static void prove_access(const struct arch_regions *view, k5_word_t first,
			 k5_word_t last, k5_word_t b)
{
	uint8_t granted = pmp_allows(view, first, last);
	uint8_t i = nondet_byte();

	PROVE((granted & ~wished(b)) == 0,
	      "no access reaches a byte that is not wished");
	PROVE(!guarded(first, last) || granted == 0, "the guard holds");
	if (guarded(first, last))
		return;
	if (i < count && holds(&wish[i], first) && holds(&wish[i], last))
		PROVE(granted == (wish[i].rights & 7),
		      "an access inside one region is granted");
	REACH_IF(granted != 0 && last > first, "a wide access is granted");
}

static void prove_table(void)
{
	struct arch_regions view;
	k5_word_t first = nondet_word();
	k5_word_t last = nondet_word();
	k5_word_t b = nondet_word();
	uint8_t i = nondet_byte();

	count = nondet_byte();
	ASSUME(count <= MANY && i < PMP_ENTRIES);
	ASSUME(first <= b && b <= last && last - first < 8 && last <= PMP_LAST);
	for (uint8_t k = 0; k < MANY; k++)
		wish[k] = nondet_region();

	bool got = arch_regions_encode(&view, wish, count);

	PROVE(got == !refusal_is_right(), "refused exactly for a reason");
	REACH_IF(!got, "a view is refused");
	if (!got)
		return;
	PROVE(i < view.used || view.cfg[i] == 0, "the rest is off");
	guard = nondet_word() & ~(k5_word_t)(ARCH_GUARD_SIZE - 1);
	ASSUME(guard <= PMP_LAST);
	view.addr[ARCH_GUARD] = guard / 4 | (ARCH_GUARD_SIZE / 8 - 1);
	prove_access(&view, first, last, b);
	REACH_IF(count == MANY && view.used == ARCH_FIRST + 2 * MANY,
		 "two edges each");
}

/* --- windows -------------------------------------------------------------- */

/* What a window shows is what the same wish alone gets, if that is one entry. */
static void prove_window(void)
{
	struct k5_region r = nondet_region();
	struct arch_regions alone, view = nondet_view(), was;
	struct arch_window window;
	uint8_t index = nondet_byte(), i = nondet_byte();
	bool got = arch_window_encode(&window, &r);
	bool one = arch_regions_encode(&alone, &r, 1) &&
		   alone.used == ARCH_FIRST + 1;

	PROVE(got == one, "as an encoder, if one entry is enough");
	ASSUME(view.first_window >= ARCH_FIRST && view.first_window <= END &&
	       view.used >= view.first_window && view.used <= END);
	ASSUME(index < 255 && i < PMP_ENTRIES);
	ASSUME(arch_window_room(&view, (uint8_t)(index + 1)));
	PROVE(view.first_window + index < END, "there is such an entry");
	if (!got)
		return;
	was = view;
	arch_window_set(arch_window_place(&view, index), &window);
	unsigned at = (unsigned)view.first_window + index;
	PROVE(view.addr[at] == alone.addr[ARCH_FIRST] &&
		      view.cfg[at] == alone.cfg[ARCH_FIRST],
	      "the same entry");
	PROVE(at < view.used && view.used >= was.used, "that is loaded");
	PROVE(i == at || (view.addr[i] == was.addr[i] &&
			  view.cfg[i] == was.cfg[i]),
	      "every other entry stays");
	arch_window_clear(arch_window_place(&view, index));
	PROVE(view.cfg[at] == 0, "closed, it is off");
	REACH("a window is shown");
}

int main(void)
{
	prove_window();
	prove_add();
	prove_table();
}
