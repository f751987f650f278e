/*
 * show.h - records as lines
 *
 *        0.001234 INFO  client: ping 3 -> 4
 *        0.001500 FAULT evil: memory access outside its regions at
 *                 0x00000000, pc 0x00210123 in main (evil/main.c:9)
 *
 * (one line each; the second is folded here). With --json each is an object:
 *
 *      {"v":1,"kind":"log","time_us":1234,"level":"info","task":"client",
 *       "text":"ping 3 -> 4","file":"client/main.c","line":12}
 *
 * One place keeps what the commands want to know of a finished run: how it
 * ended, what was said last, and whether the awaited line came.
 */
#pragma once

#include <regex.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "args.h"
#include "decode.h"
#include "dict.h"
#include "record.h"

/*
 * Takes frames in place of the printer: a frame of events has no record, any
 * other one does; `wanted`, as --level, --task and --since ask.
 */
typedef void show_tap(void *tapper, const struct frame *frame,
		      const struct record *record, bool wanted);

struct show {
	/* set before the first frame */
	FILE *out;
	const struct dict *dict; /* of the build we expect; may be NULL */
	bool json;
	bool color;
	bool verbose;
	bool timeless;    /* no times: two boards then print the same */
	bool boots;       /* name each start of the board */
	int level;        /* enum k5_log_level: graver ones too; 0: all */
	const char *task; /* NULL: all */
	uint64_t since_us;
	const regex_t *until; /* NULL: none */
	show_tap *tap;        /* NULL: records are printed */
	void *tapper;

	/* what happened so far */
	uint64_t frames;
	uint64_t records; /* shown */
	bool foreign;     /* frames came from a build that has no dictionary */
	bool faulted;     /* a task faulted or panicked, shown or not */
	bool matched;     /* `until` did */
	bool exited;
	int32_t code;
	char last[256]; /* the last line shown */
	char bug[256];  /* the kernel's failed assertion, "" if none */

	const struct dict *in_use; /* `dict`, or the kept one of the stream */
	uint32_t build;            /* of the stream, once frames > 0 */
};

/*
 * A show as --json, -v, --level, --task, --since and --until ask; 0, or an
 * exit code after saying what is wrong.
 */
int show_open(struct show *s, const struct args *args);

/* Takes up the dictionary of the build we expect; results as above. */
int show_expect(struct show *s, const char *dictionary);

void show_close(struct show *s);

/* How a record is called: "INFO ", "FAULT". */
const char *show_label(const struct record *r);

/* A frame_fn whose context is the show. */
void show_frame(void *show, const struct frame *frame);
