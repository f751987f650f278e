/*
 * image.h - all parts of an app, as one thing to be loaded
 *
 *      monitor.elf   kernel.elf   client.elf   server.elf
 *           \            |            |           /
 *            +---- pieces by load address -------+
 *                |       |       |       |      |
 *              .elf    .hex    .bin    .uf2   .map
 *
 * A piece is one section with bytes. It runs at one address and is loaded at
 * another: initial data lies in flash, and a board may load flash through an
 * alias.
 */
#pragma once

#include "elffile.h"
#include "model.h"
#include "text.h"

enum {
	IMAGE_PARTS = MODEL_TASKS + 2,
	IMAGE_PIECES = 16 * IMAGE_PARTS
};

struct image_part {
	const char *name;
	struct elf_file elf;
};

struct image_piece {
	const struct image_part *part;
	const struct elf_section *section;
	uint32_t load; /* physical, with the board's alias */
	uint32_t size;
};

struct image {
	const struct model *m;
	struct image_part part[IMAGE_PARTS];
	size_t parts;
	struct image_piece piece[IMAGE_PIECES]; /* by load address */
	size_t pieces;
	uint32_t entry;
};

/* Reads the parts linked in `out`. False after having told why. */
bool image_open(struct image *image, const struct model *m, const char *out);
void image_close(struct image *image);

/* Where the bytes of a running address are loaded on this board. */
uint32_t image_load_address(const struct m_board *b, uint32_t address);

/*
 * Is the image one plain file of a sensible size? Not if the monitor is loaded
 * megabytes away from the kernel.
 */
bool image_plain(const struct m_board *b);

/* .debug_frame of all parts, as one. */
void image_frames(struct text *out, const struct image *image);

/* The formats. */
bool image_elf(const struct image *image, const char *path);
void image_hex(struct text *t, const struct image *image);
void image_bin(struct text *t, const struct image *image);
void image_uf2(struct text *t, const struct image *image);
