/*
 * symbols.c - add-symbol-file, part by part
 *
 * Each part is linked at its final place. Of a name that two parts have gdb finds
 * one; TASK.NAME, out of the image, is always one.
 */
#include "symbols.h"

#include <unistd.h>

#include "../codegen/paths.h"
#include "config_keep.h"

static size_t add(char **argv, const char *path)
{
	if (access(path, R_OK) != 0) {
		return 0;
	}
	argv[0] = "-ex";
	argv[1] = keep_format("add-symbol-file '%s'", path);
	return 2;
}

size_t symbols_add(char **argv, const struct app *app)
{
	const struct model *m = &app->model;
	size_t n = 0;

	if (m->board.secure_flash.size != 0) {
		n += add(argv + n, path_monitor_elf(app->out));
	}
	for (size_t i = 0; i < m->task_count; i++) {
		n += add(argv + n, path_task_elf(app->out, &m->tasks[i]));
	}
	return n + add(argv + n, path_kernel_elf(app->out));
}
