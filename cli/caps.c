/*
 * caps.c - k5 caps and k5 audit, as the command line asks for them
 */
#include "caps.h"

#include <string.h>

#include "app.h"
#include "commands.h"
#include "style.h"

/* The app of the command, built, and its graph; 0 or an exit code. */
static int load(const struct args *args, struct app *app, struct authority *a)
{
	int status = app_build(args, app);

	if (status != 0) {
		return status;
	}
	authority_begin(a, &app->model);
	return authority_image(a, app->out);
}

int command_CAPS(const struct args *args)
{
	bool json = args_has(args, OPT_JSON);
	struct authority a;
	struct app app;
	int status = load(args, &app, &a);

	if (status != 0) {
		return status;
	}
	if (args_has(args, OPT_WHY)) {
		return caps_why(&a, args->value[OPT_WHY], args->second, json);
	}
	if (args_has(args, OPT_SVG)) {
		return caps_svg(&a, app.out, args->value[OPT_SVG]);
	}
	if (json) {
		caps_json(&a, stdout);
	} else {
		caps_text(&a, style_color(args, stdout));
	}
	return K5X_OK;
}
