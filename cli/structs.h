/*
 * structs.h - where the compiler put the members of a struct
 *
 * A table in an image is bytes. What they mean is written in the kernel's
 * debug information, so no offset of another machine is typed by hand here.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../codegen/elffile.h"

enum {
	STRUCT_MEMBERS = 48
};

struct structure {
	size_t size;
	size_t members;
	struct {
		const char *name;
		size_t offset;
		size_t size;
	} member[STRUCT_MEMBERS];
};

/* An array of them in an image. */
struct rows {
	struct structure shape;
	const uint8_t *bytes;
	size_t count;
};

/* Struct `name` as the ELF file at `path` has it; false: it has none. */
bool structure_find(struct structure *out, const char *path, const char *name);

/*
 * Rows of r->shape in an image: as many as the object `symbol` holds, or
 * `count` of them at an address. False if they are not there.
 */
bool rows_named(struct rows *r, const struct elf_file *image,
		const char *symbol);
bool rows_at(struct rows *r, const struct elf_file *image, uint64_t address,
	     size_t count);

/* A member of row i as a number of at most 64 bits; the member must be. */
uint64_t row_number(const struct rows *r, size_t i, const char *member);

/* Element `i` of the member of row `row`, an array of numbers of `size` bytes. */
uint64_t row_element(const struct rows *r, size_t row, const char *member,
		     size_t i, size_t size);

/* Where a member of row `row` begins. NULL: there is none. */
const uint8_t *row_member(const struct rows *r, size_t row, const char *member);

/* A constant of an enumeration of the program's. */
struct constant {
	const char *name;
	uint64_t value;
	bool found;
};

/* Looks all of them up; false: not all were found. */
bool constants_find(struct constant *c, size_t count, const char *path);
