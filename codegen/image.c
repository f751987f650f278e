/*
 * image.c - collects the pieces of an image
 *
 * Two pieces at one address would mean that one of them is lost: that is
 * refused here, whatever went wrong before.
 */
#include "image.h"

#include <stdlib.h>

#include "../cli/config_keep.h"
#include "paths.h"

uint32_t image_load_address(const struct m_board *b, uint32_t address)
{
	const struct m_range *memories[] = {&b->flash, &b->secure_flash};

	for (size_t i = 0; i < 2; i++) {
		const struct m_range *r = memories[i];
		if (address >= r->address && address - r->address < r->size)
			return address - r->address + r->load;
	}
	return address;
}

static bool open_part(struct image *image, const char *name, const char *path)
{
	struct image_part *part = &image->part[image->parts];

	if (!elf_load(&part->elf, path))
		return false;
	part->name = name;
	image->parts++;
	return true;
}

static bool open_parts(struct image *image, const char *out)
{
	const struct model *m = image->m;

	if (m->board.secure_flash.size > 0 &&
	    !open_part(image, "monitor", path_monitor_elf(out)))
		return false;
	if (!open_part(image, "kernel", path_kernel_elf(out)))
		return false;
	for (size_t i = 0; i < m->task_count; i++)
		if (!open_part(image, m->tasks[i].name,
			       path_task_elf(out, &m->tasks[i])))
			return false;
	return true;
}

static bool collect(struct image *image, const struct image_part *part)
{
	const struct elf_file *elf = &part->elf;

	for (size_t i = 1; i < elf->section_count; i++) {
		const struct elf_section *s = &elf->sections[i];

		if (!s->alloc || !s->bytes)
			continue;
		if (image->pieces == IMAGE_PIECES) {
			diag_error((struct diag){.code = "K5-E0307"},
				   "%s has more than %d sections", elf->path,
				   IMAGE_PIECES);
			return false;
		}
		image->piece[image->pieces++] = (struct image_piece){
			.part = part,
			.section = s,
			.load = image_load_address(&image->m->board,
						   (uint32_t)s->load),
			.size = (uint32_t)s->size};
	}
	return true;
}

static int by_load(const void *a, const void *b)
{
	uint32_t x = ((const struct image_piece *)a)->load;
	uint32_t y = ((const struct image_piece *)b)->load;

	return (x > y) - (x < y);
}

static bool disjoint(const struct image *image)
{
	for (size_t i = 1; i < image->pieces; i++) {
		const struct image_piece *a = &image->piece[i - 1];
		const struct image_piece *b = &image->piece[i];

		if ((uint64_t)a->load + a->size <= b->load)
			continue;
		diag_error((struct diag){.code = "K5-E0308",
					 .at = image->m->kernel_at},
			   "%s%s and %s%s both want the bytes at 0x%08x",
			   a->part->name, a->section->name, b->part->name,
			   b->section->name, b->load);
		return false;
	}
	return true;
}

bool image_open(struct image *image, const struct model *m, const char *out)
{
	*image = (struct image){.m = m};
	bool ok = open_parts(image, out);

	for (size_t i = 0; ok && i < image->parts; i++)
		ok = collect(image, &image->part[i]);
	if (ok) {
		qsort(image->piece, image->pieces, sizeof(image->piece[0]),
		      by_load);
		ok = disjoint(image);
		image->entry = (uint32_t)image->part[0].elf.entry;
	}
	if (!ok)
		image_close(image);
	return ok;
}

void image_close(struct image *image)
{
	for (size_t i = 0; i < image->parts; i++)
		elf_close(&image->part[i].elf);
	image->parts = image->pieces = 0;
}
