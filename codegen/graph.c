/*
 * graph.c - what ninja is told
 *
 * ninja runs in the build folder: what is made there has short names, what
 * comes from the app or from the K5 tree has absolute ones. So an error of the
 * compiler names a file that any editor can open.
 */
#include "graph.h"

#include <stdlib.h>
#include <string.h>

#include "../cli/config_keep.h"
#include "image.h"
#include "ninja.h"
#include "paths.h"
#include "ports.h"
#include "rules.h"
#include "sources.h"

/* What the port's assembly knows of C's structs. */
#define OFFSETS "kernel/include/arch/offsets.h"

static const char *const products[] = {"elf", "hex",       "bin", "uf2",
				       "map", "dict.json", NULL};

struct graph {
	struct text *t;
	const struct model *m;
	const struct graph_options *o;
};

/* The part of a path that is worth showing, and names its object file. */
static const char *below(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return strncmp(path, folder, n) == 0 && path[n] == '/' ? path + n + 1
							       : path;
}

static const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* "build OUT: RULE IN", and OUT added to the list of objects. */
static void compile(struct graph *g, const char *object, const char *rule,
		    const char *source, struct text *objects)
{
	text_add(g->t, "build ");
	ninja_path(g->t, object);
	text_add(g->t, ": %s ", rule);
	ninja_path(g->t, source);
	text_add(objects, " ");
	ninja_path(objects, object);
}

/* Files of the K5 tree: objects are named as the files are in the tree. */
static void compile_root(struct graph *g, const char *folder, const char *rule,
			 const struct sources *s, struct text *objects)
{
	bool assembly = strcmp(rule, "kernel_s") == 0;

	for (size_t i = 0; i < s->count; i++) {
		const char *name = below(s->path[i], g->o->root);

		compile(g, keep_format("%s/%s.o", folder, name), rule,
			s->path[i], objects);
		text_add(g->t, assembly ? " | " OFFSETS : "");
		text_add(g->t, "\n  what = %s\n", name);
	}
}

/* A C file that k5 made in the build folder. */
static void compile_made(struct graph *g, const char *path,
			 struct text *objects)
{
	compile(g, keep_format("%s.o", path), "kernel", path, objects);
	text_add(g->t, "\n  what = %s\n", path);
}

/* Kernel or monitor. */
static void link_root(struct graph *g, const char *part, const char *script,
		      const struct text *objects)
{
	text_add(g->t, "build %s/%s.elf: link%s | ", part, part, objects->s);
	ninja_path(g->t, script);
	text_add(g->t, " %s/memory.ld\n  memory = %s\n  script =", part, part);
	ninja_word(g->t, script);
	text_add(g->t, "\n  own = -Wl,--defsym=k5_kernel_stack_size=%u\n",
		 g->m->kernel_stack);
	text_add(g->t, "  what = %s\n\n", part);
}

/* The files of all folders of the port, below arch/ or userspace/arch/. */
static void port_sources(const struct graph *g, struct sources *s,
			 const char *under, const char *endings)
{
	const char *folder[PORT_FOLDERS];
	size_t count = port_folders(&g->m->board, folder);

	for (size_t i = 0; i < count; i++)
		sources_add(
			s,
			keep_format("%s/%s/%s", g->o->root, under, folder[i]),
			endings);
}

static void kernel(struct graph *g)
{
	const char *root = g->o->root;
	const struct m_board *b = &g->m->board;
	const char *uart = b->uart_driver ? b->uart_driver : "none";
	struct sources c = {0}, assembly = {0};
	struct text objects = {0};

	sources_add(&c, keep_format("%s/kernel", root), ".c");
	if (g->m->trace)
		sources_add(&c, keep_format("%s/kernel/traced", root), ".c");
	port_sources(g, &c, "arch", ".c");
	sources_add(&c, keep_format("%s/arch/common", root), ".c");
	sources_add_file(&c,
			 keep_format("%s/arch/drivers/uart_%s.c", root, uart));
	port_sources(g, &assembly, "arch", ".S");

	text_add(g->t, "build " OFFSETS ": offsets ");
	ninja_path(g->t, port_file(root, b, "offsets/offsets.c"));
	text_add(g->t, "\n");
	compile_root(g, "kernel", "kernel", &c, &objects);
	compile_root(g, "kernel", "kernel_s", &assembly, &objects);
	compile_made(g, "kernel/app.c", &objects);
	compile_made(g, "kernel/board.c", &objects);
	link_root(g, "kernel", port_file(root, b, "kernel.ld"), &objects);
	text_free(&objects);
}

static void monitor(struct graph *g)
{
	const char *root = g->o->root;
	struct sources s = {0};
	struct text objects = {0};

	sources_add(&s, keep_format("%s/monitor", root), ".c .S");
	sources_add(&s, keep_format("%s/arch/common", root), ".c");
	sources_add_file(&s, keep_format("%s/arch/drivers/mpc_%s.c", root,
					 g->m->board.mpc_driver));
	compile_root(g, "monitor", "kernel", &s, &objects);
	compile_made(g, "monitor/monitor.c", &objects);
	link_root(g, "monitor", keep_format("%s/monitor/monitor.ld", root),
		  &objects);
	text_free(&objects);
}

/* Objects of all tasks alike: start-up and library, with the tasks' flags. */
static void userspace(struct graph *g, struct text *objects)
{
	const char *root = g->o->root;
	struct sources s = {0};

	sources_add(&s, keep_format("%s/userspace", root), ".c .S");
	port_sources(g, &s, "userspace/arch", ".c .S");
	compile_root(g, "userspace", "task_c", &s, objects);
}

static bool is_cxx(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot && (strcmp(dot, ".cc") == 0 || strcmp(dot, ".cpp") == 0);
}

/*
 * The task's own files, and those it keeps for this port, in arch/FOLDER with
 * the names of the port's folders (ports.h).
 */
static void compile_task(struct graph *g, const struct m_task *task,
			 struct text *objects)
{
	const char *endings = ".c .cc .cpp .S";
	const char *source = path_absolute(task->source);
	const char *folder[PORT_FOLDERS];
	size_t count = port_folders(&g->m->board, folder);
	struct sources s = {0};

	sources_add(&s, source, endings);
	for (size_t i = 0; i < count; i++)
		sources_add(&s, keep_format("%s/arch/%s", source, folder[i]),
			    endings);
	for (size_t i = 0; i < s.count; i++) {
		const char *name = below(s.path[i], source);

		compile(g, keep_format("%s.task/%s.o", task->name, name),
			is_cxx(name) ? "task_cxx" : "task_c", s.path[i],
			objects);
		text_add(g->t, "\n  what = %s/%s\n", task->name, name);
		text_add(g->t, "  own = -I%s.task/include", task->name);
		ninja_words(g->t, "-I%s", source);
		for (size_t j = 0; j < count; j++)
			ninja_words(g->t, "-I%s/arch/%s", source, folder[j]);
		text_add(g->t, "\n");
	}
}

/* Nothing calls the entry of a further thread: -u keeps it. */
static void link_task(struct graph *g, const struct m_task *k, const char *elf,
		      const char *pass, const struct text *objects)
{
	const char *task = k->name;

	text_add(g->t,
		 "build %s.task/%s: link_task%s | %s.task/%s/memory.ld"
		 " %s.task/checked ",
		 task, elf, objects->s, task, pass, task);
	ninja_path(g->t, keep_format("%s/codegen/task.ld", g->o->root));
	text_add(g->t, "\n  memory = %s.task/%s\n  what = %s\n", task, pass,
		 task);
	text_add(g->t, "  own =");
	for (size_t i = 1; i < k->thread_count; i++)
		if (k->threads[i].entry)
			ninja_words(g->t, "-Wl,-u,%s", k->threads[i].entry);
	text_add(g->t, "\n");
}

/* What every step of k5 itself depends on. */
static void step_inputs(struct graph *g)
{
	const char *paths[] = {g->o->tool, path_absolute(g->m->file),
			       path_absolute(g->m->board.file)};

	text_add(g->t, " |");
	for (size_t i = 0; i < 3; i++) {
		text_add(g->t, " ");
		ninja_path(g->t, paths[i]);
	}
}

/* Checked for main and entries, linked to be measured, linked to stay. */
static void task(struct graph *g, const struct m_task *task,
		 const struct text *common)
{
	struct text objects = {0};

	compile_task(g, task, &objects);
	text_add(g->t, "build %s.task/checked: k5 %s", task->name, objects.s);
	step_inputs(g);
	text_add(g->t, "\n  step = entries\n  own = %s\n  what = %s\n",
		 task->name, task->name);
	text_add_bytes(&objects, common->s, common->length);
	link_task(g, task, "sized.elf", "pass1", &objects);
	link_task(g, task, keep_format("%s.elf", task->name), "pass2",
		  &objects);
	text_free(&objects);
}

/* One file of every task, as inputs or outputs. */
static void each_task(struct graph *g, const char *format)
{
	for (size_t i = 0; i < g->m->task_count; i++) {
		const char *name = g->m->tasks[i].name;

		for (const char *p = format; *p; p++)
			if (*p == '*')
				text_add(g->t, "%s", name);
			else
				text_add_bytes(g->t, p, 1);
	}
}

static void steps(struct graph *g)
{
	const char *name = g->m->name;

	text_add(g->t, "build");
	each_task(g, " *.task/pass2/memory.ld");
	text_add(g->t, ": k5");
	step_inputs(g);
	each_task(g, " *.task/sized.elf");
	text_add(g->t, "\n  step = layout\n");

	text_add(g->t, "build kernel/app.c: k5");
	step_inputs(g);
	each_task(g, " *.task/*.elf *.task/sized.elf");
	text_add(g->t, "\n  step = tables\n");

	text_add(g->t, "build");
	for (size_t i = 0; products[i]; i++)
		if (strcmp(products[i], "bin") != 0 ||
		    image_plain(&g->m->board))
			text_add(g->t, " %s.%s", name, products[i]);
	text_add(g->t, ": k5");
	step_inputs(g);
	text_add(g->t, " kernel/kernel.elf");
	text_add(g->t,
		 g->m->board.secure_flash.size ? " monitor/monitor.elf" : "");
	each_task(g, " *.task/*.elf *.task/sized.elf");
	text_add(g->t, "\n  step = image\n  what = %s\n", name);
}

void graph_write(struct text *t, const struct model *m,
		 const struct graph_options *o)
{
	struct graph g = {.t = t, .m = m, .o = o};
	struct text common = {0};

	text_add(t, "# build.ninja - made by k5 build from %s and %s\n\n",
		 file_name(m->file), file_name(m->board.file));
	rules_write(t, m, o);
	kernel(&g);
	if (m->board.secure_flash.size > 0)
		monitor(&g);
	userspace(&g, &common);
	for (size_t i = 0; i < m->task_count; i++)
		task(&g, &m->tasks[i], &common);
	steps(&g);
	text_free(&common);
}
