/*
 * style.c - the one place that knows when to colour
 */
#include "style.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool set(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value;
}

bool style_color(const struct args *args, FILE *stream)
{
	const char *when = args->value[OPT_COLOR];
	const char *terminal = getenv("TERM");

	if (args_has(args, OPT_JSON)) {
		return false;
	}
	if (when && strcmp(when, "auto") != 0) {
		return strcmp(when, "always") == 0;
	}
	return !set("NO_COLOR") && isatty(fileno(stream)) &&
	       !(terminal && strcmp(terminal, "dumb") == 0);
}
