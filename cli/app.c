/*
 * app.c - from a path on the command line to a built app
 */
#include "app.h"

#include <string.h>

#include "../codegen/paths.h"
#include "build.h"
#include "config.h"
#include "config_keep.h"
#include "diag.h"
#include "style.h"

const char *app_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *last = slash ? slash + 1 : path;

	if (strcmp(last, "app.toml") != 0) {
		return path;
	}
	return slash ? keep_bytes(path, (size_t)(slash - path)) : ".";
}

static void name_products(struct app *app)
{
	const struct model *m = &app->model;

	app->out = path_out(m);
	app->elf = path_product(app->out, m, "elf");
	app->dict = path_product(app->out, m, "dict.json");
}

int app_load(const struct args *args, struct app *out)
{
	struct model *m = &out->model;
	int status = config_load(app_folder(args_path(args)),
				 args->value[OPT_BOARD], path_root(), m);

	if (status == 0) {
		name_products(out);
	}
	return status;
}

int app_trace(struct app *app)
{
	if (!config_trace(&app->model)) {
		return K5X_USAGE;
	}
	name_products(app);
	return 0;
}

int app_make(const struct args *args, const struct app *app)
{
	/* with other commands -v asks for more of their own output */
	bool commands = args->command == &k5_command[CMD_BUILD];
	struct build_options options = {
		.optimize = args->value[OPT_OPTIMIZE],
		.release = args_has(args, OPT_RELEASE),
		.explain = args_has(args, OPT_EXPLAIN),
		.verbose = commands && args_has(args, OPT_VERBOSE),
		.quiet = args_has(args, OPT_QUIET),
		.json = args_has(args, OPT_JSON),
		.color = style_color(args, stderr),
	};

	return build(&app->model, &options);
}

int app_build(const struct args *args, struct app *out)
{
	int status = app_load(args, out);

	return status != 0 ? status : app_make(args, out);
}

bool app_has_window(const struct model *m, const char *name)
{
	for (size_t i = 0; i < m->task_count; i++) {
		for (size_t j = 0; j < m->tasks[i].mmio_count; j++) {
			if (strcmp(m->tasks[i].mmio[j].name, name) == 0) {
				return true;
			}
		}
	}
	return false;
}
