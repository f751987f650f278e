/*
 * test_frames.c - .debug_frame of several parts, as one
 */
#include <string.h>

#include "cases.h"

/* A CIE of 8 bytes, then an FDE of it for `size` bytes at `address`. */
struct entries {
	uint32_t word[8];
};

static struct entries entries(uint32_t address, uint32_t size)
{
	return (struct entries){
		{8, 0xffffffff, 0x12345678, 12, 0, address, size, 0xabababab}};
}

enum {
	BYTES = 32 - 4 /* the last word is of no entry */
};

static struct image_part part_of(struct made_part *made, struct entries *e,
				 size_t bytes, uint32_t code)
{
	*made = (struct made_part){
		.section = {{0},
			    {.name = ".text",
			     .address = code,
			     .size = 0x100,
			     .alloc = true,
			     .execute = true},
			    {.name = ".debug_frame",
			     .size = bytes,
			     .bytes = (const uint8_t *)e->word}}};
	return make_part("part", made, 3, 0);
}

static uint32_t at(const struct text *t, size_t word)
{
	uint32_t value;

	assert_in_range(4 * word + 4, 0, t->length);
	memcpy(&value, t->s + 4 * word, sizeof(value));
	return value;
}

/* FDEs of the second part point at its own CIE, not at the first's. */
static void c23_frames_find_their_common_part(void **state)
{
	struct entries a = entries(0x1000, 0x20), b = entries(0x2000, 0x40);
	struct made_part made[2];
	struct model m = make_model(0x1000, 0x1000, 32);
	struct image image = {.m = &m, .parts = 2};
	struct text t = {0};

	(void)state;
	image.part[0] = part_of(&made[0], &a, BYTES, 0x1000);
	image.part[1] = part_of(&made[1], &b, BYTES, 0x2000);
	image_frames(&t, &image);
	assert_int_equal(t.length, 2 * BYTES);
	assert_int_equal(at(&t, 4), 0);
	assert_int_equal(at(&t, 6), 0x20);
	assert_int_equal(at(&t, 7 + 1), 0xffffffff);
	assert_int_equal(at(&t, 7 + 4), BYTES);
	assert_int_equal(at(&t, 7 + 5), 0x2000);
	assert_int_equal(at(&t, 7 + 6), 0x40);
	text_free(&t);
}

static void c23_frames_of_dropped_functions_cover_nothing(void **state)
{
	struct entries a = entries(0, 0x20);
	struct made_part made;
	struct model m = make_model(0x1000, 0x1000, 32);
	struct image image = {.m = &m, .parts = 1};
	struct text t = {0};

	(void)state;
	image.part[0] = part_of(&made, &a, BYTES, 0x1000);
	image_frames(&t, &image);
	assert_int_equal(at(&t, 6), 0);
	text_free(&t);
}

/* Lengths that lie, and a section that ends in the middle: nothing is read beyond. */
static void c23_frames_that_are_cut_stay_within(void **state)
{
	struct made_part made;
	struct model m = make_model(0x1000, 0x1000, 32);
	struct image image = {.m = &m, .parts = 1};

	(void)state;
	for (size_t bytes = 0; bytes <= BYTES; bytes++) {
		for (uint32_t lie = 0; lie < 40; lie++) {
			struct entries a = entries(0x1000, 0x20);
			struct text t = {0};

			a.word[3] = lie == 39 ? 0xffffffff : lie;
			image.part[0] = part_of(&made, &a, bytes, 0x1000);
			image_frames(&t, &image);
			assert_int_equal(t.length, bytes);
			text_free(&t);
		}
	}
}

int cases_frames(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(c23_frames_find_their_common_part),
		cmocka_unit_test(c23_frames_of_dropped_functions_cover_nothing),
		cmocka_unit_test(c23_frames_that_are_cut_stay_within),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
