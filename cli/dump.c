/*
 * dump.c - k5 dump: a halted machine into a file
 */
#include <stdio.h>
#include <unistd.h>

#include "commands.h"
#include "config_keep.h"
#include "dump.h"
#include "json_line.h"
#include "run.h"

int dump_take(const struct args *args, const struct app *app, struct core *c,
	      struct kview *v)
{
	struct target t;
	int status = target_named(args) ? 0 : run_refuse(args, app);

	if (status == 0 && !target_named(args)) {
		status = app_make(args, app);
	}
	status = status != 0 ? status : kview_open(v, app);
	if (status != 0) {
		return status;
	}
	status = target_open(&t, args, app, v);
	if (status == 0) {
		status = target_take(&t, c, v);
		target_close(&t);
	}
	if (status != 0) {
		kview_close(v);
	}
	return status;
}

/* How to go on. */
static void tell(const struct args *args, const struct app *app,
		 const char *path)
{
	if (args_has(args, OPT_JSON)) {
		json_line(json_pack("{s:i, s:s, s:s, s:s}", "v", 1, "type",
				    "core", "core", path, "image", app->elf),
			  stdout);
	} else if (!args_has(args, OPT_QUIET) && isatty(STDERR_FILENO)) {
		fprintf(stderr, "gdb-multiarch %s %s\n", app->elf, path);
	}
}

int command_DUMP(const struct args *args)
{
	struct app app;
	struct core c;
	struct kview v;
	int status = app_load(args, &app);

	status = status != 0 ? status : dump_take(args, &app, &c, &v);
	if (status != 0) {
		return status;
	}
	const char *path = args_has(args, OPT_OUTPUT)
				   ? args->value[OPT_OUTPUT]
				   : keep_format("%s.core", app.model.name);
	status = core_write(&c, path);
	kview_close(&v);
	if (status == 0) {
		tell(args, &app, path);
	}
	return status;
}
