/*
 * console.h - what the driver's two threads share
 *
 *      main, main.c               line_main, line.c
 *      clients' requests          registers, interrupts, the editor
 *
 *        write --> lines[] ------------> the UART
 *        ask, line <---- edit, phase ---- keys
 *
 * line_main is the more urgent and may interrupt main anywhere; each byte below has
 * one writer at a time. `lines` is a ring with one writer and one reader. `edit`
 * belongs to line_main while phase is TYPING, to main otherwise.
 */
#pragma once

#include <k5/k5.h>
#include <stdatomic.h>

#include "edit.h"

enum {
	LINE_MAX = 200,   /* of uart.toml's write */
	LINES_SIZE = 512, /* a power of two; a line takes one byte more */

	/* bits of the notification "events" */
	EVENT_RX = 1,
	EVENT_TX = 2,
	EVENT_ASKED = 4 /* main has something for line_main */
};

enum phase {
	QUIET,  /* nobody wants a line */
	TYPING, /* keys go into `edit` */
	TYPED   /* a line is in `edit`, to be taken */
};

struct console {
	char lines[LINES_SIZE];
	_Atomic uint32_t
		head; /* bytes ever put, a whole line at a time: main's */
	_Atomic uint32_t tail; /* bytes ever taken: line_main's */
	_Atomic enum phase phase;
	struct edit edit;
};

extern struct console console;
