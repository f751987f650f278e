/*
 * paths.c - where things lie
 */
#include "paths.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cli/config_keep.h"

/* ROOT/build/k5 -> ROOT */
static char *above_tool(void)
{
	char tool[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", tool, sizeof(tool) - 1);

	if (n < 0)
		return keep_text(".");
	tool[n] = '\0';
	for (int up = 0; up < 2; up++) {
		char *slash = strrchr(tool, '/');
		if (slash)
			*slash = '\0';
	}
	return keep_text(tool);
}

const char *path_root(void)
{
	static const char *root;
	const char *named = getenv("K5_ROOT");

	if (!root)
		root = named && *named ? path_absolute(named) : above_tool();
	return root;
}

char *path_out(const struct model *m)
{
	return keep_format("%s/build/%s%s", m->dir, m->board.name,
			   m->trace ? "-traced" : "");
}

char *path_task_folder(const char *out, const struct m_task *task)
{
	return keep_format("%s/%s.task", out, task->name);
}

char *path_task_sized(const char *out, const struct m_task *task)
{
	return keep_format("%s/%s.task/sized.elf", out, task->name);
}

char *path_task_elf(const char *out, const struct m_task *task)
{
	return keep_format("%s/%s.task/%s.elf", out, task->name, task->name);
}

char *path_kernel_elf(const char *out)
{
	return keep_format("%s/kernel/kernel.elf", out);
}

char *path_monitor_elf(const char *out)
{
	return keep_format("%s/monitor/monitor.elf", out);
}

char *path_product(const char *out, const struct model *m, const char *ending)
{
	return keep_format("%s/%s.%s", out, m->name, ending);
}

char *path_absolute(const char *path)
{
	char absolute[PATH_MAX];

	return keep_text(realpath(path, absolute) ? absolute : path);
}
