/*
 * layout.c - how large each task is, and where it lies
 *
 * A task has two regions: what lies between the first byte of .text and the
 * last initial byte of .data, and what lies between the lowest stack and the
 * end of .bss. Kernel and log come first in both memories, since the kernel's
 * vector table wants the larger alignment.
 */
#include "layout.h"

#include <stdlib.h>
#include <string.h>

#include "../cli/config_keep.h"
#include "elffile.h"
#include "header.h"
#include "paths.h"
#include "solver.h"
#include "text.h"

enum {
	FLASH,
	RAM,
	MEMORIES,
	SHARED_ALIGN = 8, /* what any C object wants */
	LEAST_POWER = 32  /* the smallest region of every kind */
};

/* A board's `protection` was checked when it was read. */
static struct solver_kind kind_of(const struct m_board *b)
{
	struct solver_kind kind = {0};

	if (!solver_named(&kind, b->protection, b->granule))
		abort();
	return kind;
}

uint32_t layout_stack(const struct model *m, const struct m_task *task,
		      size_t thread)
{
	uint32_t guard = kind_of(&m->board).guard;
	uint32_t at = 0;

	for (size_t i = 0; i < thread; i++) {
		uint32_t size = task->threads[i].stack_size;

		at += guard ? (size + guard - 1) / guard * guard : size;
		if (i + 1 < task->thread_count)
			at += guard;
	}
	return at;
}

/* Adds bytes that lie at `at`; what is copied elsewhere wants no alignment. */
static void extend(struct spot *p, uint64_t at, const struct elf_section *s,
		   uint64_t align)
{
	if (p->used == 0)
		p->base = (uint32_t)at;
	if (at < p->base) {
		p->used += p->base - (uint32_t)at;
		p->base = (uint32_t)at;
	}
	if (at + s->size > (uint64_t)p->base + p->used)
		p->used = (uint32_t)(at + s->size - p->base);
	if (align > p->align)
		p->align = (uint32_t)align;
}

/* Where a section's bytes are counted, by its name in task.ld. */
static uint32_t *count_of(struct task_layout *t, const char *name)
{
	const struct {
		const char *name;
		uint32_t *count;
	} rows[] = {{".text", &t->text},   {".rodata", &t->rodata},
		    {".data", &t->data},   {".tdata", &t->data},
		    {".stack", &t->stack}, {".bss", &t->bss}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i].name, name) == 0)
			return rows[i].count;
	return NULL;
}

static bool measure_section(struct task_layout *t, const struct m_task *task,
			    const struct elf_section *s)
{
	uint32_t *count = count_of(t, s->name);

	if (strcmp(s->name, ".tbss") == 0)
		return true; /* .bss holds its room */
	if (!count) {
		diag_error(
			(struct diag){.code = "K5-E0303",
				      .at = task->at,
				      .help = "name it .text.X, .rodata.X, "
					      ".data.X or .bss.X, which have "
					      "their places"},
			"task '%s' puts something into section '%s', which "
			"has no place",
			task->name, s->name);
		return false;
	}

	*count += (uint32_t)s->size;
	if (count == &t->text || count == &t->rodata)
		extend(&t->code, s->address, s, s->align);
	else
		extend(&t->ram, s->address, s, s->align);
	if (count == &t->data)
		extend(&t->code, s->load, s, 1);
	return true;
}

static bool measure(struct task_layout *t, const struct m_task *task,
		    const char *out)
{
	struct elf_file elf;
	bool ok = true;

	if (!elf_load(&elf, path_task_sized(out, task)))
		return false;
	for (size_t i = 1; i < elf.section_count && ok; i++) {
		const struct elf_section *s = &elf.sections[i];
		if (s->alloc && s->size > 0)
			ok = measure_section(t, task, s);
	}
	elf_close(&elf);
	return ok;
}

/* Stacks begin where guards may end, counted from the start of the region. */
static uint32_t align_of_stacks(const struct m_board *b,
				const struct m_task *task)
{
	return task->thread_count > 1 ? kind_of(b).guard : 0;
}

static struct solver_wish wish(size_t memory, const struct spot *p,
			       uint32_t align)
{
	return (struct solver_wish){.memory = memory,
				    .bytes = p->used,
				    .align = align > p->align ? align
							      : p->align};
}

static void settle(struct spot *p, const struct solver_wish *w)
{
	p->base = w->base;
	p->size = w->size;
}

static void room_left(struct room *room, const struct solver_memory *memory,
		      size_t index, const struct solver_job *job)
{
	uint64_t end = (uint64_t)memory->base + memory->used;
	uint64_t given = end;

	for (size_t i = 0; i < job->wish_count; i++) {
		const struct solver_wish *w = &job->wishes[i];
		uint64_t after = (uint64_t)w->base + w->size;

		if (w->memory != index)
			continue;
		given += w->size;
		if (after > end)
			end = after;
	}
	room->free = (uint32_t)(memory->base + (uint64_t)memory->size - end);
	room->gaps = (uint32_t)(end - given);
	room->end = (uint32_t)end;
	room->naive = (uint32_t)solver_naive(job, index);
}

static struct spot spot_of(const struct m_shared *shared)
{
	return (struct spot){.used = shared->size, .align = SHARED_ALIGN};
}

/*
 * A region that comes and goes has one hardware entry: where plain ones are
 * powers of two, so is it, at a multiple of itself.
 */
static struct solver_wish wish_of_region(const struct model *m,
					 const struct spot *p)
{
	struct solver_kind kind = kind_of(&m->board);
	struct solver_wish w = wish(RAM, p, 0);
	uint32_t power = LEAST_POWER;

	while (power < w.bytes)
		power *= 2;
	if (kind.powers) {
		w.bytes = power;
		w.align = power;
	}
	return w;
}

static void wishes_of(struct layout *l, const struct model *m,
		      struct solver_wish *wishes)
{
	struct solver_wish *shared = &wishes[MEMORIES * m->task_count];

	for (size_t i = 0; i < m->task_count; i++) {
		wishes[MEMORIES * i + FLASH] = wish(FLASH, &l->task[i].code, 0);
		wishes[MEMORIES * i + RAM] =
			wish(RAM, &l->task[i].ram,
			     align_of_stacks(&m->board, &m->tasks[i]));
	}
	for (size_t i = 0; i < m->shared_count; i++) {
		l->shared[i] = spot_of(&m->shared[i]);
		shared[i] = i < model_first_region(m)
				    ? wish(RAM, &l->shared[i], 0)
				    : wish_of_region(m, &l->shared[i]);
	}
}

static void settle_all(struct layout *l, const struct model *m,
		       const struct solver_wish *wishes)
{
	const struct solver_wish *shared = &wishes[MEMORIES * m->task_count];

	for (size_t i = 0; i < m->task_count; i++) {
		settle(&l->task[i].code, &wishes[MEMORIES * i + FLASH]);
		settle(&l->task[i].ram, &wishes[MEMORIES * i + RAM]);
	}
	for (size_t i = 0; i < m->shared_count; i++)
		settle(&l->shared[i], &shared[i]);
}

/*
 * Shared regions lie above all tasks: what guards a stack reaches below it,
 * and would take bytes out of a shared region that its task sees.
 */
static bool place(const struct solver_job *all, size_t own,
		  struct solver_failure *failure)
{
	struct solver_memory above[MEMORIES] = {all->memories[FLASH],
						all->memories[RAM]};
	struct solver_job tasks = *all, shared = *all;
	struct room room;

	tasks.wish_count = own;
	if (!solver_place(&tasks, failure)) {
		(void)solver_place(all,
				   failure); /* counts the shared ones too */
		return false;
	}
	room_left(&room, &above[RAM], RAM, &tasks);
	above[RAM].used = room.end - above[RAM].base;
	shared.memories = above;
	shared.wishes += own;
	shared.wish_count -= own;
	if (solver_place(&shared, failure))
		return true;
	/* of all of them, not of the last ones in what the others left */
	failure->needed += above[RAM].used - all->memories[RAM].used;
	failure->free += above[RAM].used - all->memories[RAM].used;
	return false;
}

static bool place_all(struct layout *l, const struct model *m)
{
	const struct m_board *b = &m->board;
	size_t own = MEMORIES * m->task_count;
	struct solver_memory memories[MEMORIES] = {
		[FLASH] = {b->flash.address, b->flash.size, m->kernel_flash},
		[RAM] = {b->ram.address, b->ram.size, m->kernel_ram}};
	struct solver_wish wishes[MODEL_TASKS * MEMORIES + MODEL_SHARED] = {0};
	struct solver_job job = {.kind = kind_of(b),
				 .memories = memories,
				 .memory_count = MEMORIES,
				 .wishes = wishes,
				 .wish_count = own + m->shared_count};
	struct solver_failure failure;

	wishes_of(l, m, wishes);
	if (!place(&job, own, &failure)) {
		layout_full(l, m, failure.memory == FLASH, failure.needed,
			    failure.free);
		return false;
	}
	settle_all(l, m, wishes);
	room_left(&l->flash_left, &memories[FLASH], FLASH, &job);
	room_left(&l->ram_left, &memories[RAM], RAM, &job);
	return true;
}

bool layout_make(struct layout *l, const struct model *m, const char *out)
{
	*l = (struct layout){0};
	for (size_t i = 0; i < m->task_count; i++)
		if (!measure(&l->task[i], &m->tasks[i], out))
			return false;
	return place_all(l, m);
}

static void symbol_of(struct text *t, const struct model *m, size_t shared,
		      const struct layout *places)
{
	text_add(t, "%s = 0x%08x;\n", header_shared(m->shared[shared].name),
		 places ? places->shared[shared].base : m->board.ram.address);
}

void layout_memory(struct text *t, const struct model *m, size_t task,
		   const struct layout *places)
{
	const struct task_layout *place = places ? &places->task[task] : NULL;
	const struct m_board *b = &m->board;
	const struct m_task *k = &m->tasks[task];
	uint32_t room = 0x10000000; /* pass 1 must not fail for lack of it */

	text_add(t, "/* memory.ld - made by k5 build from %s: %s of '%s' */\n",
		 "app.toml", place ? "the place" : "pass 1", k->name);
	text_add(t,
		 "MEMORY {\n\tcode (rx) : ORIGIN = 0x%08x, LENGTH = 0x%x\n"
		 "\tram (rw) : ORIGIN = 0x%08x, LENGTH = 0x%x\n}\n",
		 place ? place->code.base : b->flash.address,
		 place ? place->code.size : room,
		 place ? place->ram.base : b->ram.address,
		 place ? place->ram.size : room);
	text_add(t, "K5_STACKS = %u;\n", layout_stack(m, k, k->thread_count));
	text_add(t,
		 "/* what is not the task's, for tests that reach for it */\n"
		 "k5_board_flash = 0x%08x;\nk5_board_ram = 0x%08x;\n"
		 "k5_board_uart = 0x%08x;\nk5_board_closed = 0x%08x;\n",
		 b->flash.address, b->ram.address, b->uart,
		 b->secure_ram.size ? b->secure_ram.address : b->clock_counter);
	for (size_t i = 0; i < k->view_count; i++)
		symbol_of(t, m, k->views[i].shared, places);
	for (size_t i = model_first_region(m); i < m->shared_count; i++)
		symbol_of(t, m, i, places); /* it may come to any task */
}
