/*
 * run.c - k5 run: QEMU as a child, its UART as our stream
 *
 *      app.toml -> build -> qemu ... -kernel NAME.elf
 *                             | stdout: frames -> watch -> lines
 *                             | a socket: what the app says at its console
 *                             `-exit status = the app's code
 *
 * Time is virtual: with -icount an instruction always lasts as long, and with
 * sleep=off an idle processor skips to its next timer. Each run begins at the same
 * date. The same image prints the same log, and waiting costs nothing.
 */
#include "run.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "config_keep.h"
#include "diag.h"
#include "process.h"
#include "show.h"
#include "style.h"
#include "tools.h"
#include "watch.h"

enum {
	ICOUNT = 6,
	ICOUNT_MOST = 10,
	KERNEL_BUG = 70
};

/*
 * Who types at a console lives in real time. One who looks at a sleeping machine after
 * a while finds it asleep, not years later; else time goes as in every run.
 */
static size_t time_arguments(const struct args *args, const struct run_how *how,
			     char **argv)
{
	size_t n = 0;

	if (args_has(args, OPT_REALTIME) ||
	    (how->console && how->console->person)) {
		return 0;
	}
	long shift = args_number(args, OPT_ICOUNT, ICOUNT);
	argv[n++] = keep_text("-icount");
	argv[n++] = how->paced ? keep_format("shift=%ld", shift)
		    : how->recording
			    ? keep_format("shift=%ld,sleep=off,rr=%s,"
					  "rrfile=%s",
					  shift, how->gdb ? "replay" : "record",
					  how->recording)
			    : keep_format("shift=%ld,sleep=off", shift);
	argv[n++] = keep_text("-rtc"); /* the date as well */
	argv[n++] = keep_text("base=2026-01-01T00:00:00,clock=vm");
	return n;
}

char **run_command(const struct args *args, const struct app *app,
		   const struct run_how *how)
{
	static char *const always[] = {
		"-display",          "none",   "-monitor", "none", "-action",
		"watchdog=poweroff", "-serial"};
	const struct m_board *b = &app->model.board;
	char **argv =
		keep_alloc(b->qemu_count + 32 + (size_t)b->qemu_console * 2,
			   sizeof(*argv));
	size_t n = 0;

	while (n < b->qemu_count) {
		argv[n] = b->qemu[n];
		n++;
	}
	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++) {
		argv[n++] = always[i];
	}
	argv[n++] = keep_text(how->serial);
	if (how->console) {
		n += console_arguments(how->console, &app->model, argv + n);
	}
	if (b->semihosting) {
		argv[n++] = "-semihosting-config";
		argv[n++] = "enable=on,target=native";
	}
	n += time_arguments(args, how, argv + n);
	if (how->gdb) {
		argv[n++] = "-S";
		argv[n++] = "-gdb";
		argv[n++] = keep_text(how->gdb);
	}
	argv[n++] = "-kernel";
	argv[n++] = app->elf;
	argv[n] = NULL;
	return argv;
}

int run_refuse(const struct args *args, const struct app *app)
{
	const struct m_board *b = &app->model.board;

	if (b->qemu_count == 0) {
		diag_error((struct diag){.code = "K5-E0403",
					 .help = "'k5 flash' and 'k5 logs' are "
						 "for it; 'k5 boards' lists "
						 "those with an emulator"},
			   "no emulator for the board '%s'", b->name);
		return K5X_USAGE;
	}
	if (args_number(args, OPT_ICOUNT, ICOUNT) > ICOUNT_MOST) {
		diag_error((struct diag){.code = "K5-E0104"},
			   "--icount is at most %d", ICOUNT_MOST);
		return K5X_USAGE;
	}
	return 0;
}

/* Is what ended the run a watchdog? Its emulator ends in the place of a reset. */
static bool bitten(const struct app *app, const struct show *s, int status)
{
	return status == 0 && !s->exited &&
	       app_has_window(&app->model, "watchdog");
}

/* The emulator has ended with `status`; what that means. */
static int verdict(const struct args *args, const struct app *app,
		   const struct show *s, int status)
{
	if (s->bug[0]) {
		diag_error((struct diag){.code = "K5-E0404",
					 .help = "this is a bug in K5, not in "
						 "your app: please report it"},
			   "the kernel broke its own contract: %s", s->bug);
		return KERNEL_BUG;
	}
	if (!s->exited && status != 0) {
		diag_error(
			(struct diag){
				.code = "K5-E0405",
				.help = "see its words above; -v shows its "
					"command line, to try by hand"},
			s->frames > 0
				? "the emulator ended with %d; the last line "
				  "was '%s'"
				: "the emulator ended with %d before anything "
				  "was logged%s",
			status, s->last);
		return K5X_TARGET;
	}
	if (bitten(app, s, status)) {
		if (!s->timeless) { /* a test may expect it */
			diag_error((struct diag){.code = "K5-E0421"},
				   "the board was reset by its watchdog");
		}
		return K5X_TARGET;
	}
	if (status == 0 && args_has(args, OPT_UNTIL)) {
		diag_error((struct diag){.code = "K5-E0406"},
			   "the app ended before a line matched --until");
		return K5X_TARGET;
	}
	return status;
}

static int watch_emulator(const struct args *args, const struct app *app,
			  struct process *qemu, struct show *s,
			  const struct run_how *how, int signals)
{
	struct watch w = {
		.fd = qemu->out,
		.console = how->console,
		.timeout_us = args_micros(args, OPT_TIMEOUT),
		.signals = signals,
		.ends_at_exit = true,
	};
	enum watch_end end = watch_stream(&w, s);
	int status = s->code & 0xff;

	if (end == WATCH_EOF) {
		process_relay(qemu);
		status = process_wait(qemu);
	}
	if (how->recording) {
		process_stop(qemu); /* it writes the rest */
	}
	process_kill(qemu);
	fflush(s->out);
	int outcome = watch_outcome(&w, s, end);
	outcome = outcome >= 0 ? outcome : verdict(args, app, s, status);
	show_close(s);
	return outcome;
}

/* The reader may want to start the emulator by hand. */
void run_tell(const struct args *args, char *const argv[])
{
	if (!args_has(args, OPT_VERBOSE) || args_has(args, OPT_JSON)) {
		return;
	}
	for (size_t i = 0; argv[i]; i++) {
		fprintf(stderr, "%s%s", argv[i], argv[i + 1] ? " " : "\n");
	}
}

static int boot(const struct args *args, const struct app *app, struct show *s,
		const struct run_how *how)
{
	char **argv = run_command(args, app, how);
	struct process qemu;
	int signals = process_signals();

	run_tell(args, argv);
	/* when it is made to end, it says so */
	int error = process_start(&qemu, argv,
				  how->recording ? PROCESS_BOTH : PROCESS_OUT);
	if (error == ENOENT) {
		return tool_missing(argv[0]);
	}
	if (error != 0) {
		diag_error((struct diag){.code = "K5-E0401"},
			   "cannot start %s: %s", argv[0], strerror(error));
		return K5X_TOOL;
	}
	if (how->console) {
		console_started(how->console);
	}
	return watch_emulator(args, app, &qemu, s, how, signals);
}

int run_recorded(const struct args *args, const struct app *app, struct show *s,
		 const char *recording)
{
	const struct run_how how = {.serial = "stdio", .recording = recording};
	int status = show_expect(s, app->dict);

	return status != 0 ? status : boot(args, app, s, &how);
}

int run_connected(const struct args *args, struct app *app, struct show *s,
		  struct console *c)
{
	const struct run_how how = {.serial = "stdio", .console = c};
	int status = run_refuse(args, app);

	status = status != 0 || !c ? status : console_check(&app->model);
	status = status != 0 ? status : app_make(args, app);
	status = status != 0 ? status : show_expect(s, app->dict);
	status = status != 0 || !c ? status : console_open(c);
	if (status == 0) {
		status = boot(args, app, s, &how);
	}
	if (c) {
		console_close(c);
	}
	return status;
}

int run_shown(const struct args *args, struct app *app, struct show *s)
{
	return run_connected(args, app, s, NULL);
}

/* The app has standard output for itself, the log goes beside it. */
static int run_console(const struct args *args, struct app *app, struct show *s)
{
	struct console c = {.line = -1, .keys = STDIN_FILENO, .out = stdout};

	s->out = stderr;
	s->color = style_color(args, stderr);
	return run_connected(args, app, s, &c);
}

int run_app(const struct args *args, struct app *app)
{
	struct show s;
	int status = show_open(&s, args);

	if (status == 0 && args_has(args, OPT_CONSOLE)) {
		return run_console(args, app, &s);
	}
	return status != 0 ? status : run_shown(args, app, &s);
}

int command_RUN(const struct args *args)
{
	struct app app;
	int status = app_load(args, &app);

	return status != 0 ? status : run_app(args, &app);
}
