/*
 * tables_app.c - app.c: k5_app, and the pools as long as it says
 *
 * Indices are given in the order of app.toml: thread 0 is the first thread of
 * the first task, slot 0 the first cap of the first task, and each thread owns
 * the scheduling context of the same number.
 */
#include "tables.h"

#include <k5/abi.h>

#include "../cli/config_keep.h"
#include "buildid.h"
#include "elffile.h"
#include "layout.h"
#include "paths.h"
#include "pools.h"
#include "threads.h"

struct app {
	struct text *t;
	const struct model *m;
	const char *out;
	struct layout layout;
	size_t threads;
	size_t slots;
	size_t caps;
	size_t windows;
};

/*
 * A table with rows stays in the image even if the compiler, which sees the
 * kernel as a whole, has put each row where it is used: k5 caps holds the
 * image against app.toml by them.
 */
static const char *table(size_t rows)
{
	return rows > 0 ? "TABLE" : "static const";
}

static void region(struct text *t, uint32_t base, uint32_t size,
		   const char *rights, const char *what)
{
	text_add(t, "\t{0x%08x, 0x%x, %s}, /* %s */\n", base, size, rights,
		 what);
}

static void views(struct app *a, const struct m_task *task)
{
	for (size_t i = 0; i < task->view_count; i++) {
		const struct m_view *v = &task->views[i];
		const struct spot *p = &a->layout.shared[v->shared];

		region(a->t, p->base, p->size,
		       v->rights & K5_MEM_WRITE ? "K5_MEM_READ | K5_MEM_WRITE"
						: "K5_MEM_READ",
		       a->m->shared[v->shared].name);
	}
}

static void regions(struct app *a)
{
	for (size_t i = 0; i < a->m->task_count; i++) {
		const struct m_task *task = &a->m->tasks[i];
		const struct task_layout *l = &a->layout.task[i];

		text_add(a->t, "/* %s */\nTABLE struct k5_region ", task->name);
		text_add(a->t, "regions_%zu[] = {\n", i);
		region(a->t, l->code.base, l->code.size,
		       "K5_MEM_READ | K5_MEM_EXEC", "code");
		region(a->t, l->ram.base, l->ram.size,
		       "K5_MEM_READ | K5_MEM_WRITE", "ram");
		for (size_t j = 0; j < task->mmio_count; j++) {
			const struct m_range *w = &task->mmio[j];
			region(a->t, w->address, w->size,
			       "K5_MEM_READ | K5_MEM_WRITE | K5_MEM_DEVICE",
			       w->name);
		}
		views(a, task);
		text_add(a->t, "};\n\n");
	}
}

/* Where a task's initialised data lies: .data, and .tdata right behind. */
static bool data_of(const struct elf_file *elf, uint64_t *at, uint64_t *load,
		    uint64_t *size)
{
	const struct elf_section *data = elf_section(elf, ".data");
	const struct elf_section *tdata = elf_section(elf, ".tdata");
	bool both = data && data->size && tdata && tdata->size;

	if (!data || !data->size)
		data = tdata;
	*at = data ? data->address : 0;
	*load = data && data->size ? data->load : 0;
	*size = data ? data->size : 0;
	if (both)
		*size = tdata->address + tdata->size - data->address;
	return !both || tdata->load - data->load == tdata->address - *at;
}

static bool task_row(struct app *a, size_t i, const struct elf_file *elf)
{
	const struct m_task *task = &a->m->tasks[i];
	size_t slots = task->cap_count + task->empty_slots;
	uint64_t at, load, size;

	if (!data_of(elf, &at, &load, &size)) {
		diag_error((struct diag){.code = "K5-E0303", .at = task->at},
			   "the initial data of task '%s' is not in one piece",
			   task->name);
		return false;
	}
	text_add(a->t,
		 "\t{.regions = regions_%zu, .region_count = %zu,\n"
		 "\t .data = 0x%08llx, .data_load = 0x%08llx,"
		 " .data_size = %llu,\n"
		 "\t .first_slot = %zu, .slots = %zu,\n"
		 "\t .first_window = %zu, .windows = %u}, /* %s */\n",
		 i, task_regions(task), (unsigned long long)at,
		 (unsigned long long)load, (unsigned long long)size, a->slots,
		 slots, a->windows, task->windows, task->name);
	a->slots += slots;
	a->windows += task->windows;
	return true;
}

/* Where a thread begins; 0 for one in a pool. */
static bool entry_of(const struct elf_file *elf, const struct m_task *task,
		     size_t thread, uint64_t *address)
{
	const struct m_thread *t = &task->threads[thread];
	const char *name = thread == 0 ? "_start" : t->entry;
	const struct elf_symbol *s = name ? elf_symbol(elf, name) : NULL;

	*address = s ? s->value : 0;
	if (s || !name)
		return true;
	diag_error((struct diag){.code = "K5-E0304", .at = t->at},
		   "task '%s' has no '%s'", task->name, name);
	return false;
}

static bool thread_rows(struct app *a, size_t i, const struct elf_file *elf,
			struct text *rows)
{
	const struct m_task *task = &a->m->tasks[i];
	uint32_t ram = a->layout.task[i].ram.base;

	for (size_t j = 0; j < task->thread_count; j++) {
		const struct m_thread *thread = &task->threads[j];
		uint32_t stack = ram + layout_stack(a->m, task, j);
		uint64_t entry;

		if (!entry_of(elf, task, j, &entry))
			return false;
		text_add(rows,
			 "\t{.entry = 0x%08llx, .stack_base = 0x%08x,"
			 " .stack_top = 0x%08x,\n"
			 "\t .task = %zu, .prio = %u, .ceiling = %u,"
			 " .sc = %zu, .passive = %s,\n"
			 "\t .overrun = %u, .overrun_bits = 0x%x},"
			 " /* %s.%s */\n",
			 (unsigned long long)entry, stack,
			 stack + thread->stack_size, i, thread->priority,
			 thread->ceiling, a->threads,
			 thread->passive ? "true" : "false", thread->overrun,
			 thread->overrun_bits, task->name, thread->name);
		a->threads++;
	}
	return true;
}

static bool tasks(struct app *a)
{
	struct text rows = {0};
	bool ok = true;

	text_add(a->t, "TABLE struct k5_task_desc tasks[] = {\n");
	for (size_t i = 0; ok && i < a->m->task_count; i++) {
		struct elf_file elf;

		ok = elf_load(&elf, path_task_elf(a->out, &a->m->tasks[i]));
		if (ok) {
			ok = task_row(a, i, &elf) &&
			     thread_rows(a, i, &elf, &rows);
			elf_close(&elf);
		}
	}
	text_add(a->t,
		 "};\n\nTABLE struct k5_thread_desc threads[] = "
		 "{\n%s};\n\n",
		 rows.s ? rows.s : "");
	text_free(&rows);
	return ok;
}

static void scs(struct app *a)
{
	text_add(a->t, "TABLE struct k5_sc_desc scs[] = {\n");
	for (size_t i = 0; i < a->m->task_count; i++) {
		const struct m_task *task = &a->m->tasks[i];
		for (size_t j = 0; j < task->thread_count; j++) {
			const struct m_thread *t = &task->threads[j];
			text_add(a->t, "\t{%u, %u}, /* %s.%s: %u / %u us */\n",
				 tables_ticks(a->m, t->budget_us),
				 tables_ticks(a->m, t->period_us), task->name,
				 t->name, t->budget_us, t->period_us);
		}
	}
	text_add(a->t, "};\n\n");
}

static void caps(struct app *a)
{
	size_t slot = 0;

	for (size_t i = 0; i < a->m->task_count; i++)
		a->caps += a->m->tasks[i].cap_count;
	text_add(a->t, "%s struct k5_cap_desc caps[] = {\n", table(a->caps));
	for (size_t i = 0; i < a->m->task_count; i++) {
		const struct m_task *task = &a->m->tasks[i];
		for (size_t j = 0; j < task->cap_count; j++) {
			const struct m_cap *c = &task->caps[j];
			text_add(a->t,
				 "\t{.slot = %zu, .type = %s, .object = %u,"
				 " .rights = 0x%02x, .badge = %u},"
				 " /* %s.%s */\n",
				 slot + j, cap_word(c->type), c->object,
				 c->rights, c->badge, task->name, c->name);
		}
		slot += task->cap_count + task->empty_slots;
	}
	text_add(a->t, a->caps ? "};\n\n" : "\t{0},\n};\n\n");
}

static void port_name(struct text *t, const char *name)
{
	text_add(t, "{");
	for (size_t i = 0; name[i] && i < K5_PORT_NAME; i++)
		text_add(t, "%s'%c'", i ? ", " : "", name[i]);
	text_add(t, "}");
}

static void ports_and_irqs(struct app *a)
{
	const struct model *m = a->m;

	text_add(a->t, "%s struct k5_port_desc ports[] = {\n",
		 table(m->port_count));
	for (size_t i = 0; i < m->port_count; i++) {
		text_add(a->t, "\t{.name = ");
		port_name(a->t, m->ports[i].name);
		text_add(a->t, ", .endpoint = %u},\n", m->ports[i].endpoint);
	}
	text_add(a->t, "%s};\n\n", m->port_count ? "" : "\t{.endpoint = 0},\n");

	text_add(a->t, "%s struct k5_irq_desc irqs[] = {\n",
		 table(m->irq_count));
	for (size_t i = 0; i < m->irq_count; i++)
		text_add(a->t,
			 "\t{.line = %u, .notification = %u, .bits = %u},"
			 " /* %s */\n",
			 m->irqs[i].line, m->irqs[i].notification,
			 m->irqs[i].bits, m->irqs[i].name);
	text_add(a->t, "%s};\n\n", m->irq_count ? "" : "\t{.line = 0},\n");
}

/* What can be made at run time: kinds in the order of kernel/app.h. */
static void quotas(struct app *a)
{
	const struct model *m = a->m;

	text_add(a->t, "%s struct k5_pool_desc pools[] = {\n",
		 table(m->pool_count));
	for (size_t i = 0; i < m->pool_count; i++) {
		text_add(a->t, "\t{.share = {");
		for (size_t kind = 0; kind < M_POOL_KINDS; kind++)
			text_add(a->t, "%s{%zu, %u}", kind ? ", " : "",
				 pool_first(m, i, kind),
				 m->pools[i].count[kind]);
		text_add(a->t, "}}, /* %s */\n", m->pools[i].name);
	}
	text_add(a->t, "%s};\n\n",
		 m->pool_count ? "" : "\t{.share = {{0}}},\n");
}

/* Memory that caps name; each cap says what may be done there. */
static void memory(struct app *a)
{
	const struct model *m = a->m;

	text_add(a->t, "%s struct k5_region memory[] = {\n",
		 table(m->region_count));
	for (size_t i = model_first_region(m); i < m->shared_count; i++)
		region(a->t, a->layout.shared[i].base, a->layout.shared[i].size,
		       "0", m->shared[i].name);
	text_add(a->t, m->region_count ? "};\n\n" : "\t{0},\n};\n\n");
}

static void pool(struct app *a, const char *type, const char *name,
		 size_t length)
{
	text_add(a->t, "%s %s[%zu];\n", type, name, length ? length : 1);
}

static void pools(struct app *a)
{
	const struct model *m = a->m;

	text_add(a->t, "struct queue k5_queue[Q_FIRST_EP + %zu];\n",
		 pools_all(m, M_ENDPOINT) + pools_all(m, M_NOTIFICATION));
	pool(a, "struct link", "k5_link", a->threads);
	pool(a, "struct thread", "k5_thread", a->threads);
	pool(a, "struct arch_context", "k5_context", a->threads);
	pool(a, "k5_ticks_t", "k5_until", a->threads);
	pool(a, "struct timer", "k5_timer", model_timed(m) * a->threads);
	pool(a, "struct task", "k5_task", m->task_count);
	pool(a, "struct sc", "k5_sc", a->threads);
	pool(a, "struct refill", "k5_spare", threads_timed(m) ? a->threads : 0);
	pool(a, "struct cap", "k5_slot", a->slots);
	pool(a, "struct node", "k5_node", a->slots);
	pool(a, "struct reply", "k5_reply", pools_all(m, M_REPLY));
	pool(a, "struct notification", "k5_notification",
	     pools_all(m, M_NOTIFICATION));
	pool(a, "struct port", "k5_port", m->port_count);
	pool(a, "struct irq", "k5_irq", m->irq_count);
	pool(a, "struct pool", "k5_pool", m->pool_count);
	pool(a, "struct region", "k5_region", m->region_count);
	pool(a, "struct window", "k5_window", a->windows);
	pool(a, "uint8_t", "k5_log_ring", m->log_buffer);
}

/* Of a traced kernel only. */
static void trace_ring(struct app *a)
{
	text_add(a->t,
		 "\n#include <trace/hooks.h>\n\n"
		 "enum { EVENTS = %u / sizeof(struct trace_event) };\n"
		 "struct trace_event k5_trace_ring[EVENTS];\n"
		 "const uint32_t k5_trace_size = EVENTS;\n",
		 a->m->trace_buffer);
}

static void head(struct app *a, uint32_t build_id)
{
	const struct model *m = a->m;

	text_add(a->t,
		 "const struct k5_app k5_app = {\n"
		 "\t.task = tasks,\n\t.thread = threads,\n\t.sc = scs,\n"
		 "\t.cap = caps,\n\t.port = ports,\n\t.irq = irqs,\n"
		 "\t.pool = pools,\n\t.region = memory,\n"
		 "\t.build_id = 0x%08x,\n\t.clock_hz = %u,\n"
		 "\t.log_size = %u,\n\t.caps = %zu,\n\t.slots = %zu,\n"
		 "\t.tasks = %zu,\n\t.threads = %zu,\n\t.scs = %zu,\n"
		 "\t.endpoints = %zu,\n\t.notifications = %zu,\n"
		 "\t.replies = %zu,\n\t.ports = %zu,\n\t.irqs = %zu,\n"
		 "\t.pools = %zu,\n\t.regions = %zu,\n\t.windows = %zu,\n"
		 "\t.watched = %zu,\n\t.controlled = %zu,\n"
		 "\t.budgets = %s,\n"
		 "\t.timed = %u,\n\t.observed = %u,\n};\n\n",
		 build_id, m->board.clock_hz, m->log_buffer, a->caps, a->slots,
		 m->task_count, a->threads, a->threads,
		 pools_all(m, M_ENDPOINT), pools_all(m, M_NOTIFICATION),
		 pools_all(m, M_REPLY), m->port_count, m->irq_count,
		 m->pool_count, m->region_count, a->windows, threads_watched(m),
		 threads_controlled(m), threads_timed(m) ? "true" : "false",
		 model_timed(m), model_observed(m));
}

bool tables_app(struct text *t, const struct model *m, const char *out)
{
	struct app a = {.t = t, .m = m, .out = out};
	uint32_t build_id;

	if (!layout_make(&a.layout, m, out) || !build_id_of(m, out, &build_id))
		return false;

	text_add(t,
		 "/*\n * app.c - %s on %s, as the kernel sees it\n *\n"
		 " * Made by k5 build from app.toml, the board's file and the "
		 "linked tasks.\n */\n#include <kernel/state.h>\n\n"
		 "#define TABLE static const __attribute__((used, section("
		 "\".rodata.k5_table\")))\n\n",
		 m->name, m->board.name);
	regions(&a);
	if (!tasks(&a))
		return false;
	scs(&a);
	caps(&a);
	ports_and_irqs(&a);
	quotas(&a);
	memory(&a);
	head(&a, build_id);
	pools(&a);
	if (m->trace)
		trace_ring(&a);
	return true;
}
