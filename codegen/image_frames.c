/*
 * image_frames.c - how to go back from a function to its caller
 *
 *      part 0: CIE FDE FDE    part 1: CIE FDE ...      .debug_frame of each
 *      `-------- one behind the other --------'        offsets moved
 *
 * Of all debug information this alone is true without the rest, and small; with it
 * a debugger that has only the image walks any stack. A description of a function
 * that the linker threw away stands at address 0, where a board may have code: it
 * is made to cover nothing.
 */
#include <string.h>

#include "image.h"

enum {
	HEAD = 4, /* of an entry: its length, without these */
	ID = 4,   /* then what it is: a CIE, or the offset of one */
	CIE = -1,
	LONGEST = (int)0xfffffff0 /* from here on the format is another */
};

static uint64_t number(const char *bytes, size_t size)
{
	uint64_t value = 0;

	memcpy(&value, bytes, size);
	return value;
}

static bool in_code(const struct elf_file *elf, uint64_t address)
{
	for (size_t i = 1; i < elf->section_count; i++) {
		const struct elf_section *s = &elf->sections[i];

		if (s->execute && address >= s->address &&
		    address - s->address < s->size)
			return true;
	}
	return false;
}

/* One FDE: id, first address, length of the function. */
static void move(const struct elf_file *elf, char *fde, size_t base)
{
	size_t word = elf->wide ? 8 : 4;
	uint32_t cie = (uint32_t)(number(fde, ID) + base);

	memcpy(fde, &cie, ID);
	if (!in_code(elf, number(fde + ID, word)))
		memset(fde + ID + word, 0, word);
}

void image_frames(struct text *out, const struct image *image)
{
	for (size_t i = 0; i < image->parts; i++) {
		const struct elf_file *elf = &image->part[i].elf;
		const struct elf_section *s = elf_section(elf, ".debug_frame");
		size_t base = out->length, word = elf->wide ? 8 : 4;

		if (!s || !s->bytes)
			continue;
		text_add_bytes(out, s->bytes, s->size);
		for (size_t at = base; out->length - at >= HEAD + ID;) {
			size_t length = (size_t)number(out->s + at, HEAD);

			if (length >= (uint32_t)LONGEST || length < ID ||
			    length > out->length - at - HEAD)
				break;
			if (length >= ID + 2 * word &&
			    (int32_t)number(out->s + at + HEAD, ID) != CIE)
				move(elf, out->s + at + HEAD, base);
			at += HEAD + length;
		}
	}
}
