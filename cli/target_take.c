/*
 * target_take.c - a halted machine as a core
 *
 * RAM as far as the image uses it: the kernel's, the tasks', and what they share.
 * Code is in the image, which is held against the target first; registers of
 * devices are not memory, and reading one may change it.
 */
#include <stdlib.h>
#include <string.h>

#include "../codegen/model.h"
#include "config_keep.h"
#include "target.h"

/* One past the last byte that anything of the image lies at. */
struct extent {
	uint64_t base;
	uint64_t end;
	uint64_t most;
};

static void reaches(struct extent *e, uint64_t address, uint64_t size)
{
	if (address >= e->base && address < e->most &&
	    address + size > e->end) {
		e->end = address + size < e->most ? address + size : e->most;
	}
}

static void tables_reach(struct extent *e, const struct kview *v,
			 const char *table)
{
	struct rows r = {0};

	if (!kview_table(v, &r, table, "k5_region", 1)) {
		return;
	}
	for (size_t i = 0; i < r.count; i++) {
		reaches(e, row_number(&r, i, "base"),
			row_number(&r, i, "size"));
	}
}

static struct extent ram_of(const struct kview *v)
{
	const struct model *m = &v->app->model;
	struct extent e = {.base = m->board.ram.address,
			   .end = m->board.ram.address,
			   .most = (uint64_t)m->board.ram.address +
				   m->board.ram.size};

	for (size_t i = 1; i < v->image.section_count; i++) {
		const struct elf_section *s = &v->image.sections[i];

		if (s->alloc && s->write) {
			reaches(&e, s->address, s->size);
		}
	}
	for (size_t t = 0; t < m->task_count; t++) {
		tables_reach(&e, v, keep_format("regions_%zu", t));
	}
	if (m->region_count > 0) {
		tables_reach(&e, v, "memory");
	}
	return e;
}

bool target_memory(struct target *t, const struct kview *v,
		   struct core_memory *out)
{
	struct extent ram = ram_of(v);
	size_t size = (size_t)(ram.end - ram.base);
	uint8_t *bytes = keep_alloc(size + 1, 1);

	*out = (struct core_memory){ram.base, size, bytes};
	return link_read(&t->link, ram.base, bytes, size);
}

static int take_memory(struct target *t, struct core *c, const struct kview *v)
{
	c->memories = 1;
	if (t->last_seen.bytes) {
		c->memory[0] = t->last_seen;
		return 0;
	}
	int status = target_sight(t, v);
	if (status == 0 && !target_memory(t, v, &c->memory[0])) {
		status = target_lost(t);
	}
	return status;
}

/*
 * The one that runs first, as gdb shows it first. Nobody's registers are those of
 * the kernel that ended the app: those of the thread that asked it to are lost.
 */
static void take_threads(struct core *c, const struct kview *v,
			 const uint64_t live[CORE_REGISTERS])
{
	struct core_thread *first = &c->thread[c->threads++];
	size_t running = K_NOBODY;

	if (target_at(v, live[core_pc(c)]) == AT_THREAD) {
		running = v->current;
	}
	first->number =
		running == K_NOBODY ? CORE_PROCESSOR : (uint32_t)running + 1;
	memcpy(first->reg, live, sizeof(first->reg));
	for (size_t i = 0; i < v->threads; i++) {
		if (i != running && v->thread[i].begun) {
			target_saved(v, i, &c->thread[c->threads++]);
		}
	}
}

static const char *folder_of(const struct app *app)
{
	char *full = realpath(app->model.dir, NULL);
	const char *kept = full ? keep_text(full) : app->model.dir;

	free(full);
	return kept;
}

int target_take(struct target *t, struct core *c, struct kview *v)
{
	uint64_t live[CORE_REGISTERS] = {0};
	int status = t->ended ? 0 : target_settle(t, v);

	*c = (struct core){.machine = v->image.machine,
			   .wide = v->image.wide,
			   .image = core_sum_file(v->image.path),
			   .board = v->app->model.board.name,
			   .app = folder_of(v->app)};
	c->thread = keep_alloc(v->app->model.task_count + CORE_PROCESSOR,
			       sizeof(*c->thread));
	if (status == 0 && !target_registers(t, v, live)) {
		status = target_lost(t);
	}
	status = status != 0 ? status : take_memory(t, c, v);
	status = status != 0 ? status : kview_read(v, c);
	if (status == 0) {
		take_threads(c, v, live);
	}
	return status;
}
