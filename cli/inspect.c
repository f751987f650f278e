/*
 * inspect.c - k5 inspect: a core, or a machine made into one first
 *
 *      CORE                     .-> text, JSON
 *      --gdb -> dump.c -> core -+
 *      PATH  -> dump.c ----'     `-> gdb, for backtraces
 *
 * There is one way to look at a machine, so a live one and a core of it read the
 * same.
 */
#include "inspect.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands.h"
#include "config_keep.h"
#include "dump.h"

const char *core_named(const struct args *args)
{
	struct stat st;
	const char *word = args->words > 0 ? args->word[0] : NULL;
	const char *slash = word ? strrchr(word, '/') : NULL;

	if (!word || strcmp(slash ? slash + 1 : word, "app.toml") == 0 ||
	    stat(word, &st) != 0 || S_ISDIR(st.st_mode)) {
		return NULL;
	}
	return word;
}

static int same_build(const struct core *c, const struct app *app,
		      const char *path)
{
	if (core_sum_file(app->elf) == c->image) {
		return 0;
	}
	diag_error((struct diag){.code = "K5-E0706",
				 .help = "build what ran then, or name the "
					 "folder where it still lies: k5 "
					 "inspect CORE PATH"},
		   "%s is of another build of %s than %s", path,
		   app->model.name, app->elf);
	return K5X_USAGE;
}

int core_app(const struct args *args, const char *path, struct app *app,
	     struct core *c)
{
	struct args own = *args;
	int status = core_read(c, path);

	if (status != 0) {
		return status;
	}
	own.word[0] = args->words > 1 ? args->word[1] : keep_text(c->app);
	own.words = 1;
	if (!args_has(args, OPT_BOARD)) {
		own.value[OPT_BOARD] = c->board;
	}
	status = app_load(&own, app);
	return status != 0 ? status : same_build(c, app, path);
}

static int open_core(const struct args *args, const char *path, struct app *app,
		     struct core *c, struct kview *v)
{
	int status = core_app(args, path, app, c);

	status = status != 0 ? status : kview_open(v, app);
	if (status != 0) {
		return status;
	}
	status = kview_read(v, c);
	if (status != 0) {
		kview_close(v);
	}
	return status;
}

static int open_live(const struct args *args, struct app *app, struct core *c,
		     struct kview *v)
{
	int status = app_load(args, app);

	return status != 0 ? status : dump_take(args, app, c, v);
}

/* gdb reads a file: for a live machine, one that is gone again afterwards. */
static int backtraces(struct backtraces *b, const struct kview *v,
		      const char *core)
{
	const char *temporary = getenv("TMPDIR");
	char *folder = keep_format(
		"%s/k5-XXXXXX", temporary && *temporary ? temporary : "/tmp");

	if (core) {
		return backtrace_all(b, v, core);
	}
	if (!mkdtemp(folder)) {
		diag_error((struct diag){.code = "K5-E0306"},
			   "cannot write below %s", folder);
		return K5X_BUILD;
	}
	char *path = keep_format("%s/core", folder);
	int status = core_write(v->core, path);

	status = status != 0 ? status : backtrace_all(b, v, path);
	unlink(path);
	rmdir(folder);
	return status;
}

int command_INSPECT(const struct args *args)
{
	const char *path = core_named(args);
	struct backtraces b = {0};
	struct app app;
	struct core c;
	struct kview v;
	int status = path ? open_core(args, path, &app, &c, &v)
			  : open_live(args, &app, &c, &v);

	if (status != 0) {
		return status;
	}
	if (args_has(args, OPT_BACKTRACE)) {
		status = backtraces(&b, &v, path);
	}
	if (status == 0 && args_has(args, OPT_JSON)) {
		inspect_json(&v, &b, stdout);
	} else if (status == 0) {
		inspect_text(&v, &b, stdout);
	}
	kview_close(&v);
	return status;
}
