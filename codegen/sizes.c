/*
 * sizes.c - bytes of every part of a built app
 *
 * Tasks come from layout.c. Kernel and monitor are measured by what their
 * sections are, since each port has a linker script of its own; only the stack
 * is told from other zeroed memory by its name.
 */
#include "sizes.h"

#include <string.h>

#include "elffile.h"
#include "layout.h"
#include "paths.h"

static uint32_t *count_of(struct size_row *r, const struct elf_section *s)
{
	if (!s->bits)
		return strcmp(s->name, ".stack") == 0 ? &r->stack : &r->bss;
	if (s->write)
		return &r->data;
	return s->execute ? &r->text : &r->rodata;
}

static void stretch(struct share *share, uint64_t end)
{
	if (end > share->base && end - share->base > share->used)
		share->used = (uint32_t)(end - share->base);
}

/* Bytes count to their load address; what is written, to its own as well. */
static bool measure(struct size_row *r, const char *path)
{
	struct elf_file elf;

	if (!elf_load(&elf, path))
		return false;
	for (size_t i = 1; i < elf.section_count; i++) {
		const struct elf_section *s = &elf.sections[i];

		if (!s->alloc || s->size == 0)
			continue;
		*count_of(r, s) += (uint32_t)s->size;
		if (s->bits)
			stretch(&r->flash, s->load + s->size);
		if (s->write || !s->bits)
			stretch(&r->ram, s->address + s->size);
	}
	elf_close(&elf);
	return true;
}

static struct size_row of_task(const struct m_task *task,
			       const struct task_layout *l)
{
	return (struct size_row){
		.part = task->name,
		.text = l->text,
		.rodata = l->rodata,
		.data = l->data,
		.bss = l->bss,
		.stack = l->stack,
		.flash = {l->code.base, l->code.used, l->code.size},
		.ram = {l->ram.base, l->ram.used, l->ram.size}};
}

static bool root_parts(struct sizes *s, const struct model *m, const char *out)
{
	const struct m_board *b = &m->board;

	if (b->secure_flash.size > 0) {
		struct size_row *r = &s->row[s->rows++];
		r->part = "monitor";
		r->flash = (struct share){b->secure_flash.address, 0,
					  b->secure_flash.size};
		r->ram = (struct share){b->secure_ram.address, 0,
					b->secure_ram.size};
		if (!measure(r, path_monitor_elf(out)))
			return false;
	}
	s->kernel = s->rows;
	struct size_row *r = &s->row[s->rows++];
	r->part = "kernel";
	r->flash = (struct share){b->flash.address, 0, m->kernel_flash};
	r->ram = (struct share){b->ram.address, 0, m->kernel_ram};
	return measure(r, path_kernel_elf(out));
}

bool sizes_of(struct sizes *s, const struct model *m, const char *out)
{
	struct layout l;

	*s = (struct sizes){0};
	if (!root_parts(s, m, out) || !layout_make(&l, m, out))
		return false;
	for (size_t i = 0; i < m->task_count; i++)
		s->row[s->rows++] = of_task(&m->tasks[i], &l.task[i]);
	for (size_t i = 0; i < m->shared_count; i++)
		s->row[s->rows++] = (struct size_row){
			.part = m->shared[i].name,
			.bss = l.shared[i].used,
			.ram = {l.shared[i].base, l.shared[i].used,
				l.shared[i].size}};
	s->flash_left = l.flash_left;
	s->ram_left = l.ram_left;
	return true;
}
