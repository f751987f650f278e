/*
 * flash.c - k5 flash
 *
 * OpenOCD says much and returns little; what it printed decides whether the
 * probe is missing (the reader's cable) or the board refused (the image).
 */
#include "flash.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../codegen/paths.h"
#include "commands.h"
#include "config_keep.h"
#include "diag.h"
#include "dict.h"
#include "process.h"
#include "tools.h"

char **flash_command(const struct app *app, char *const extra[])
{
	const struct m_board *b = &app->model.board;
	size_t more = 0;
	size_t n = 0;

	while (extra[more]) {
		more++;
	}
	char **argv = keep_alloc(b->openocd_count + more + 4, sizeof(*argv));
	argv[n++] = "openocd";
	argv[n++] = "-s";
	argv[n++] = keep_text(path_root());
	for (size_t i = 0; i < b->openocd_count; i++) {
		argv[n++] = b->openocd[i];
	}
	for (size_t i = 0; i < more; i++) {
		argv[n++] = extra[i];
	}
	return argv;
}

/* The last line of OpenOCD's that begins with "Error: ", without that. */
static const char *last_error(const char *output)
{
	const char *found = NULL;

	for (const char *at = output; (at = strstr(at, "Error: ")); at++) {
		found = at + strlen("Error: ");
	}
	return found ? keep_bytes(found, strcspn(found, "\r\n"))
		     : "it gave no reason";
}

static bool no_probe(const char *output)
{
	static const char *const sign[] = {
		"open failed",         "unable to open", "No device found",
		"no device found",     "unable to find", "No Valid JTAG",
		"cannot find a debug", "couldn't open",  "LIBUSB_ERROR",
	};

	for (size_t i = 0; i < sizeof(sign) / sizeof(sign[0]); i++) {
		if (strcasestr(output, sign[i])) {
			return true;
		}
	}
	return false;
}

int flash_failed(const struct app *app, const char *output)
{
	const char *board = app->model.board.name;

	if (no_probe(output)) {
		diag_error(
			(struct diag){.code = "K5-E0408",
				      .help = "is it plugged in, and may you "
					      "use it (udev rules)?"},
			"no probe for %s answers: %s", board,
			last_error(output));
		return K5X_TOOL;
	}
	const char *why = last_error(output);
	char *doctor =
		keep_format("'k5 doctor -b %s' says how to set them", board);

	diag_error((struct diag){.code = "K5-E0409",
				 .help = strstr(why, "option bytes")
						 ? doctor
						 : "-v shows all that OpenOCD "
						   "said"},
		   "OpenOCD could not do it on %s: %s", board, why);
	return K5X_TARGET;
}

static void announce(const struct args *args, const struct app *app)
{
	if (!args_has(args, OPT_QUIET) && !args_has(args, OPT_JSON) &&
	    isatty(STDERR_FILENO)) {
		fprintf(stderr, "flashing %s to %s\n", app->model.name,
			app->model.board.name);
	}
}

static int no_openocd_section(const struct app *app)
{
	const struct m_board *b = &app->model.board;

	diag_error((struct diag){.code = "K5-E0407",
				 .help = b->qemu_count > 0
						 ? "it is emulated: 'k5 run'"
						 : "its file needs [openocd] "
						   "args"},
		   "the board '%s' is not flashed through OpenOCD", b->name);
	return K5X_TOOL;
}

static char *write_command(const struct app *app)
{
	const char *own = app->model.board.program;

	return own ? keep_format("%s {%s}", own, app->elf)
		   : keep_format("program {%s} verify reset exit", app->elf);
}

int flash_app(const struct args *args, const struct app *app)
{
	static char output[65536];

	if (app->model.board.openocd_count == 0) {
		return no_openocd_section(app);
	}
	if (!process_exists("openocd")) {
		return tool_missing("openocd");
	}
	int status = app_make(args, app);
	if (status != 0) {
		return status;
	}
	announce(args, app);
	char *extra[] = {"-c", write_command(app), NULL};
	status = process_capture(flash_command(app, extra), output,
				 sizeof(output));
	if (args_has(args, OPT_VERBOSE)) {
		fputs(output, stderr);
	}
	if (status != 0) {
		return flash_failed(app, output);
	}
	const struct dict *dict = dict_load(app->dict);
	if (dict && !dict_keep(dict)) {
		diag_warning((struct diag){.code = "K5-E0505"},
			     "cannot keep a copy of %s", app->dict);
	}
	return K5X_OK;
}

int command_FLASH(const struct args *args)
{
	struct app app;
	int status = app_load(args, &app);

	return status != 0 ? status : flash_app(args, &app);
}
