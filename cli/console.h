/*
 * console.h - the serial line that an app talks to a person by
 *
 *      keys: terminal, pipe, file --> console_feed --> socket --> QEMU's UART 1
 *      out: standard output, memory <-- console_take <-- socket <---'
 *
 * The board's log has a line of its own; this is the window "console" of its
 * file. A key waits until the app takes it: none is lost, however slow it is.
 */
#pragma once

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "../codegen/model.h"

struct console {
	/* set before it is opened */
	int line; /* our end; -1: nothing is connected */
	int keys; /* where keys come from; -1: there are no more */
	FILE *out;

	int theirs;     /* the emulator's end, until it has it */
	bool person;    /* keys are typed at a terminal: Ctrl-] leaves */
	bool left;      /* it did */
	char held[256]; /* keys that the app has not taken */
	size_t held_count;
};

/* What poll watches for a console. */
enum {
	CONSOLE_POLLS = 2
};

/* The app may want no console, or its board has none; 0 or an exit code. */
int console_check(const struct model *m);

/*
 * Makes the two ends. A terminal then gives every key as it is typed, until the
 * console is closed or k5 ends. 0, or an exit code after saying what is wrong.
 */
int console_open(struct console *c);

/* Arguments for the emulator, which takes its end over. */
size_t console_arguments(const struct console *c, const struct model *m,
			 char **argv);

/* The emulator has started: its end is closed here. */
void console_started(struct console *c);

/* Fills in CONSOLE_POLLS entries; after poll, moves what can be moved. */
void console_poll(const struct console *c, struct pollfd *polls);
void console_move(struct console *c, const struct pollfd *polls);

void console_close(struct console *c);
