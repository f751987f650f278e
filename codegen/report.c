/*
 * report.c - memory as a picture for people
 */
#include "report.h"

#include <elf.h>
#include <stdlib.h>

#include <k5/abi.h>

#include "layout.h"
#include "sizes.h"

static void memory(struct text *t, const struct sizes *s, size_t first,
		   const struct m_range *range, bool flash)
{
	const char *name = flash ? "flash" : "ram";
	uint32_t end = range->address;

	text_add(t, "%s: %u bytes at 0x%08x", name, range->size,
		 range->address);
	if (flash && range->load != range->address)
		text_add(t, ", loaded at 0x%08x", range->load);
	text_add(t, "\n  address        bytes      used      left\n");
	for (size_t i = first; i < s->rows; i++) {
		const struct size_row *r = &s->row[i];
		const struct share *h = flash ? &r->flash : &r->ram;

		if (h->given == 0)
			continue;
		text_add(t, "  0x%08x  %8u  %8u  %8u  %s\n", h->base, h->given,
			 h->used, h->given - h->used, r->part);
		if (h->base + h->given > end)
			end = h->base + h->given;
	}
	const struct room *room = flash ? &s->flash_left : &s->ram_left;

	if (room->gaps > 0)
		text_add(t, "              %8u                      between\n",
			 room->gaps);
	text_add(t, "  0x%08x  %8u                      free\n\n", end,
		 room->free);
}

static void pictures(struct text *t, const struct model *m,
		     const struct sizes *s)
{
	size_t kernel = s->kernel;

	if (kernel > 0) {
		const struct size_row *r = &s->row[0];
		text_add(t,
			 "monitor: %u of %u bytes of secure flash at 0x%08x, "
			 "%u of %u of secure ram at 0x%08x\n\n",
			 r->flash.used, r->flash.given, r->flash.base,
			 r->ram.used, r->ram.given, r->ram.base);
	}
	memory(t, s, kernel, &m->board.flash, true);
	memory(t, s, kernel, &m->board.ram, false);
}

struct named {
	const struct elf_symbol *symbol;
	const char *part;
};

static int by_address(const void *a, const void *b)
{
	const struct elf_symbol *x = ((const struct named *)a)->symbol;
	const struct elf_symbol *y = ((const struct named *)b)->symbol;

	return (x->value > y->value) - (x->value < y->value);
}

static bool shown(const struct elf_file *elf, const struct elf_symbol *s)
{
	return s->defined && !s->absolute && s->size > 0 &&
	       (s->type == STT_FUNC || s->type == STT_OBJECT) &&
	       elf->sections[s->section].alloc;
}

static void symbols(struct text *t, const struct image *image)
{
	struct named *list = NULL;
	size_t count = 0, room = 0;

	for (size_t i = 0; i < image->parts; i++)
		room += image->part[i].elf.symbol_count;
	list = calloc(room + 1, sizeof(*list));
	if (!list)
		return;
	for (size_t i = 0; i < image->parts; i++) {
		const struct elf_file *elf = &image->part[i].elf;
		for (size_t j = 0; j < elf->symbol_count; j++)
			if (shown(elf, &elf->symbols[j]))
				list[count++] = (struct named){
					&elf->symbols[j], image->part[i].name};
	}
	qsort(list, count, sizeof(*list), by_address);

	text_add(t, "functions and objects\n  address        bytes  name\n");
	for (size_t i = 0; i < count; i++)
		text_add(t, "  0x%08llx  %8llu  %s.%s\n",
			 (unsigned long long)list[i].symbol->value & ~1ull,
			 (unsigned long long)list[i].symbol->size, list[i].part,
			 list[i].symbol->name);
	free(list);
}

bool report_map(struct text *t, const struct image *image, const char *out)
{
	struct sizes s;

	if (!sizes_of(&s, image->m, out))
		return false;
	text_add(t, "%s on %s\n\n", image->m->name, image->m->board.name);
	pictures(t, image->m, &s);
	symbols(t, image);
	return true;
}

static void explain_task(struct text *t, const struct model *m, size_t i,
			 const struct layout *all)
{
	const struct m_task *task = &m->tasks[i];
	const struct task_layout *l = &all->task[i];

	text_add(t, "task '%s'\n", task->name);
	text_add(t,
		 "  code  0x%08x, %u bytes: %u of text, %u of constants, %u of "
		 "initial data, and what makes it a region\n",
		 l->code.base, l->code.size, l->text, l->rodata, l->data);
	text_add(t,
		 "  ram   0x%08x, %u bytes: %u of stacks below %u of data and "
		 "%u zeroed, likewise\n",
		 l->ram.base, l->ram.size, l->stack, l->data, l->bss);

	for (size_t j = 0; j < task->thread_count; j++) {
		const struct m_thread *th = &task->threads[j];
		uint32_t stack = l->ram.base + layout_stack(m, task, j);

		text_add(t, "        0x%08x stack of '%s', %u bytes\n", stack,
			 th->name, th->stack_size);
	}
	for (size_t j = 0; j < task->mmio_count; j++)
		text_add(t, "  mmio  0x%08x, %u bytes: window '%s'\n",
			 task->mmio[j].address, task->mmio[j].size,
			 task->mmio[j].name);
	for (size_t j = 0; j < task->view_count; j++) {
		const struct m_view *v = &task->views[j];
		const struct spot *p = &all->shared[v->shared];

		text_add(t, "  share 0x%08x, %u bytes: '%s', to read%s\n",
			 p->base, p->size, m->shared[v->shared].name,
			 v->rights & K5_MEM_WRITE ? " and write" : "");
	}
	text_add(t, "  %zu of %u memory regions\n", task_regions(task),
		 m->board.regions);
}

bool report_explain(struct text *t, const struct model *m, const char *out)
{
	struct sizes s;
	struct layout l;

	if (!sizes_of(&s, m, out) || !layout_make(&l, m, out))
		return false;
	pictures(t, m, &s);
	text_add(
		t,
		"The kernel comes first in both memories: its vector table "
		"wants the larger\nalignment. What it keeps is [kernel].sizes. "
		"Tasks follow in the order of\n%s, those whose data wants a "
		"large alignment first, unless another order wastes less.\n\n",
		m->file);
	for (size_t i = 0; i < m->task_count; i++)
		explain_task(t, m, i, &l);
	return true;
}
