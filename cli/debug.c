/*
 * debug.c - k5 debug: gdb, and what it needs to be of use
 *
 *      PATH     build -> QEMU, halted before its first instruction -> gdb
 *      --gdb    gdb, at a target that runs already
 *      CORE     gdb, at a core
 *
 * gdb has the terminal; the emulator ends with it.
 */
#include "debug.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../codegen/paths.h"
#include "commands.h"
#include "config_keep.h"
#include "inspect.h"
#include "process.h"
#include "run.h"
#include "symbols.h"
#include "target.h"
#include "tools.h"

struct session {
	const struct args *args;
	struct app app;
	struct elf_file image;
	struct core core; /* with `path` */
	const char *path; /* of a core, or NULL */
	char *folder;     /* for the script and the socket */
	struct process emulator;
};

/* Where a task's main begins. NULL after having told why not. */
static const char *main_of(const struct session *s)
{
	const char *task = s->args->value[OPT_MAIN];
	const struct elf_symbol *symbol =
		elf_symbol(&s->image, keep_format("%s.main", task));

	for (size_t i = 0; i < s->app.model.task_count; i++) {
		if (strcmp(s->app.model.tasks[i].name, task) == 0 && symbol) {
			return keep_format("0x%llx",
					   (unsigned long long)symbol->value &
						   ~1ull);
		}
	}
	diag_error((struct diag){.code = "K5-E0503"},
		   "the app has no task '%s' with a main", task);
	return NULL;
}

static bool put_script(const struct session *s, const char *path)
{
	struct text t = {0};

	if (s->path) {
		debug_names(&t, &s->app, &s->core);
	} else {
		debug_commands(&t, &s->app, s->image.machine);
	}
	bool saved = text_save(&t, path) != SAVE_FAILED;
	text_free(&t);
	return saved;
}

static char **command_line(const struct session *s, const char *target,
			   const char *script, const char *at)
{
	char **argv = keep_alloc(24 + SYMBOL_WORDS, sizeof(*argv));
	size_t n = 0;

	argv[n++] = "gdb-multiarch";
	argv[n++] = "-q";
	argv[n++] = "-ex";
	argv[n++] = "set confirm off";
	argv[n++] = "-ex";
	argv[n++] = keep_format("directory '%s' '%s'", s->app.model.dir,
				path_root());
	argv[n++] = "-ex";
	argv[n++] = keep_format("file '%s'", s->app.elf);
	n += symbols_add(argv + n, &s->app);
	argv[n++] = "-ex";
	argv[n++] = s->path ? keep_format("core-file %s", s->path)
			    : keep_format("target remote %s", target);
	argv[n++] = "-ex";
	argv[n++] = keep_format("source %s", script);
	if (at) {
		argv[n++] = "-ex";
		argv[n++] = keep_format("thbreak *%s", at);
		argv[n++] = "-ex";
		argv[n++] = "continue";
	}
	argv[n++] = "-ex";
	argv[n++] = "set confirm on";
	argv[n] = NULL;
	return argv;
}

static int start(struct session *s, const char *socket)
{
	const struct run_how how = {
		.serial = "null",
		.paced = true,
		.gdb = keep_format("unix:%s,server=on,wait=off", socket)};
	char **argv = run_command(s->args, &s->app, &how);
	int error;

	run_tell(s->args, argv);
	error = process_start(&s->emulator, argv, 0);
	if (error != 0) {
		return tool_missing(argv[0]);
	}
	for (int i = 0; i < 500 && access(socket, F_OK) != 0; i++) {
		if (process_poll(&s->emulator) >= 0) {
			break;
		}
		usleep(10000);
	}
	return 0;
}

static int session_run(struct session *s)
{
	const char *target = s->args->value[OPT_GDB];
	const char *script = keep_format("%s/k5.gdb", s->folder);
	const char *socket = keep_format("%s/gdb", s->folder);
	const char *at = NULL;
	int status = 0;

	if (args_has(s->args, OPT_MAIN) && !s->path) {
		at = main_of(s);
		status = at ? 0 : K5X_USAGE;
	}
	if (status == 0 && !put_script(s, script)) {
		status = K5X_BUILD;
	}
	if (status == 0 && !target && !s->path) {
		status = start(s, socket);
		target = socket;
	}
	if (status == 0) {
		status =
			process_foreground(command_line(s, target, script, at));
	}
	process_kill(&s->emulator);
	unlink(script);
	unlink(socket);
	return status;
}

static int session_open(struct session *s)
{
	const char *temporary = getenv("TMPDIR");
	int status = 0;

	s->path = core_named(s->args);
	if (s->path) {
		status = core_app(s->args, s->path, &s->app, &s->core);
	} else {
		status = app_load(s->args, &s->app);
	}
	if (status == 0 && !s->path && !target_named(s->args)) {
		status = run_refuse(s->args, &s->app);
		status = status != 0 ? status : app_make(s->args, &s->app);
	}
	if (status == 0 && !process_exists("gdb-multiarch")) {
		status = tool_missing("gdb-multiarch");
	}
	if (status == 0 && !elf_load(&s->image, s->app.elf)) {
		status = K5X_USAGE;
	}
	if (status != 0) {
		return status;
	}
	s->folder = mkdtemp(keep_format(
		"%s/k5-XXXXXX", temporary && *temporary ? temporary : "/tmp"));
	if (!s->folder) {
		diag_error((struct diag){.code = "K5-E0306"},
			   "cannot make a folder for gdb: %s", strerror(errno));
		status = K5X_BUILD;
	}
	return status;
}

int command_DEBUG(const struct args *args)
{
	static struct session s;
	int status;

	s = (struct session){.args = args,
			     .emulator = {.pid = -1, .out = -1, .err = -1}};
	status = session_open(&s);
	if (status == 0) {
		status = session_run(&s);
		rmdir(s.folder);
	}
	if (s.image.handle) {
		elf_close(&s.image);
	}
	return status;
}
