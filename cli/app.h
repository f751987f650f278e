/*
 * app.h - the app a command is about: found, read, built
 */
#pragma once

#include "../codegen/model.h"
#include "args.h"

struct app {
	struct model model;
	char *out;  /* APP/build/BOARD */
	char *elf;  /* the image */
	char *dict; /* the log dictionary */
};

/* The app's folder: a path to its app.toml names it as well. */
const char *app_folder(const char *path);

/*
 * Reads the app named by the command's argument and --board. 0, or an exit
 * code after saying what is wrong.
 */
int app_load(const struct args *args, struct app *out);

/* Makes its build a traced one, whatever app.toml says; results as above. */
int app_trace(struct app *app);

/* Builds it as --release, --optimize and --explain ask. */
int app_make(const struct args *args, const struct app *app);

/* Both. */
int app_build(const struct args *args, struct app *out);

/* Has one of its tasks the board's window of that name? */
bool app_has_window(const struct model *m, const char *name);
