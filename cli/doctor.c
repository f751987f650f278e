/*
 * doctor.c - is everything here that k5 calls?
 *
 * Asks each tool for its version, compiles one line against the C library for
 * the target, and looks for boards. What is missing comes with the command
 * that installs it. A board that was named says what its part needs once.
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "../codegen/paths.h"
#include "app.h"
#include "commands.h"
#include "config.h"
#include "config_keep.h"
#include "diag.h"
#include "json_line.h"
#include "process.h"
#include "style.h"
#include "tools.h"

struct finding {
	const char *name;
	const char *version; /* NULL: missing */
	const char *install; /* the packages that bring it */
	const char *use;
	bool needed;
};

/* The first line of what a tool prints about itself. */
static const char *version_of(const struct tool *tool)
{
	static char text[4096];
	char *argv[] = {(char *)tool->program, (char *)tool->argument, NULL};

	if (process_capture(argv, text, sizeof(text)) < 0) {
		return NULL;
	}
	return keep_bytes(text, strcspn(text, "\r\n"));
}

/* True if the target's compiler finds a C library for tasks. */
static const char *c_library(void)
{
	static char text[4096];
	char *argv[] = {"arm-none-eabi-gcc", "-specs=picolibc.specs",
			"-print-file-name=picolibc.specs", NULL};

	return process_capture(argv, text, sizeof(text)) == 0 ? "found" : NULL;
}

static const char *tree(void)
{
	size_t n = 0;

	board_names(path_root(), &n);
	return n > 0 ? keep_format("%s, %zu board%s", path_root(), n,
				   n == 1 ? "" : "s")
		     : NULL;
}

static void put_json(const struct finding *f)
{
	json_t *o = json_pack("{s:i, s:s, s:b, s:b, s:s, s:s*, s:s*}", "v", 1,
			      "name", f->name, "found", f->version != NULL,
			      "needed", f->needed, "use", f->use, "version",
			      f->version, "install",
			      f->version ? NULL : f->install);

	json_line(o, stdout);
}

static void put_line(const struct finding *f, bool color)
{
	const char *mark = f->version ? "ok" : f->needed ? "MISSING" : "absent";
	const char *paint = f->version  ? "\033[32m"
			    : f->needed ? "\033[1;31m"
					: "\033[33m";

	printf("%s%-8s%s %-24s ", color ? paint : "", mark,
	       color ? "\033[0m" : "", f->name);
	if (f->version) {
		printf("%s\n", f->version);
	} else {
		printf("%s; for %s\n", f->install, f->use);
	}
}

static size_t examine(struct finding *out)
{
	size_t n = 0;

	for (size_t i = 0; i < k5_tools; i++) {
		const struct tool *t = &k5_tool[i];

		out[n++] = (struct finding){
			.name = t->program,
			.version = version_of(t),
			.install = tool_install(t->package),
			.use = t->use,
			.needed = t->needed,
		};
	}
	out[n++] = (struct finding){
		.name = "picolibc",
		.version = c_library(),
		.install = tool_install("picolibc-arm-none-eabi"),
		.use = "k5 build",
		.needed = true,
	};
	out[n++] = (struct finding){
		.name = "the K5 tree",
		.version = tree(),
		.install = "set K5_ROOT to its folder",
		.use = "everything",
		.needed = true,
	};
	return n;
}

/* The board that was asked about; false after having told why, or if none. */
static bool asked_board(const struct args *args, struct m_board *out,
			int *status)
{
	struct app app;
	const char *name = args->value[OPT_BOARD];

	if (args->words == 0 && !name) {
		return false;
	}
	if (args->words > 0) {
		*status = app_load(args, &app);
		*out = app.model.board;
	} else {
		*status = board_load(path_root(), name, out);
	}
	return *status == 0;
}

/* What to type for one of the board's commands. */
static const char *openocd_line(const struct m_board *b, const char *command)
{
	char *line = keep_format("openocd -s %s", path_root());

	for (size_t i = 0; i < b->openocd_count; i++) {
		line = keep_format("%s %s", line, b->openocd[i]);
	}
	return keep_format("%s -c %s", line, command);
}

static void put_board(const struct args *args, const struct m_board *b)
{
	if (!b->options || !b->options_show || !b->options_set) {
		return;
	}
	const char *show = openocd_line(b, b->options_show);
	const char *set = openocd_line(b, b->options_set);

	if (args_has(args, OPT_JSON)) {
		json_t *o = json_pack("{s:i, s:s, s:s, s:s, s:s}", "v", 1,
				      "board", b->name, "options", b->options,
				      "show", show, "set", set);
		json_line(o, stdout);
	} else {
		printf("%-8s %-24s option bytes %s; to see them: %s; to set "
		       "them, until nothing is left: %s\n",
		       "board", b->name, b->options, show, set);
	}
}

int command_DOCTOR(const struct args *args)
{
	static struct finding finding[32];
	bool color = style_color(args, stdout);
	int status = K5X_OK;
	size_t n = examine(finding);

	for (size_t i = 0; i < n; i++) {
		const struct finding *f = &finding[i];

		if (args_has(args, OPT_JSON)) {
			put_json(f);
		} else if (!f->version || !args_has(args, OPT_QUIET)) {
			put_line(f, color);
		}
		if (!f->version && f->needed) {
			status = K5X_TOOL;
		}
	}
	struct m_board board = {0};
	int asked = K5X_OK;

	if (asked_board(args, &board, &asked)) {
		put_board(args, &board);
	}
	return asked != K5X_OK ? asked : status;
}
