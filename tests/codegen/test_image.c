/*
 * test_image.c - every format holds every byte at its place, and no other
 *
 * Each format is read back by a reader written here from the format's own
 * description, into a picture of memory that is compared with the pieces.
 */
#include "cases.h"

#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../cli/config_keep.h"
#include "../../codegen/dictionary.h"

enum {
	LOW = 0x10000000,
	ROOM = 0x30000
};

/* What a loader would have written, and how often. */
static uint8_t memory[ROOM];
static uint8_t written[ROOM];

static uint8_t bytes_a[1000], bytes_b[37], bytes_c[0x10003];
static struct made_part made;
static struct model model;

static void make_piece(struct image *image, const char *name, uint8_t *bytes,
		       size_t size, uint32_t address, uint32_t load)
{
	static uint32_t seed = 3;
	struct elf_section *s = &made.section[image->pieces + 1];

	for (size_t i = 0; i < size; i++)
		bytes[i] = (uint8_t)scramble(&seed);
	*s = (struct elf_section){.name = name,
				  .address = address,
				  .load = load,
				  .size = size,
				  .alloc = true,
				  .bits = true,
				  .bytes = bytes};
	image->piece[image->pieces++] =
		(struct image_piece){.part = &image->part[0],
				     .section = s,
				     .load = load,
				     .size = (uint32_t)size};
}

static void make_symbols(void)
{
	made.symbol[0] = (struct elf_symbol){.name = "main",
					     .value = 0x10000011,
					     .size = 8,
					     .type = STT_FUNC,
					     .global = true,
					     .defined = true,
					     .section = 1};
	made.symbol[1] = (struct elf_symbol){.name = "hidden",
					     .value = 0x28000104,
					     .size = 4,
					     .type = STT_OBJECT,
					     .defined = true,
					     .section = 4};
	made.symbol[2] = (struct elf_symbol){.name = "outside"};
}

/* Three pieces: unaligned ends, a gap, one that crosses 64 KiB. */
static struct image *make_image(void)
{
	struct image *image = keep_alloc(1, sizeof(*image));

	model = make_model(0x100000, 0x10000, 32);
	made = (struct made_part){.section[0] = {.name = ""}};
	image->m = &model;
	make_piece(image, ".text", bytes_a, sizeof(bytes_a), 0x10000010,
		   LOW + 0x10);
	make_piece(image, ".data", bytes_b, sizeof(bytes_b), 0x28000000,
		   LOW + 0x10 + sizeof(bytes_a));
	make_piece(image, ".more", bytes_c, sizeof(bytes_c), 0x0020fffd,
		   LOW + 0xfffd);
	made.section[1].execute = true;
	made.section[2].write = true;
	made.section[4] = (struct elf_section){.name = ".bss",
					       .address = 0x28000100,
					       .size = 64,
					       .alloc = true,
					       .write = true};
	make_symbols();
	image->part[0] = make_part("part", &made, 5, 3);
	image->parts = 1;
	image->entry = 0x10000011;
	memset(memory, 0, sizeof(memory));
	memset(written, 0, sizeof(written));
	return image;
}

static void put(uint32_t address, uint8_t byte)
{
	assert_in_range(address, LOW, LOW + ROOM - 1);
	memory[address - LOW] = byte;
	written[address - LOW]++;
}

/* `filler`: whether bytes between pieces may be there, if erased. */
static void assert_memory(const struct image *image, bool filler)
{
	static uint8_t wanted[ROOM], owned[ROOM];

	memset(owned, 0, sizeof(owned));
	for (size_t i = 0; i < image->pieces; i++) {
		const struct image_piece *p = &image->piece[i];

		memcpy(wanted + (p->load - LOW), p->section->bytes, p->size);
		memset(owned + (p->load - LOW), 1, p->size);
	}
	for (size_t i = 0; i < ROOM; i++) {
		if (owned[i]) {
			assert_int_equal(written[i], 1);
			assert_int_equal(memory[i], wanted[i]);
		} else if (written[i]) {
			assert_true(filler);
			assert_int_equal(memory[i], 0xff);
		}
	}
}

static unsigned hex_byte(const char *s)
{
	unsigned byte;

	assert_int_equal(sscanf(s, "%2x", &byte), 1);
	return byte;
}

/* One line; returns its type. */
static unsigned read_hex_line(const char *line, uint32_t *upper)
{
	unsigned count = hex_byte(line + 1), sum = 0;
	uint32_t address = hex_byte(line + 3) << 8 | hex_byte(line + 5);
	unsigned type = hex_byte(line + 7);

	assert_int_equal(line[0], ':');
	assert_int_equal(strlen(line), 11 + 2 * count);
	for (unsigned i = 0; i < count + 5; i++)
		sum += hex_byte(line + 1 + 2 * i);
	assert_int_equal(sum & 0xff, 0);
	if (type == 4)
		*upper = hex_byte(line + 9) << 24 | hex_byte(line + 11) << 16;
	for (unsigned i = 0; type == 0 && i < count; i++) {
		assert_true(address + i <= 0xffff);
		put(*upper + address + i, (uint8_t)hex_byte(line + 9 + 2 * i));
	}
	return type;
}

static void c23_hex_holds_every_byte(void **state)
{
	(void)state;
	struct image *image = make_image();
	struct text t = {0};
	uint32_t upper = 0;
	unsigned type = 9;

	image_hex(&t, image);
	for (char *line = strtok(t.s, "\n"); line; line = strtok(NULL, "\n")) {
		assert_int_not_equal(type, 1); /* nothing after the end */
		type = read_hex_line(line, &upper);
	}
	assert_int_equal(type, 1);
	assert_memory(image, false);
	text_free(&t);
}

static uint32_t little(const char *p)
{
	const uint8_t *u = (const uint8_t *)p;

	return (uint32_t)(u[0] | u[1] << 8 | u[2] << 16) | (uint32_t)u[3] << 24;
}

static void c23_uf2_holds_every_byte(void **state)
{
	(void)state;
	struct image *image = make_image();
	struct text t = {0};
	uint32_t last = 0;

	image_uf2(&t, image);
	assert_int_equal(t.length % 512, 0);
	for (size_t i = 0; i < t.length / 512; i++) {
		const char *b = t.s + 512 * i;
		uint32_t address = little(b + 12);

		assert_int_equal(little(b), 0x0a324655);
		assert_int_equal(little(b + 4), 0x9e5d5157);
		assert_int_equal(little(b + 508), 0x0ab16f30);
		assert_int_equal(little(b + 16), 256);
		assert_int_equal(little(b + 20), i);
		assert_int_equal(little(b + 24), t.length / 512);
		assert_int_equal(address % 256, 0);
		assert_true(address > last);
		last = address;
		for (uint32_t j = 0; j < 256; j++)
			put(address + j, (uint8_t)b[32 + j]);
	}
	assert_memory(image, true);
	text_free(&t);
}

static void c23_bin_holds_every_byte(void **state)
{
	(void)state;
	struct image *image = make_image();
	struct text t = {0};

	image_bin(&t, image);
	assert_int_equal(t.length, image->piece[2].load + sizeof(bytes_c) -
					   image->piece[0].load);
	for (size_t i = 0; i < t.length; i++)
		put(image->piece[0].load + (uint32_t)i, (uint8_t)t.s[i]);
	assert_memory(image, true);
	text_free(&t);
}

/* The Secure alias of one flash: a file of nothing but filler. */
static void c23_no_bin_of_parts_far_apart(void **state)
{
	(void)state;
	struct m_board b = {.flash = {.address = 0x08040000,
				      .load = 0x08040000,
				      .size = 0x40000}};

	assert_true(image_plain(&b));
	b.secure_flash = (struct m_range){
		.address = 0x0c000000, .load = 0x0c000000, .size = 0x40000};
	assert_false(image_plain(&b));
	b.flash.load = 0x0c040000;
	assert_true(image_plain(&b));
	b.secure_flash.load = 0x0d000000;
	assert_false(image_plain(&b));
}

static const struct elf_symbol *symbol(const struct elf_file *elf,
				       const char *name)
{
	const struct elf_symbol *s = elf_symbol(elf, name);

	assert_non_null(s);
	return s;
}

static void elf_holds(bool wide)
{
	struct image *image = make_image();
	const char *path = keep_format("%s/image.elf", scratch("image"));
	struct elf_file elf;

	image->part[0].elf.wide = wide;
	assert_true(image_elf(image, path));
	assert_true(elf_load(&elf, path));
	assert_int_equal(elf.wide, wide);
	assert_int_equal(elf.machine, EM_ARM);
	assert_int_equal(elf.entry, 0x10000011);
	for (size_t i = 0; i < image->pieces; i++) {
		const struct image_piece *p = &image->piece[i];
		const struct elf_section *s = elf_section(
			&elf, keep_format("part%s", p->section->name));

		assert_non_null(s);
		assert_int_equal(s->address, p->section->address);
		assert_int_equal(s->load, p->load);
		assert_int_equal(s->size, p->size);
		assert_memory_equal(s->bytes, p->section->bytes, p->size);
		assert_int_equal(s->execute, p->section->execute);
		assert_int_equal(s->write, p->section->write);
	}
	assert_false(elf_section(&elf, "part.bss")->bits);
	assert_int_equal(symbol(&elf, "part.main")->value, 0x10000011);
	assert_true(symbol(&elf, "part.main")->global);
	assert_int_equal(symbol(&elf, "part.hidden")->value, 0x28000104);
	assert_false(symbol(&elf, "part.hidden")->global);
	assert_null(elf_symbol(&elf, "part.outside"));
	elf_close(&elf);
}

static void c23_elf_holds_parts_symbols_and_load_addresses(void **state)
{
	(void)state;
	elf_holds(false);
}

/* Of the kernel's class, whose registers a debugger then expects. */
static void c23_elf_of_64_bits_holds_the_same(void **state)
{
	(void)state;
	elf_holds(true);
}

static void c23_load_address_follows_the_alias(void **state)
{
	(void)state;
	struct model m = make_model(0x1000, 0x1000, 32);

	m.board.secure_flash = (struct m_range){
		.address = 0x0c000000, .size = 0x100, .load = 0x08000000};
	const struct m_board *b = &m.board;
	assert_int_equal(image_load_address(b, 0x00200000), 0x10200000);
	assert_int_equal(image_load_address(b, 0x00200fff), 0x10200fff);
	assert_int_equal(image_load_address(b, 0x00201000), 0x00201000);
	assert_int_equal(image_load_address(b, 0x0c000004), 0x08000004);
	assert_int_equal(image_load_address(b, 0x28000000), 0x28000000);
}

static void c23_not_an_elf_file_is_an_error(void **state)
{
	(void)state;
	const char *path = keep_format("%s/x.elf", scratch("noelf"));
	struct elf_file elf;
	struct text t = {0};

	assert_false(elf_load(&elf, path));
	text_add(&t, "\x7f"
		     "ELF but not really");
	assert_int_equal(text_save(&t, path), SAVE_WRITTEN);
	assert_false(elf_load(&elf, path));
	text_free(&t);
}

int cases_image(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(c23_hex_holds_every_byte),
		cmocka_unit_test(c23_uf2_holds_every_byte),
		cmocka_unit_test(c23_bin_holds_every_byte),
		cmocka_unit_test(c23_no_bin_of_parts_far_apart),
		cmocka_unit_test(
			c23_elf_holds_parts_symbols_and_load_addresses),
		cmocka_unit_test(c23_elf_of_64_bits_holds_the_same),
		cmocka_unit_test(c23_load_address_follows_the_alias),
		cmocka_unit_test(c23_not_an_elf_file_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
