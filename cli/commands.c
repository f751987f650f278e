/*
 * commands.c - commands that only hand on to their owner
 */
#include <stdio.h>
#include <string.h>

#include "../codegen/paths.h"
#include "app.h"
#include "args.h"
#include "commands.h"
#include "config.h"
#include "diag.h"
#include "help.h"
#include "internal.h"
#include "map.h"
#include "schedule.h"
#include "size.h"

int command_BUILD(const struct args *args)
{
	struct app app;
	int status = app_build(args, &app);

	if (status == 0) {
		schedule_warn(&app.model);
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
