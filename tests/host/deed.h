/*
 * deed.h - one thing that happens to the kernel, to be done again and told
 *
 *      chance --chooses--> deed --chaos_do--> kernel and model
 *                           |  ^
 *                 recorded  v  |  replayed, one or the other left out
 *                          steps
 *
 * A deed says all that a replay needs: no chance is left in it. Who runs is the
 * kernel's choice, so a call names the thread it is of, and is left out where
 * another one runs. What came of a deed is noted in it for whoever tells it.
 */
#pragma once

#include <stdio.h>

#include "drive.h"

enum deed_kind {
	DEED_PASS,    /* value: ticks; the timer fires when it is due */
	DEED_WAIT,    /* to where the timer is due */
	DEED_TICK,    /* the timer fires early */
	DEED_CONSOLE, /* value: bytes that it takes from now on */
	DEED_IRQ,     /* value: line */
	DEED_FAULT,   /* value: class */
	DEED_CALL     /* value: number, without flags */
};

struct deed {
	enum deed_kind kind;
	idx_t thread; /* whose call or fault it is; NIL: whoever runs */
	bool look;    /* a refused call's state is compared, byte by byte */
	k5_ticks_t value;
	struct request request;

	/* what came of it */
	bool done;
	idx_t task;
	struct cap cap; /* in the slot that it named */
	int32_t said;
	int32_t want; /* of the model */
};

enum {
	STEPS = 1 << 14
};

/* An app and what happened to it. */
struct steps {
	uint64_t app; /* the state of chance that makes it */
	uint32_t count;
	struct deed deed[STEPS];
};

/* One deed as a line that deed_read understands; behind # what came of it. */
void deed_write(FILE *out, const struct deed *d);

/* False: no such line. */
bool deed_read(struct deed *d, const char *line);

/* "mint", "K5_OK"; a number that is none, as a number. */
const char *deed_call_name(k5_word_t number);
const char *deed_status_name(int32_t status);

/* The whole, with the line that makes the app. */
void steps_write(FILE *out, const struct steps *s);
bool steps_read(struct steps *s, FILE *in);
