/*
 * run.h - an app in its board's emulator
 */
#pragma once

#include "app.h"
#include "args.h"
#include "show.h"

/* Builds, boots and prints the log of an app; the exit code of `k5 run`. */
int run_app(const struct args *args, struct app *app);

/* The same with an open show of the caller's, which this closes. */
int run_shown(const struct args *args, struct app *app, struct show *s);

/* 0, or an exit code after saying why this board has no emulator. */
int run_refuse(const struct args *args, const struct app *app);

/*
 * The board's command line with what options and QEMU's -serial add. With `gdb`
 * it waits, halted, for a debugger there.
 */
char **run_command(const struct args *args, const struct app *app,
		   const char *serial, const char *gdb);

/* With -v: the reader may want to start it by hand. */
void run_tell(const struct args *args, char *const argv[]);
