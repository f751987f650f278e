/*
 * target.c - to whom we speak, and whether it runs what was built
 */
#include "target.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "config_keep.h"
#include "run.h"
#include "show.h"
#include "tools.h"

enum {
	CONNECT_MS = 10000,
	STEP_MS = 10
};

bool target_named(const struct args *args)
{
	return args_has(args, OPT_GDB);
}

int target_lost(const struct target *t)
{
	diag_error((struct diag){.code = "K5-E0702"},
		   "%s went away in the middle of it", t->where);
	return K5X_TARGET;
}

static int nobody(const char *where, int why)
{
	diag_error(
		(struct diag){.code = "K5-E0701",
			      .help = "start it with a gdb port: QEMU's option "
				      "-s is localhost:1234, OpenOCD serves "
				      "localhost:3333"},
		why == EPROTO ? "whoever answers at %s does not speak gdb's "
				"remote protocol%s"
			      : "no target answers at %s: %s",
		where, why == EPROTO ? "" : strerror(why));
	return K5X_TOOL;
}

/* As soon as it listens. What it said when it did not is shown. */
static bool connect_emulator(struct target *t, const char *socket)
{
	struct timespec step = {.tv_nsec = STEP_MS * 1000000L};

	for (int ms = 0; ms < CONNECT_MS; ms += STEP_MS) {
		if (link_open(&t->link, socket)) {
			return true;
		}
		if (process_poll(&t->emulator) >= 0) {
			return false;
		}
		nanosleep(&step, NULL);
	}
	return false;
}

/*
 * A halt takes time of QEMU's clock; one that plays a recording keeps to its times.
 * So the line comes when it does without us, or the run that does not get there says
 * why, as k5 run.
 */
static int record(struct target *t, const struct args *args,
		  const struct app *app)
{
	struct show s;
	int status = show_open(&s, args);

	if (status != 0) {
		return status;
	}
	s.out = fopen("/dev/null", "we");
	if (!s.out) {
		return K5X_TOOL;
	}
	t->recording = keep_format("%s/run", t->folder);
	status = run_recorded(args, app, &s, t->recording);
	fclose(s.out);
	return status;
}

static int start(struct target *t, const struct args *args,
		 const struct app *app)
{
	char *socket = keep_format("%s/gdb", t->folder);
	const struct run_how how = {
		.serial = "null",
		.paced = !t->recording,
		.recording = t->recording,
		.gdb = keep_format("unix:%s,server=on,wait=off", socket)};
	char **argv = run_command(args, app, &how);

	run_tell(args, argv);
	int error = process_start(&t->emulator, argv, 0);
	if (error == 0 && !connect_emulator(t, socket)) {
		error = ECONNREFUSED;
	}
	if (error == ENOENT) {
		return tool_missing(argv[0]);
	}
	if (error != 0) {
		diag_error((struct diag){.code = "K5-E0401"},
			   "cannot start %s: %s", argv[0], strerror(error));
		return K5X_TOOL;
	}
	return 0;
}

static int open_emulator(struct target *t, const struct args *args,
			 const struct app *app)
{
	const char *temporary = getenv("TMPDIR");
	int status = 0;

	t->where = "the emulator";
	t->folder = keep_format("%s/k5-XXXXXX",
				temporary && *temporary ? temporary : "/tmp");
	if (!mkdtemp(t->folder)) {
		diag_error((struct diag){.code = "K5-E0401"},
			   "cannot make the folder %s: %s", t->folder,
			   strerror(errno));
		t->folder = NULL;
		return K5X_TOOL;
	}
	if (args_has(args, OPT_UNTIL) && !args_has(args, OPT_REALTIME)) {
		status = record(t, args, app);
	}
	return status != 0 ? status : start(t, args, app);
}

/* Code and constants must be those of the image. */
static int same_image(struct target *t, const struct kview *v)
{
	static uint8_t bytes[1 << 16];

	for (size_t i = 1; i < v->image.section_count; i++) {
		const struct elf_section *s = &v->image.sections[i];

		if (!s->alloc || !s->bytes || s->write ||
		    strncmp(s->name, "monitor.", 8) == 0) {
			continue;
		}
		for (size_t at = 0; at < s->size; at += sizeof(bytes)) {
			size_t n = s->size - at < sizeof(bytes) ? s->size - at
								: sizeof(bytes);

			if (link_read(&t->link, s->address + at, bytes, n) &&
			    memcmp(bytes, s->bytes + at, n) == 0) {
				continue;
			}
			diag_error((struct diag){.code = "K5-E0703",
						 .help = "name the app that it "
							 "runs, with its "
							 "--board, or 'k5 "
							 "flash' this one"},
				   "%s does not run %s: it has other bytes "
				   "where '%s' should lie",
				   t->where, v->image.path, s->name);
			return K5X_USAGE;
		}
	}
	return 0;
}

int target_open(struct target *t, const struct args *args,
		const struct app *app, struct kview *v)
{
	int status = 0;

	*t = (struct target){.link.fd = -1,
			     .emulator = {.pid = -1, .out = -1, .err = -1},
			     .where = args->value[OPT_GDB],
			     .stay = args_has(args, OPT_HALT)};
	if (!t->where) {
		status = open_emulator(t, args, app);
	} else if (!link_open(&t->link, t->where)) {
		status = nobody(t->where, errno);
	}
	if (status == 0 && target_named(args)) {
		status = target_sight(t, v);
	}
	status = status != 0 ? status : same_image(t, v);
	status = status != 0 ? status : target_run(t, args, v);
	if (status != 0) {
		target_close(t);
	}
	return status;
}

void target_close(struct target *t)
{
	link_close(&t->link, !t->folder && !t->stay);
	if (t->emulator.pid >= 0) {
		process_kill(&t->emulator);
	}
	if (t->folder) {
		unlink(keep_format("%s/gdb", t->folder));
		unlink(keep_format("%s/run", t->folder));
		rmdir(t->folder);
		t->folder = NULL;
	}
}
