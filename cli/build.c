/*
 * build.c - from a model to an image, through ninja
 *
 * What follows from the model alone is written here; what needs compiled files
 * is a step of build.ninja. Files are saved only when they change, so calling
 * this on every run is how a changed app.toml is noticed.
 */
#include "build.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "../codegen/graph.h"
#include "../codegen/header.h"
#include "../codegen/interface.h"
#include "../codegen/layout.h"
#include "../codegen/paths.h"
#include "../codegen/report.h"
#include "../codegen/tables.h"
#include "config_keep.h"
#include "ninja_run.h"
#include "toolchain.h"

/* Saves and empties `t`; the folder is made as well. */
static bool save(struct text *t, const char *folder, const char *name)
{
	bool ok =
		make_folder(folder) &&
		text_save(t, keep_format("%s/%s", folder, name)) != SAVE_FAILED;

	text_free(t);
	return ok;
}

static bool write_interfaces(const struct model *m, const struct m_task *task,
			     const char *folder)
{
	bool ok = true;

	for (size_t i = 0; ok && i < m->interface_count; i++) {
		const struct m_interface *f = &m->interfaces[i];
		const char *to = keep_format("%s/include/%s", folder, f->name);
		struct text types = {0}, client = {0}, server = {0};

		interface_types(&types, f);
		interface_client(&client, m, f, task);
		interface_server(&server, m, f, task);
		ok = save(&types, to, "types.h") &&
		     save(&client, to, "client.h") &&
		     save(&server, to, "server.h");
	}
	return ok;
}

static bool write_task(const struct model *m, size_t i, const char *out)
{
	const char *folder = path_task_folder(out, &m->tasks[i]);
	struct text header = {0}, memory = {0};

	header_write(&header, m, &m->tasks[i]);
	layout_memory(&memory, m, i, NULL);
	return save(&header, keep_format("%s/include/k5", folder), "app.h") &&
	       save(&memory, keep_format("%s/pass1", folder), "memory.ld") &&
	       write_interfaces(m, &m->tasks[i], folder);
}

static void memory_file(struct text *t, char prefix, uint32_t flash,
			uint32_t flash_size, uint32_t ram, uint32_t ram_size)
{
	text_add(t,
		 "/* memory.ld - made by k5 build */\nMEMORY {\n"
		 "\t%cFLASH (rx) : ORIGIN = 0x%08x, LENGTH = 0x%x\n"
		 "\t%cRAM (rw) : ORIGIN = 0x%08x, LENGTH = 0x%x\n}\n",
		 prefix, flash, flash_size, prefix, ram, ram_size);
}

static bool write_kernel(const struct model *m, const char *out)
{
	const struct m_board *b = &m->board;
	const char *folder = keep_format("%s/kernel", out);
	struct text memory = {0}, board = {0};

	memory_file(&memory, 'K', b->flash.address, m->kernel_flash,
		    b->ram.address, m->kernel_ram);
	tables_board(&board, m);
	return save(&memory, folder, "memory.ld") &&
	       save(&board, folder, "board.c");
}

static bool write_monitor(const struct model *m, const char *out)
{
	const struct m_board *b = &m->board;
	const char *folder = keep_format("%s/monitor", out);
	struct text memory = {0}, tables = {0};

	memory_file(&memory, 'S', b->secure_flash.address, b->secure_flash.size,
		    b->secure_ram.address, b->secure_ram.size);
	tables_monitor(&tables, m);
	return save(&memory, folder, "memory.ld") &&
	       save(&tables, folder, "monitor.c");
}

static bool write_inputs(const struct model *m, const char *out)
{
	bool ok = write_kernel(m, out) &&
		  (m->board.secure_flash.size == 0 || write_monitor(m, out));

	for (size_t i = 0; ok && i < m->task_count; i++) {
		ok = write_task(m, i, out);
	}
	return ok;
}

static char *tool_path(void)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);

	path[n > 0 ? n : 0] = '\0';
	return keep_text(path);
}

/* Writes build.ninja; if it is new, editors get new commands as well. */
static int configure(const struct model *m, const struct build_options *o,
		     const char *out)
{
	const char *file = keep_format("%s/build.ninja", out);
	const char *commands =
		keep_format("%s/build/compile_commands.json", m->dir);
	struct graph_options g = {.root = path_root(),
				  .tool = tool_path(),
				  .optimize = o->optimize ? o->optimize : "s",
				  .release = o->release};
	struct text t = {0};

	if (access(path_product(out, m, "elf"), F_OK) != 0) {
		int status = toolchain_check_library(m);
		if (status != K5X_OK) {
			return status;
		}
	}
	graph_write(&t, m, &g);
	enum save saved = text_save(&t, file);
	text_free(&t);
	if (saved == SAVE_FAILED) {
		return K5X_BUILD;
	}
	if (saved == SAVE_SAME && access(commands, F_OK) == 0) {
		return K5X_OK;
	}
	int status = toolchain_check_flags(m);
	if (status != K5X_OK) {
		unlink(file); /* so that the next build asks again */
		return status;
	}
	return ninja_commands(out, commands) ? K5X_OK : K5X_BUILD;
}

/* What the steps that ninja calls know of this call: internal.h. */
static void tell_steps(const struct model *m, const struct build_options *o)
{
	char from[PATH_MAX];

	if (getcwd(from, sizeof(from))) {
		setenv("K5_FROM", from, 1);
		setenv("K5_APP", m->dir, 1);
	}
	setenv("K5_ROOT", path_root(), 1);
	setenv("K5_TRACE", m->trace ? "1" : "", 1);
	setenv("K5_STYLE", o->json ? "json" : o->color ? "color" : "", 1);
	if (o->color && !o->json) {
		setenv("CLICOLOR_FORCE", "1", 1); /* else ninja strips it */
	}
}

/* Two builds of one app take turns. The lock goes with the process. */
static void take_turn(const char *out)
{
	int fd = open(out, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		flock(fd, LOCK_EX);
	}
}

static int explain_memory(const struct model *m, const char *out)
{
	struct text t = {0};

	if (!report_explain(&t, m, out)) {
		return K5X_BUILD;
	}
	fputs(t.s, stdout);
	text_free(&t);
	return K5X_OK;
}

int build(const struct model *m, const struct build_options *o)
{
	const char *out = path_out(m);
	int status = toolchain_check(m);

	if (status != K5X_OK) {
		return status;
	}
	if (!make_folder(out)) {
		return K5X_BUILD;
	}
	take_turn(out);
	tell_steps(m, o);
	status = write_inputs(m, out) ? configure(m, o, out) : K5X_BUILD;
	if (status == K5X_OK) {
		status = ninja_run(m, o, out);
	}
	if (status == K5X_OK && o->explain) {
		status = explain_memory(m, out);
	}
	return status;
}
