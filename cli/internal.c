/*
 * internal.c - a step of a build, called by ninja
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../codegen/paths.h"
#include "../codegen/steps.h"
#include "config.h"
#include "diag.h"

/* ninja reads what is said here, so whether it goes to a screen is told. */
static void take_style(void)
{
	const char *style = getenv("K5_STYLE");

	if (style) {
		diag_style((struct diag_style){
			.json = strcmp(style, "json") == 0,
			.color = strcmp(style, "color") == 0});
	}
}

/* The app as the user would name it, with the user's folder current. */
static const char *seen_by_user(const char *app)
{
	const char *from = getenv("K5_FROM");
	const char *name = getenv("K5_APP");

	return from && name && chdir(from) == 0 ? name : app;
}

/* The build is k5 trace's: app.toml alone does not say so. */
static bool is_traced(void)
{
	const char *trace = getenv("K5_TRACE");

	return trace && *trace;
}

int internal(int argc, char **argv)
{
	struct model m;

	take_style();
	if (argc < 3 || !step_known(argv[0])) {
		diag_error((struct diag){.code = "K5-E0309"},
			   "'k5 internal' is for ninja: no such step");
		return K5X_USAGE;
	}
	int status =
		config_load(seen_by_user(argv[1]), argv[2], path_root(), &m);
	if (status == K5X_OK && is_traced() && !config_trace(&m)) {
		status = K5X_USAGE;
	}
	if (status != K5X_OK) {
		return status;
	}
	return step_run(argv[0], &m, argv + 3, (size_t)argc - 3) ? K5X_OK
								 : K5X_BUILD;
}
