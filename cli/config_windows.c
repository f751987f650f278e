/*
 * config_windows.c - mmio: the device registers a task may touch
 *
 *      wish -- aligned? -- open to tasks? -- nobody else's? -- m_task.mmio
 *
 * A window is a hardware region, so it must be exact: whole granules, and one
 * owner. What the kernel drives itself is nobody's window.
 */
#include "config_app.h"

#include <inttypes.h>
#include <string.h>

#include "../codegen/solver.h"
#include "config_keep.h"

/* The board's window at an address the kernel uses, else one granule there. */
static struct m_range device_at(const struct m_board *b, const char *name,
				uint32_t address)
{
	for (size_t i = 0; i < b->window_count; i++) {
		const struct m_range *w = &b->windows[i];
		if (address >= w->address && address - w->address < w->size) {
			struct m_range r = *w;
			r.name = keep_text(name);
			return r;
		}
	}
	return (struct m_range){.name = keep_text(name),
				.address = address / b->granule * b->granule,
				.size = b->granule};
}

static bool clear_of(const struct m_range *w, const struct m_range *other,
		     const char *code, const char *what, const char *help)
{
	if (other->size == 0 || !range_meets(w, other)) {
		return true;
	}
	char *note =
		keep_format("at 0x%" PRIx32 " to 0x%" PRIx32, other->address,
			    other->address + (other->size - 1));
	diag_error(
		(struct diag){
			.code = code, .at = w->at, .note = note, .help = help},
		"window '%s' covers %s", w->name, what);
	return false;
}

static const char memory_help[] =
	"a window is a device; memory for a task is [[shared]] or [[memory]]";
static const char monitor_help[] =
	"no task can have it; [secure] of the board's file says where it is";

static bool clear_of_memory(const struct m_board *b, const struct m_range *w)
{
	const struct m_range *memory[] = {&b->flash, &b->ram};
	for (size_t i = 0; i < sizeof memory / sizeof memory[0]; i++) {
		struct m_range alias = *memory[i];
		char *what = keep_format("the board's %s", alias.name);
		if (!clear_of(w, memory[i], "K5-E0226", what, memory_help)) {
			return false;
		}
		alias.address = alias.load;
		if (!clear_of(w, &alias, "K5-E0226", what, memory_help)) {
			return false;
		}
	}
	return clear_of(w, &b->secure_flash, "K5-E0227", "the monitor's flash",
			monitor_help) &&
	       clear_of(w, &b->secure_ram, "K5-E0227", "the monitor's RAM",
			monitor_help);
}

static const char alias_help[] =
	"name the registers themselves; their bits have aliases here";

static bool clear_of_kernel(const struct m_board *b, const struct m_range *w)
{
	static const struct m_range processor = {.address = 0xe0000000,
						 .size = 0x100000};
	static const struct m_range bits[] = {
		{.address = 0x22000000, .size = 0x2000000},
		{.address = 0x42000000, .size = 0x2000000}};
	struct m_range uart = device_at(b, "uart", b->uart);
	struct m_range clock = device_at(b, "clock", b->clock_counter);
	bool arm = strncmp(b->arch, "arm", 3) == 0;
	bool v7m = strcmp(b->arch, "armv7m") == 0;

	return (!b->console || clear_of(w, &uart, "K5-E0227", "the log's UART",
					"k5_log_info and its like write to it; "
					"take another UART")) &&
	       clear_of(w, &clock, "K5-E0227", "the kernel's clock",
			"k5_clock reads it; take another timer") &&
	       (!arm ||
		clear_of(w, &processor, "K5-E0227",
			 "the processor's own registers",
			 "interrupts come by [[irqs]], time by k5_clock")) &&
	       (!v7m || (clear_of(w, &bits[0], "K5-E0227",
				  "single bits of memory", alias_help) &&
			 clear_of(w, &bits[1], "K5-E0227",
				  "single bits of devices", alias_help)));
}

static bool nonsecure(const struct m_board *b, const struct m_range *w)
{
	bool open = b->nonsecure_count == 0;
	for (size_t i = 0; i < b->nonsecure_count; i++) {
		open = open || range_within(w, &b->nonsecure[i]);
	}
	if (!open) {
		diag_error(
			(struct diag){.code = "K5-E0227",
				      .at = w->at,
				      .note = "Secure on this board",
				      .help = "a window lies in a range of "
					      "nonsecure in the board's "
					      "file: take the device's other "
					      "alias, or add one"},
			"%s does not open window '%s' to tasks", b->name,
			w->name);
	}
	return open;
}

/* One region of the hardware, neither more nor less. */
static bool exact(const struct m_board *b, const struct m_range *w)
{
	struct solver_kind kind;
	if (!solver_named(&kind, b->protection, b->granule) ||
	    solver_exact(&kind, w->address, w->size)) {
		return true;
	}
	char *help = keep_format("on %s a region is %s", b->name, kind.rule);
	diag_error((struct diag){.code = "K5-E0225",
				 .at = w->at,
				 .note = "no region of the hardware",
				 .help = help},
		   "window '%s' cannot be guarded exactly", w->name);
	return false;
}

static bool aligned(const struct m_board *b, const struct m_range *w)
{
	if (range_wraps(w)) {
		diag_error((struct diag){.code = "K5-E0225",
					 .at = w->at,
					 .note = "past the last address"},
			   "window '%s' ends above 4 GiB", w->name);
		return false;
	}
	uint32_t off = w->address % b->granule;
	if (off == 0 && w->size % b->granule == 0) {
		return true;
	}
	char *help = keep_format("address and size must be multiples of "
				 "%" PRIu32,
				 b->granule);
	diag_error((struct diag){.code = "K5-E0225",
				 .at = w->at,
				 .note = off ? "the address is not aligned"
					     : "the size is not",
				 .help = help},
		   "window '%s' cannot be guarded exactly", w->name);
	return false;
}

static bool names_apart(const struct m_task *task, const struct m_range *w)
{
	for (size_t i = 0; i < task->mmio_count; i++) {
		const struct m_range *other = &task->mmio[i];
		if (name_sizes_meet(other->name, w->name)) {
			diag_error((struct diag){.code = "K5-E0210",
						 .at = w->at,
						 .note = keep_format(
							 "meets '%s' in C",
							 other->name)},
				   "task '%s' has two windows '%s'", task->name,
				   w->name);
			return false;
		}
	}
	return true;
}

static bool nobodys(const struct model *m, const struct m_task *task,
		    const struct m_range *w)
{
	for (const struct m_task *t = m->tasks; t <= task; t++) {
		for (size_t i = 0; i < t->mmio_count; i++) {
			const struct m_range *other = &t->mmio[i];
			if (!range_meets(w, other)) {
				continue;
			}
			diag_error(
				(struct diag){.code = "K5-E0226",
					      .at = w->at,
					      .note = keep_format(
						      "overlaps '%s' of task "
						      "'%s', line %d",
						      other->name, t->name,
						      other->at.line),
					      .help = "one task owns a "
						      "device; others call "
						      "that task"},
				"window '%s' is taken", w->name);
			return false;
		}
	}
	return true;
}

/* The window that an element of mmio means; false after having told why. */
static bool find_window(const struct m_board *b, const struct toml_node *n,
			struct m_range *w)
{
	if (n->type == TOML_TABLE) {
		const struct toml_node *name = cfg_get(n, "name");
		if (!name || !cfg_get(n, "address") || !cfg_get(n, "size")) {
			return false; /* the form's check has said so */
		}
		w->name = name->string;
		w->address = cfg_number(n, CFG_MMIO, "address", 0);
		w->size = cfg_number(n, CFG_MMIO, "size", 0);
		w->at = name->at;
		return true;
	}
	struct words known = {0};
	for (size_t i = 0; i < b->window_count; i++) {
		words_add(&known, b->windows[i].name);
		if (strcmp(b->windows[i].name, n->string) == 0) {
			*w = b->windows[i];
			w->at = n->at;
			return true;
		}
	}
	diag_error((struct diag){.code = "K5-E0224",
				 .at = n->at,
				 .note = "unknown",
				 .help = words_help(&known, n->string,
						    "board's windows")},
		   "%s has no window '%s'", b->name, n->string);
	return false;
}

static char *adjacent_help(const struct m_task *task)
{
	for (size_t i = 0; i < task->mmio_count; i++) {
		for (size_t j = 0; j < task->mmio_count; j++) {
			const struct m_range *a = &task->mmio[i];
			const struct m_range *b = &task->mmio[j];
			if ((uint64_t)a->address + a->size == b->address) {
				return keep_format(
					"%s and %s are adjacent; write { name "
					"= "
					"\"%s\", address = 0x%" PRIx32
					", size = 0x%" PRIx32 " }",
					a->name, b->name, a->name, a->address,
					a->size + b->size);
			}
		}
	}
	return keep_text("move a device to a task of its own");
}

void cfg_count_regions(const struct cfg *c, const struct m_task *task)
{
	const struct m_board *b = &c->m->board;
	size_t needed = task_regions(task);
	if (!c->board || needed <= b->regions) {
		return;
	}
	struct words names = {0};
	for (size_t i = 0; i < task->mmio_count; i++) {
		words_add(&names, task->mmio[i].name);
	}
	for (size_t i = 0; i < task->view_count; i++) {
		words_add(&names, c->m->shared[task->views[i].shared].name);
	}
	char *note = keep_format("code, RAM, %s", words_list(&names));
	diag_error((struct diag){.code = "K5-E0207",
				 .at = task->mmio_at,
				 .note = note,
				 .help = adjacent_help(task)},
		   "task '%s' needs %zu memory regions, %s has %d", task->name,
		   needed, b->name, b->regions);
}

void cfg_windows(struct cfg *c, const struct toml_node *table,
		 struct m_task *task)
{
	const struct m_board *b = &c->m->board;
	const struct toml_node *list = cfg_get(table, "mmio");
	task->mmio_at = list ? list->key_at : task->at;
	if (!list || !c->board) {
		return;
	}
	if (list->count > MODEL_MAX) {
		diag_error((struct diag){.code = "K5-E0231",
					 .at = list->key_at,
					 .note = "too many"},
			   "%zu windows are more than %d", list->count,
			   MODEL_MAX);
		return;
	}
	task->mmio = keep_alloc(list->count, sizeof *task->mmio);
	for (size_t i = 0; i < list->count; i++) {
		const struct toml_node *n = &list->child[i];
		struct m_range w = {0};
		if (n->bad || !find_window(b, n, &w) ||
		    !names_apart(task, &w) || !aligned(b, &w) ||
		    !exact(b, &w) || !clear_of_memory(b, &w) ||
		    !clear_of_kernel(b, &w) || !nonsecure(b, &w) ||
		    !nobodys(c->m, task, &w)) {
			continue;
		}
		w.load = w.address;
		w.device = true;
		task->mmio[task->mmio_count++] = w;
	}
}
