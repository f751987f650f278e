/*
 * image_formats.c - an image as Intel HEX, as plain bytes, and as UF2
 *
 * HEX and UF2 say where each piece goes and leave gaps alone. The plain file
 * cannot: it begins at the lowest load address and fills gaps with 0xff, the
 * value of erased flash. Where the monitor is loaded far from the kernel, as
 * through the Secure alias of one flash, it would be nearly all filler and fit
 * no flash: then there is no plain file.
 */
#include <string.h>

#include "image.h"

enum {
	HEX_LINE = 16,
	SPAN = 4 << 20
};

/* --- Intel HEX: ':' count address type bytes check ---------------------- */

static void hex_record(struct text *t, uint32_t address, uint8_t type,
		       const uint8_t *bytes, size_t length)
{
	uint8_t sum = (uint8_t)(length + (address >> 8) + address + type);

	text_add(t, ":%02zX%04X%02X", length, address & 0xffff, type);
	for (size_t i = 0; i < length; i++) {
		text_add(t, "%02X", bytes[i]);
		sum = (uint8_t)(sum + bytes[i]);
	}
	text_add(t, "%02X\n", (uint8_t)-sum);
}

static void big_endian(uint8_t *to, uint32_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		to[i] = (uint8_t)(value >> (8 * (bytes - 1 - i)));
}

/* Records stay inside a line of 16, so none crosses 64 KiB. */
static void hex_piece(struct text *t, const struct image_piece *p,
		      uint32_t *upper)
{
	for (uint32_t i = 0; i < p->size;) {
		uint32_t address = p->load + i;
		uint32_t n = HEX_LINE - address % HEX_LINE;
		uint8_t high[2];

		if (n > p->size - i)
			n = p->size - i;
		if (address >> 16 != *upper) {
			*upper = address >> 16;
			big_endian(high, *upper, 2);
			hex_record(t, 0, 4, high, 2);
		}
		hex_record(t, address, 0, p->section->bytes + i, n);
		i += n;
	}
}

void image_hex(struct text *t, const struct image *image)
{
	uint32_t upper = 0;
	uint8_t entry[4];

	for (size_t i = 0; i < image->pieces; i++)
		hex_piece(t, &image->piece[i], &upper);
	big_endian(entry, image->entry, 4);
	hex_record(t, 0, 5, entry, 4);
	hex_record(t, 0, 1, NULL, 0);
}

/* --- plain bytes --------------------------------------------------------- */

bool image_plain(const struct m_board *b)
{
	uint32_t low = b->secure_flash.load;
	uint32_t high = b->flash.load;

	if (b->secure_flash.size == 0)
		return true;
	return (low < high ? high - low : low - high) <= SPAN;
}

void image_bin(struct text *t, const struct image *image)
{
	if (image->pieces == 0)
		return;

	uint32_t first = image->piece[0].load;
	for (size_t i = 0; i < image->pieces; i++) {
		const struct image_piece *p = &image->piece[i];
		uint32_t at = p->load - first;

		while (t->length < at)
			text_add_bytes(t, "\xff", 1);
		text_add_bytes(t, p->section->bytes, p->size);
	}
}

/* --- UF2: 512-byte blocks, each one page of 256 bytes --------------------- */

enum {
	UF2_PAGE = 256,
	UF2_FAMILY = 0x2000 /* flag: the family is named */
};

struct uf2_block {
	uint32_t magic0, magic1;
	uint32_t flags;
	uint32_t address;
	uint32_t size;
	uint32_t number;
	uint32_t count;
	uint32_t family;
	uint8_t data[476];
	uint32_t magic2;
};

_Static_assert(sizeof(struct uf2_block) == 512, "a block is one sector");

/* The lowest address at or above `from` that has a byte; false if none. */
static bool next_byte(const struct image *image, uint64_t from, uint32_t *at)
{
	for (size_t i = 0; i < image->pieces; i++) {
		const struct image_piece *p = &image->piece[i];

		if ((uint64_t)p->load + p->size > from) {
			*at = p->load > from ? p->load : (uint32_t)from;
			return true;
		}
	}
	return false;
}

/* Copies what lies in [page, page + 256) over the erased page. */
static void fill_page(const struct image *image, uint32_t page, uint8_t *data)
{
	memset(data, 0xff, UF2_PAGE);
	for (size_t i = 0; i < image->pieces; i++) {
		const struct image_piece *p = &image->piece[i];
		uint64_t from = p->load > page ? p->load : page;
		uint64_t to = (uint64_t)p->load + p->size;

		if (to > (uint64_t)page + UF2_PAGE)
			to = (uint64_t)page + UF2_PAGE;
		if (from < to)
			memcpy(data + (from - page),
			       p->section->bytes + (from - p->load), to - from);
	}
}

void image_uf2(struct text *t, const struct image *image)
{
	uint32_t family = image->m ? image->m->board.uf2_family : 0;
	uint32_t address, count = 0;
	uint64_t from = 0;

	while (next_byte(image, from, &address)) {
		struct uf2_block b = {.magic0 = 0x0a324655,
				      .magic1 = 0x9e5d5157,
				      .magic2 = 0x0ab16f30,
				      .size = UF2_PAGE,
				      .flags = family ? UF2_FAMILY : 0,
				      .family = family,
				      .number = count++};

		b.address = address - address % UF2_PAGE;
		fill_page(image, b.address, b.data);
		text_add_bytes(t, &b, sizeof(b));
		from = (uint64_t)b.address + UF2_PAGE;
	}
	for (uint32_t i = 0; i < count; i++)
		memcpy(t->s + i * sizeof(struct uf2_block) +
			       offsetof(struct uf2_block, count),
		       &count, sizeof(count));
}
