/*
 * structs.c - members out of DWARF, rows out of an image
 *
 *      kernel.elf   struct k5_cap_desc: rights at 7, 1 byte     the shape
 *      NAME.elf     kernel.caps: 48 bytes                       the rows
 *
 * The image that is flashed carries no debug information, and the kernel's
 * own file is not what is flashed: each gives its half. A core is read the same
 * way: shapes from the one, bytes from memory.
 */
#include "structs.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "config_keep.h"

static bool is_struct(Dwarf_Die *die, const char *name)
{
	const char *own = dwarf_diename(die);

	return dwarf_tag(die) == DW_TAG_structure_type && own &&
	       strcmp(own, name) == 0 && dwarf_bytesize(die) > 0;
}

static void member_add(struct structure *s, Dwarf_Die *die)
{
	Dwarf_Attribute attr;
	Dwarf_Die type;
	Dwarf_Word offset, size;

	if (dwarf_tag(die) != DW_TAG_member || s->members == STRUCT_MEMBERS ||
	    dwarf_formudata(dwarf_attr(die, DW_AT_data_member_location, &attr),
			    &offset) != 0 ||
	    !dwarf_formref_die(dwarf_attr(die, DW_AT_type, &attr), &type) ||
	    dwarf_aggregate_size(&type, &size) != 0) {
		return;
	}
	s->member[s->members].name = keep_text(dwarf_diename(die));
	s->member[s->members].offset = offset;
	s->member[s->members].size = size;
	s->members++;
}

static void members_of(struct structure *s, Dwarf_Die *die)
{
	Dwarf_Die member;

	s->size = (size_t)dwarf_bytesize(die);
	if (dwarf_child(die, &member) != 0) {
		return;
	}
	do {
		member_add(s, &member);
	} while (dwarf_siblingof(&member, &member) == 0);
}

/* The struct among what a unit of the program declares. */
static bool in_unit(Dwarf_Die *unit, const char *name, struct structure *out)
{
	Dwarf_Die die;

	if (dwarf_child(unit, &die) != 0) {
		return false;
	}
	do {
		if (is_struct(&die, name)) {
			members_of(out, &die);
			return out->members > 0;
		}
	} while (dwarf_siblingof(&die, &die) == 0);
	return false;
}

static bool in_program(Dwarf *dwarf, const char *name, struct structure *out)
{
	Dwarf_CU *cu = NULL;
	Dwarf_Die unit;

	while (dwarf_get_units(dwarf, cu, &cu, NULL, NULL, &unit, NULL) == 0) {
		if (in_unit(&unit, name, out)) {
			return true;
		}
	}
	return false;
}

bool structure_find(struct structure *out, const char *path, const char *name)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	Dwarf *dwarf = fd < 0 ? NULL : dwarf_begin(fd, DWARF_C_READ);

	*out = (struct structure){0};
	bool found = dwarf && in_program(dwarf, name, out);
	if (dwarf) {
		dwarf_end(dwarf);
	}
	if (fd >= 0) {
		close(fd);
	}
	return found;
}

bool rows_at(struct rows *r, const struct elf_file *image, uint64_t address,
	     size_t count)
{
	size_t length = count * r->shape.size;

	for (size_t i = 1; i < image->section_count; i++) {
		const struct elf_section *s = &image->sections[i];

		if (s->bytes && address >= s->address &&
		    address - s->address <= s->size &&
		    length <= s->size - (address - s->address)) {
			r->bytes = s->bytes + (address - s->address);
			r->count = count;
			return true;
		}
	}
	return false;
}

bool rows_named(struct rows *r, const struct elf_file *image,
		const char *symbol)
{
	const struct elf_symbol *s = elf_symbol(image, symbol);

	return s && s->size % r->shape.size == 0 &&
	       rows_at(r, image, s->value, s->size / r->shape.size);
}

const uint8_t *row_member(const struct rows *r, size_t row, const char *member)
{
	for (size_t m = 0; m < r->shape.members; m++) {
		if (strcmp(r->shape.member[m].name, member) == 0) {
			return r->bytes + row * r->shape.size +
			       r->shape.member[m].offset;
		}
	}
	return NULL;
}

static uint64_t number_at(const uint8_t *bytes, size_t size)
{
	uint64_t value = 0;

	while (size > 0) {
		value = value << 8 | bytes[--size];
	}
	return value;
}

static size_t size_of(const struct structure *s, const char *member)
{
	for (size_t m = 0; m < s->members; m++) {
		if (strcmp(s->member[m].name, member) == 0) {
			return s->member[m].size;
		}
	}
	return 0;
}

uint64_t row_number(const struct rows *r, size_t i, const char *member)
{
	return number_at(row_member(r, i, member), size_of(&r->shape, member));
}

uint64_t row_element(const struct rows *r, size_t row, const char *member,
		     size_t i, size_t size)
{
	if ((i + 1) * size > size_of(&r->shape, member)) {
		return 0;
	}
	return number_at(row_member(r, row, member) + i * size, size);
}

static void constant_try(struct constant *c, size_t count, Dwarf_Die *die)
{
	const char *name = dwarf_diename(die);
	Dwarf_Attribute attr;
	Dwarf_Word value;

	for (size_t i = 0; name && i < count; i++) {
		if (!c[i].found && strcmp(c[i].name, name) == 0 &&
		    dwarf_formudata(dwarf_attr(die, DW_AT_const_value, &attr),
				    &value) == 0) {
			c[i].value = value;
			c[i].found = true;
		}
	}
}

/* Those among the enumerations that a unit declares. */
static void constants_of(struct constant *c, size_t count, Dwarf_Die *unit)
{
	Dwarf_Die die, each;

	if (dwarf_child(unit, &die) != 0) {
		return;
	}
	do {
		if (dwarf_tag(&die) != DW_TAG_enumeration_type ||
		    dwarf_child(&die, &each) != 0) {
			continue;
		}
		do {
			constant_try(c, count, &each);
		} while (dwarf_siblingof(&each, &each) == 0);
	} while (dwarf_siblingof(&die, &die) == 0);
}

static bool all_found(const struct constant *c, size_t count)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		found += c[i].found;
	}
	return found == count;
}

bool constants_find(struct constant *c, size_t count, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	Dwarf *dwarf = fd < 0 ? NULL : dwarf_begin(fd, DWARF_C_READ);
	Dwarf_CU *cu = NULL;
	Dwarf_Die unit;

	while (dwarf && !all_found(c, count) &&
	       dwarf_get_units(dwarf, cu, &cu, NULL, NULL, &unit, NULL) == 0) {
		constants_of(c, count, &unit);
	}
	if (dwarf) {
		dwarf_end(dwarf);
	}
	if (fd >= 0) {
		close(fd);
	}
	return all_found(c, count);
}
