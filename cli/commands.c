/*
 * commands.c - commands that only hand on to their owner
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../codegen/image.h"
#include "../codegen/paths.h"
#include "app.h"
#include "args.h"
#include "commands.h"
#include "config.h"
#include "diag.h"
#include "help.h"
#include "internal.h"
#include "map.h"
#include "moot.h"
#include "schedule.h"
#include "size.h"

/* Where the image is, for a person; programs know it or ask for --json. */
static void tell_made(const struct args *args, const struct app *app)
{
	const struct m_board *b = &app->model.board;

	if (args_has(args, OPT_QUIET) || args_has(args, OPT_JSON) ||
	    !isatty(STDOUT_FILENO)) {
		return;
	}
	printf("made %s%s\n", app->elf,
	       image_plain(b) ? ", and .hex, .bin and .uf2 beside it"
			      : ", and .hex and .uf2 beside it; no .bin, for "
				"monitor and kernel are loaded far apart");
}

int command_BUILD(const struct args *args)
{
	struct app app;
	int status = app_build(args, &app);

	if (status == 0) {
		moot_warn(&app.model);
		schedule_warn(&app.model);
		tell_made(args, &app);
	}
	return status;
}

int command_EXPLAIN(const struct args *args)
{
	return explain(args->word[0]);
}

int command_INTERNAL(const struct args *args)
{
	return internal((int)args->words, (char **)args->word);
}

int command_INTERNAL_DOCS(const struct args *args)
{
	const char *page = args->word[0];

	if (strcmp(page, "cli") == 0) {
		docs_cli(stdout);
	} else if (strcmp(page, "app-toml") == 0) {
		docs_app_toml(stdout);
	} else {
		diag_error((struct diag){.code = "K5-E0104",
					 .help = "cli or app-toml"},
			   "there is no page '%s'", page);
		return K5X_USAGE;
	}
	return K5X_OK;
}

int command_MAP(const struct args *args)
{
	struct app app;
	int status = app_build(args, &app);

	return status != 0 ? status : map(&app.model, args_has(args, OPT_JSON));
}

int command_SIZE(const struct args *args)
{
	struct app app;
	int status = app_build(args, &app);

	return status != 0 ? status
			   : size(&app.model, args_has(args, OPT_JSON));
}
