/*
 * run.h - an app in its board's emulator
 */
#pragma once

#include "app.h"
#include "args.h"
#include "console.h"
#include "show.h"

/* Builds, boots and prints the log of an app; the exit code of `k5 run`. */
int run_app(const struct args *args, struct app *app);

/* The same with an open show of the caller's, which this closes. */
int run_shown(const struct args *args, struct app *app, struct show *s);

/* The same with keys for the app's console, and somewhere for its words. */
int run_connected(const struct args *args, struct app *app, struct show *s,
		  struct console *c);
