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

/* 0, or an exit code after saying why this board has no emulator. */
int run_refuse(const struct args *args, const struct app *app);

/* What a run connects its machine with. */
struct run_how {
	const char *serial;      /* QEMU's -serial */
	const char *gdb;         /* or NULL: it waits there, halted */
	bool paced;              /* to sleep takes the time it says */
	const char *recording;   /* or NULL: written, with gdb played */
	struct console *console; /* or NULL */
};

/* The board's command line with what options and `how` add; NULL ends it. */
char **run_command(const struct args *args, const struct app *app,
		   const struct run_how *how);

/*
 * Boots what was built, to its end or as `s` and the options say, and writes a
 * recording that a run under gdb follows to the instruction. As k5 run says it.
 */
int run_recorded(const struct args *args, const struct app *app, struct show *s,
		 const char *recording);

/* With -v: the reader may want to start it by hand. */
void run_tell(const struct args *args, char *const argv[]);
