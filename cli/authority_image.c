/*
 * authority_image.c - the graph, from app.toml and the image that it became
 *
 *      app.toml -> model --------------------.
 *                                             equal, number by number
 *      NAME.elf -> caps, tasks, threads ... -'      -> memory of each task
 *
 * What is flashed is the image, so a report of app.toml alone would say what
 * was meant. Here each row of the kernel's tables is held against the line
 * that it came from. Where code and RAM lie app.toml does not say: those
 * regions are taken as the image has them.
 *
 * Not here: entry points and stacks, which give no authority.
 */
#include "authority.h"

#include <inttypes.h>
#include <string.h>

#include <k5/abi.h>

#include "../codegen/elffile.h"
#include "../codegen/paths.h"
#include "../codegen/pools.h"
#include "../codegen/tables.h"
#include "config_keep.h"
#include "structs.h"

struct reading {
	const struct model *m;
	struct elf_file image;
	const char *kernel; /* the file with debug information */
	bool agrees;
};

/* A row's member must be what app.toml says. */
static void same(struct reading *r, const struct rows *rows, size_t i,
		 const char *member, uint64_t wanted, struct where at,
		 const char *whose)
{
	uint64_t got = row_number(rows, i, member);

	if (got != wanted) {
		r->agrees = false;
		diag_error((struct diag){.code = "K5-E0601",
					 .at = at,
					 .note = keep_format("%s 0x%" PRIx64
							     " by app.toml",
							     member, wanted),
					 .help = "remove the build folder and "
						 "build again"},
			   "the image gives %s the %s 0x%" PRIx64, whose,
			   member, got);
	}
}

/* The table of `type` called `symbol`, which must have `count` rows. */
static bool table(struct reading *r, struct rows *rows, const char *symbol,
		  const char *type, size_t count)
{
	*rows = (struct rows){0};
	if (count == 0) {
		return true; /* a row without meaning stands there, if any */
	}
	if (structure_find(&rows->shape, r->kernel, type) &&
	    rows_named(rows, &r->image, symbol) && rows->count == count) {
		return true;
	}
	r->agrees = false;
	diag_error((struct diag){.code = "K5-E0601",
				 .help = "remove the build folder and build "
					 "again"},
		   "%s has no table '%s' of %zu rows, but one of %zu",
		   r->image.path, symbol, count, rows->count);
	return false;
}

static uint64_t cap_type(enum m_object type)
{
	static const uint8_t types[] = {[M_ENDPOINT] = K5_CAP_ENDPOINT,
					[M_NOTIFICATION] = K5_CAP_NOTIFICATION,
					[M_PORT] = K5_CAP_PORT,
					[M_IRQ] = K5_CAP_IRQ,
					[M_REPLY] = K5_CAP_REPLY,
					[M_SYSTEM] = K5_CAP_SYSTEM,
					[M_POOL] = K5_CAP_POOL,
					[M_REGION] = K5_CAP_REGION,
					[M_TIMER] = K5_CAP_TIMER,
					[M_THREAD] = K5_CAP_THREAD,
					[M_SC] = K5_CAP_SC};

	return types[type];
}

static void check_cap(struct reading *r, const struct rows *rows, size_t i,
		      const struct m_task *t, const struct m_cap *c,
		      size_t slot)
{
	const char *whose = keep_format("'%s' of task '%s'", c->name, t->name);

	same(r, rows, i, "slot", slot, c->at, whose);
	same(r, rows, i, "type", cap_type(c->type), c->at, whose);
	same(r, rows, i, "object", c->object, c->at, whose);
	same(r, rows, i, "rights", c->rights, c->at, whose);
	same(r, rows, i, "badge", c->badge, c->at, whose);
}

static void check_caps(struct reading *r)
{
	size_t count = 0, slot = 0, row = 0;
	struct rows rows;

	for (size_t t = 0; t < r->m->task_count; t++) {
		count += r->m->tasks[t].cap_count;
	}
	if (!table(r, &rows, "kernel.caps", "k5_cap_desc", count)) {
		return;
	}
	for (size_t t = 0; t < r->m->task_count; t++) {
		const struct m_task *task = &r->m->tasks[t];

		for (size_t i = 0; i < task->cap_count; i++) {
			check_cap(r, &rows, row++, task, &task->caps[i],
				  slot + i);
		}
		slot += task->cap_count + task->empty_slots;
	}
}

static void check_threads(struct reading *r)
{
	const struct model *m = r->m;
	struct rows threads, scs;
	size_t count = 0, row = 0;

	for (size_t t = 0; t < m->task_count; t++) {
		count += m->tasks[t].thread_count;
	}
	if (!table(r, &threads, "kernel.threads", "k5_thread_desc", count) ||
	    !table(r, &scs, "kernel.scs", "k5_sc_desc", count)) {
		return;
	}
	for (size_t t = 0; t < m->task_count; t++) {
		for (size_t i = 0; i < m->tasks[t].thread_count; i++, row++) {
			const struct m_thread *th = &m->tasks[t].threads[i];
			const char *whose =
				keep_format("thread '%s'", th->name);

			same(r, &threads, row, "task", t, th->at, whose);
			same(r, &threads, row, "sc", row, th->at, whose);
			same(r, &threads, row, "prio", th->priority, th->at,
			     whose);
			same(r, &threads, row, "ceiling", th->ceiling, th->at,
			     whose);
			same(r, &threads, row, "passive", th->passive, th->at,
			     whose);
			same(r, &threads, row, "overrun", th->overrun, th->at,
			     whose);
			same(r, &threads, row, "overrun_bits", th->overrun_bits,
			     th->at, whose);
			same(r, &scs, row, "budget",
			     tables_ticks(m, th->budget_us), th->at, whose);
			same(r, &scs, row, "period",
			     tables_ticks(m, th->period_us), th->at, whose);
		}
	}
}

static void check_irqs(struct reading *r)
{
	struct rows rows;

	if (!table(r, &rows, "kernel.irqs", "k5_irq_desc", r->m->irq_count)) {
		return;
	}
	for (size_t i = 0; i < r->m->irq_count; i++) {
		const struct m_irq *irq = &r->m->irqs[i];
		const char *whose = keep_format("irq '%s'", irq->name);

		same(r, &rows, i, "line", irq->line, irq->at, whose);
		same(r, &rows, i, "notification", irq->notification, irq->at,
		     whose);
		same(r, &rows, i, "bits", irq->bits, irq->at, whose);
	}
}

/* A port's name is an array at the start of its row (kernel/app.h). */
static void check_ports(struct reading *r)
{
	struct rows rows;

	if (!table(r, &rows, "kernel.ports", "k5_port_desc",
		   r->m->port_count)) {
		return;
	}
	for (size_t i = 0; i < r->m->port_count; i++) {
		const struct m_port *p = &r->m->ports[i];
		char name[K5_PORT_NAME + 1] = {0};

		memcpy(name, rows.bytes + i * rows.shape.size, K5_PORT_NAME);
		same(r, &rows, i, "endpoint", p->endpoint, p->at,
		     keep_format("port '%s'", p->name));
		if (strcmp(name, p->name) != 0) {
			r->agrees = false;
			diag_error(
				(struct diag){.code = "K5-E0601", .at = p->at},
				"the image calls port '%s' '%s'", p->name,
				name);
		}
	}
}

/* Ranges, a first and a number each, fill the row (kernel/app.h). */
static void check_pools(struct reading *r)
{
	const struct model *m = r->m;
	struct rows rows;

	if (!table(r, &rows, "kernel.pools", "k5_pool_desc", m->pool_count)) {
		return;
	}
	for (size_t i = 0; i < m->pool_count; i++) {
		const unsigned char *row = rows.bytes + i * rows.shape.size;

		for (size_t kind = 0; kind < M_POOL_KINDS; kind++) {
			if (row[2 * kind] == pool_first(m, i, kind) &&
			    row[2 * kind + 1] == m->pools[i].count[kind]) {
				continue;
			}
			r->agrees = false;
			diag_error((struct diag){.code = "K5-E0601",
						 .at = m->pools[i].at},
				   "the image has another pool '%s'",
				   m->pools[i].name);
		}
	}
}

static void region_add(struct authority *a, size_t t, const struct rows *rows,
		       size_t i)
{
	static const char *const own[] = {"code", "ram"};
	const struct m_task *task = &a->m->tasks[t];
	bool window = i >= 2;
	const char *name = window ? task->mmio[i - 2].name : own[i];
	struct a_node n = {
		.kind = window ? A_WINDOW : A_MEMORY,
		.name = window ? name : keep_format("%s.%s", task->name, name),
		.base = (uint32_t)row_number(rows, i, "base"),
		.size = (uint32_t)row_number(rows, i, "size"),
		.at = window ? task->mmio[i - 2].at : task->at};
	uint64_t rights = row_number(rows, i, "rights");

	authority_region(a, t, &n, name, a_memory_rights(rights));
}

/* Where the first task that sees it has it, all others must. */
static void check_view(struct reading *r, struct authority *a, size_t t,
		       const struct rows *rows, size_t i)
{
	const struct m_task *task = &a->m->tasks[t];
	const struct m_view *v = &task->views[i - 2 - task->mmio_count];
	struct a_node *n = &a->node[authority_shared(a->m, v->shared)];
	const char *whose = keep_format("shared region '%s' of task '%s'",
					n->name, task->name);

	if (n->size == 0) {
		n->base = (uint32_t)row_number(rows, i, "base");
		n->size = (uint32_t)row_number(rows, i, "size");
	}
	same(r, rows, i, "base", n->base, v->at, whose);
	same(r, rows, i, "size", n->size, v->at, whose);
	same(r, rows, i, "rights", v->rights, v->at, whose);
}

static void check_regions(struct reading *r, struct authority *a, size_t t,
			  uint64_t address)
{
	const struct m_task *task = &r->m->tasks[t];
	struct rows rows = {0};

	if (!structure_find(&rows.shape, r->kernel, "k5_region") ||
	    !rows_at(&rows, &r->image, address, task_regions(task))) {
		r->agrees = false;
		diag_error((struct diag){.code = "K5-E0601", .at = task->at},
			   "the image has no regions for task '%s'",
			   task->name);
		return;
	}
	for (size_t i = 0; i < rows.count; i++) {
		if (i >= 2 + task->mmio_count) {
			check_view(r, a, t, &rows, i);
			continue;
		}
		if (i >= 2) {
			const struct m_range *w = &task->mmio[i - 2];
			const char *whose =
				keep_format("window '%s' of task '%s'", w->name,
					    task->name);

			same(r, &rows, i, "base", w->address, w->at, whose);
			same(r, &rows, i, "size", w->size, w->at, whose);
		}
		region_add(a, t, &rows, i);
	}
}

static void check_tasks(struct reading *r, struct authority *a)
{
	const struct model *m = r->m;
	struct rows rows;
	size_t slot = 0;

	if (!table(r, &rows, "kernel.tasks", "k5_task_desc", m->task_count)) {
		return;
	}
	for (size_t t = 0; t < m->task_count; t++) {
		const struct m_task *task = &m->tasks[t];
		const char *whose = keep_format("task '%s'", task->name);
		size_t slots = task->cap_count + task->empty_slots;

		same(r, &rows, t, "first_slot", slot, task->at, whose);
		same(r, &rows, t, "slots", slots, task->at, whose);
		same(r, &rows, t, "windows", task->windows, task->at, whose);
		same(r, &rows, t, "region_count", task_regions(task), task->at,
		     whose);
		check_regions(r, a, t, row_number(&rows, t, "regions"));
		slot += slots;
	}
}

/* Where regions lie that caps name. */
static void check_memory(struct reading *r, struct authority *a)
{
	size_t first = model_first_region(a->m);
	struct rows rows;

	if (!table(r, &rows, "kernel.memory", "k5_region",
		   a->m->region_count)) {
		return;
	}
	for (size_t i = 0; i < a->m->region_count; i++) {
		const struct m_shared *s = &a->m->shared[first + i];
		struct a_node *n = &a->node[authority_shared(a->m, first + i)];

		same(r, &rows, i, "size", s->size, s->at,
		     keep_format("region '%s'", s->name));
		n->base = (uint32_t)row_number(&rows, i, "base");
		n->size = (uint32_t)row_number(&rows, i, "size");
	}
}

int authority_image(struct authority *a, const char *out)
{
	struct reading r = {
		.m = a->m, .kernel = path_kernel_elf(out), .agrees = true};

	if (!elf_load(&r.image, path_product(out, a->m, "elf"))) {
		return K5X_BUILD;
	}
	check_tasks(&r, a);
	check_threads(&r);
	check_caps(&r);
	check_ports(&r);
	check_pools(&r);
	check_irqs(&r);
	check_memory(&r, a);
	elf_close(&r.image);
	a->image = r.agrees;
	return r.agrees ? K5X_OK : K5X_POLICY;
}
