/*
 * main.c - every view of a small address space, encoded and read back
 *
 *      wish -> arch_regions_encode -> registers -> unit_KIND.c -> rights
 *
 * One program for each kind of unit. What an encoder gives is compared with
 * the wish at every granule's first and last byte; what it refuses, with what
 * codegen's solver says can be expressed. So the two cannot drift apart.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../codegen/solver.h"
#include "unit.h"

enum {
	CELLS = 72, /* of one wish: an eighth more than a block of 64 */
	PAIR_CELLS = 20,
	MANY_CELLS = 256,
	ROUNDS = 20000,
	KINDS = 4,
	MOST = 16
};

static const uint8_t rights_of[KINDS] = {
	K5_MEM_READ, K5_MEM_READ | K5_MEM_WRITE, K5_MEM_READ | K5_MEM_EXEC,
	K5_MEM_READ | K5_MEM_WRITE | K5_MEM_DEVICE};

static struct k5_region cells(unsigned at, unsigned count, unsigned kind)
{
	return (struct k5_region){.base = unit_base + at * unit_granule,
				  .size = count * unit_granule,
				  .rights = rights_of[kind % KINDS]};
}

static uint8_t wished(const struct k5_region *r, unsigned count, uint64_t a)
{
	for (unsigned i = 0; i < count; i++) {
		if (a - r[i].base < r[i].size)
			return r[i].rights & 7;
	}
	return 0;
}

/* A cell more on both sides, so that what is outside is seen as well. */
static void assert_exact(const struct arch_regions *view,
			 const struct k5_region *r, unsigned count,
			 unsigned space)
{
	for (uint64_t cell = 0; cell < space + 2; cell++) {
		uint64_t first = unit_base + (cell - 1) * unit_granule;
		uint64_t last = first + unit_granule - 1;

		assert_int_equal(unit_rights(view, first),
				 wished(r, count, first));
		assert_int_equal(unit_rights(view, last),
				 wished(r, count, last));
	}
}

/* What was there before must not shine through. */
static bool encode(struct arch_regions *view, const struct k5_region *r,
		   unsigned count)
{
	memset(view, 0xff, sizeof(*view));
	return arch_regions_encode(view, r, (uint8_t)count);
}

static bool expressible(const struct k5_region *r)
{
	struct solver_kind kind;

	assert_true(solver_named(&kind, unit_kind, unit_granule));
	return solver_exact(&kind, (uint32_t)r->base, (uint32_t)r->size);
}

static void c04_every_region_is_exact_or_refused(void **state)
{
	unsigned given = 0, refused = 0;
	struct arch_regions view;

	(void)state;
	for (unsigned at = 0; at < CELLS; at++) {
		for (unsigned n = 1; at + n <= CELLS; n++) {
			for (unsigned kind = 0; kind < KINDS; kind++) {
				struct k5_region r = cells(at, n, kind);
				bool ok = encode(&view, &r, 1);

				assert_int_equal(ok, expressible(&r));
				given += ok;
				refused += !ok;
				if (!ok)
					continue;
				assert_exact(&view, &r, 1, CELLS);
				assert_int_equal(unit_used(&view),
						 unit_cost(&r));
			}
		}
	}
	assert_true(given > 1000);
	assert_true(given + refused == KINDS * CELLS * (CELLS + 1) / 2);
}

static bool meet(const struct k5_region *a, const struct k5_region *b)
{
	return a->base < b->base + b->size && b->base < a->base + a->size;
}

static void pair(unsigned at, unsigned n, unsigned at2, unsigned n2)
{
	struct k5_region r[2] = {cells(at, n, at + n), cells(at2, n2, n2)};
	struct arch_regions view;
	bool ok = encode(&view, r, 2);

	assert_int_equal(ok, !meet(&r[0], &r[1]) && expressible(&r[0]) &&
				     expressible(&r[1]));
	if (ok)
		assert_exact(&view, r, 2, PAIR_CELLS);
}

static void c04_every_pair_is_exact_or_refused(void **state)
{
	(void)state;
	for (unsigned a = 0; a < PAIR_CELLS; a++)
		for (unsigned n = 1; a + n <= PAIR_CELLS; n++)
			for (unsigned b = 0; b < PAIR_CELLS; b++)
				for (unsigned m = 1; b + m <= PAIR_CELLS; m++)
					pair(a, n, b, m);
}

static unsigned draw(unsigned below)
{
	static uint32_t x = 1;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return x % below;
}

/* Wishes one behind the other, with gaps or without. */
static unsigned many(struct k5_region *r)
{
	unsigned count = draw(MOST) + 1, at = 0, used = 0;

	for (unsigned i = 0; i < count; i++) {
		at += draw(3) == 0 ? 0 : draw(8);
		unsigned n = draw(2) == 0 ? 1u << draw(4) : 1 + draw(12);

		if (at + n > MANY_CELLS)
			break;
		r[used++] = cells(at, n, draw(KINDS));
		at += n;
	}
	return used;
}

static void c04_full_views_are_exact(void **state)
{
	struct k5_region r[MOST];
	struct arch_regions view;
	unsigned given = 0, full = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		unsigned count = many(r), cost = 0;
		bool all = true;

		for (unsigned i = 0; i < count; i++) {
			all = all && expressible(&r[i]);
			cost += unit_cost(&r[i]);
		}
		bool ok = encode(&view, r, count);

		if (!all)
			assert_false(ok);
		if (all && cost <= unit_entries)
			assert_true(ok);
		if (!ok)
			continue;
		given++;
		full += count >= unit_regions;
		assert_true(unit_used(&view) <= unit_entries);
		assert_exact(&view, r, count, MANY_CELLS);
	}
	assert_true(given > 500 && full > 5);
}

/* Whatever a board promises can be had: so many regions, of any shape. */
static void c04_as_many_as_a_board_promises(void **state)
{
	struct k5_region r[MOST];
	struct arch_regions view;

	(void)state;
	for (unsigned i = 0; i < unit_regions; i++)
		r[i] = cells(8 * i + 1, 3, i);
	assert_true(encode(&view, r, unit_regions));
	assert_exact(&view, r, unit_regions, 8 * unit_regions);
	for (unsigned i = 0; i < MOST; i++)
		r[i] = cells(8 * i + 1, 3, i);
	assert_false(encode(&view, r, MOST));
	assert_true(encode(&view, r, 0));
	assert_exact(&view, r, 0, CELLS);
}

static void c04_all_rights_are_given_or_refused(void **state)
{
	struct arch_regions view;

	(void)state;
	for (unsigned rights = 0; rights < 256; rights++) {
		struct k5_region r = cells(8, 8, 0);
		bool exec = (rights & K5_MEM_EXEC) != 0;
		bool other = (rights & (K5_MEM_WRITE | K5_MEM_DEVICE)) != 0;

		r.rights = (uint8_t)rights;
		assert_int_equal(encode(&view, &r, 1),
				 rights < 16 && (rights & K5_MEM_READ) != 0 &&
					 !(exec && other));
		if (rights < 16 && (rights & 1) != 0 && !(exec && other))
			assert_exact(&view, &r, 1, CELLS);
	}
}

/* Edges between granules, nothing, and what reaches past the end. */
static void c04_what_is_no_range_is_refused(void **state)
{
	struct arch_regions view;
	struct k5_region r;

	(void)state;
	for (unsigned odd = 1; odd < unit_granule; odd++) {
		r = cells(8, 8, 0);
		r.base += odd;
		assert_false(encode(&view, &r, 1));
		r = cells(8, 8, 0);
		r.size += odd;
		assert_false(encode(&view, &r, 1));
		r.base += odd;
		assert_false(encode(&view, &r, 1));
	}
	r = cells(8, 0, 0);
	assert_false(encode(&view, &r, 1));
	r = (struct k5_region){.base = UINTPTR_MAX - 2 * unit_granule + 1,
			       .size = 4 * unit_granule,
			       .rights = K5_MEM_READ};
	assert_false(encode(&view, &r, 1));
}

/* --- windows -------------------------------------------------------------- */

/* One entry has it: what a window may show. */
static bool one_entry(const struct k5_region *r)
{
	return expressible(r) && unit_cost(r) == 1;
}

/* A window shows its region and no byte more, beside what the task always has. */
static void c04_every_window_is_exact_or_refused(void **state)
{
	struct k5_region own = cells(CELLS + 8, 8, 2), both[2] = {own};
	struct arch_regions view;
	struct arch_window window;
	unsigned given = 0;

	(void)state;
	for (unsigned at = 0; at < CELLS; at++) {
		for (unsigned n = 1; at + n <= CELLS; n++) {
			both[1] = cells(at, n, n % 2);
			bool ok = arch_window_encode(&window, &both[1]);

			assert_int_equal(ok, one_entry(&both[1]));
			if (!ok)
				continue;
			given++;
			assert_true(encode(&view, &own, 1));
			arch_window_set(
				arch_window_place(&view, (uint8_t)(at % 2)),
				&window);
			assert_exact(&view, both, 2, CELLS + 16);
			arch_window_clear(
				arch_window_place(&view, (uint8_t)(at % 2)));
			assert_exact(&view, &own, 1, CELLS + 16);
		}
	}
	assert_true(given > 50);
}

/* As many windows as there is room for, in any order, none in another's way. */
static void c04_windows_do_not_touch_each_other(void **state)
{
	struct k5_region r[MOST];
	struct arch_regions view;
	struct arch_window window[MOST];
	uint8_t windows = 0;

	(void)state;
	for (unsigned i = 0; i < MOST; i++)
		r[i] = cells(16 * i, i < 2 ? 3 : 8, i % 2);
	assert_true(encode(&view, r, 2));
	while (arch_window_room(&view, (uint8_t)(windows + 1)))
		windows++;
	assert_int_equal(windows,
			 unit_entries - unit_cost(&r[0]) - unit_cost(&r[1]));
	for (uint8_t i = 0; i < windows; i++)
		assert_true(arch_window_encode(&window[i], &r[2 + i]));
	for (uint8_t i = windows; i-- > 0;)
		arch_window_set(arch_window_place(&view, i), &window[i]);
	assert_exact(&view, r, 2u + windows, 16 * MOST);
	arch_window_clear(arch_window_place(&view, 1));
	r[3].rights = 0;
	assert_exact(&view, r, 2u + windows, 16 * MOST);
	arch_window_set(arch_window_place(&view, 1), &window[0]);
	arch_window_clear(arch_window_place(&view, 0));
	r[2].rights = K5_MEM_READ;
	assert_exact(&view, r, 2u + windows, 16 * MOST);
	assert_false(arch_window_room(&view, 255));
}

static void c04_what_no_window_can_show_is_refused(void **state)
{
	struct arch_window window;
	struct k5_region r;

	(void)state;
	for (unsigned odd = 1; odd < unit_granule; odd++) {
		r = cells(8, 8, 0);
		r.base += odd;
		assert_false(arch_window_encode(&window, &r));
		r = cells(8, 8, 0);
		r.size += odd;
		assert_false(arch_window_encode(&window, &r));
	}
	r = cells(8, 0, 0);
	assert_false(arch_window_encode(&window, &r));
	for (unsigned rights = 0; rights < 256; rights++) {
		bool good = rights < 16 && (rights & K5_MEM_READ) != 0 &&
			    !((rights & K5_MEM_EXEC) != 0 &&
			      (rights & (K5_MEM_WRITE | K5_MEM_DEVICE)) != 0);

		r = cells(8, 8, 0);
		r.rights = (uint8_t)rights;
		assert_int_equal(arch_window_encode(&window, &r), good);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(c04_every_region_is_exact_or_refused),
		cmocka_unit_test(c04_every_pair_is_exact_or_refused),
		cmocka_unit_test(c04_full_views_are_exact),
		cmocka_unit_test(c04_as_many_as_a_board_promises),
		cmocka_unit_test(c04_all_rights_are_given_or_refused),
		cmocka_unit_test(c04_what_is_no_range_is_refused),
		cmocka_unit_test(c04_every_window_is_exact_or_refused),
		cmocka_unit_test(c04_windows_do_not_touch_each_other),
		cmocka_unit_test(c04_what_no_window_can_show_is_refused),
	};

	return cmocka_run_group_tests_name(unit_kind, tests, NULL, NULL);
}
