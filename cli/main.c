/*
 * main.c - what all commands share, then the command
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "args.h"
#include "diag.h"
#include "help.h"
#include "style.h"

/*
 * Errors of the command line itself come before it is understood; how they
 * should look can be seen already.
 */
static struct diag_style early_style(int argc, char **argv)
{
	static struct args seen;
	const char *color = "--color=";

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--json") == 0) {
			seen.value[OPT_JSON] = "";
		} else if (strncmp(argv[i], color, strlen(color)) == 0) {
			seen.value[OPT_COLOR] = argv[i] + strlen(color);
		}
	}
	return (struct diag_style){
		.json = args_has(&seen, OPT_JSON),
		.color = style_color(&seen, stderr),
	};
}

static int go_to(const char *dir)
{
	if (chdir(dir) == 0) {
		return 0;
	}
	diag_error((struct diag){.code = "K5-E0106"}, "cannot work in '%s': %s",
		   dir, strerror(errno));
	return K5X_USAGE;
}

static int help(const struct args *args)
{
	if (args->command) {
		help_command(stdout, args->command);
	} else if (args_has(args, OPT_HELP)) {
		help_all(stdout);
	} else {
		help_short(stdout);
	}
	return K5X_OK;
}

static int run(const struct args *args)
{
	if (args_has(args, OPT_VERSION)) {
		puts("k5 " K5_VERSION);
		return K5X_OK;
	}
	if (!args->command || args_has(args, OPT_HELP)) {
		return help(args);
	}
	if (args_has(args, OPT_DIR)) {
		int status = go_to(args->value[OPT_DIR]);
		if (status != 0) {
			return status;
		}
	}
	return args->command->run(args);
}

/* What was printed must have arrived: a full disk is not a success. */
static int flushed(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout)) {
		return status;
	}
	diag_error((struct diag){.code = "K5-E0107"},
		   "cannot write the output: %s", strerror(errno));
	return status == K5X_OK ? K5X_BUILD : status;
}

int main(int argc, char **argv)
{
	static struct args args;

	diag_style(early_style(argc, argv));
	int status = args_parse(argc, argv, &args);
	if (status != 0) {
		return status;
	}
	diag_style((struct diag_style){
		.json = args_has(&args, OPT_JSON),
		.color = style_color(&args, stderr),
		.quiet = args_has(&args, OPT_QUIET),
	});
	return flushed(run(&args));
}
