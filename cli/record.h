/*
 * record.h - what a frame means: strings, names and places put in
 *
 *      bytes -> decode.c -> struct frame -> record.c -> struct record
 *                                             |            -> show.c -> text
 *                                         dictionary
 *
 * Everything a reader sees is here as words; how it is laid out is show.c's.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "decode.h"
#include "dict.h"

struct record {
	uint8_t kind; /* enum k5_log_kind */
	uint8_t level;
	uint64_t time_us;
	char task[72];    /* "client", "client/worker", "kernel", "task 7" */
	char *text;       /* owned by the record */
	const char *file; /* NULL: not known */
	int line;
	const char *function; /* K5_LOG_FAULT: where it happened, if known */
	uint64_t pc;
	uint64_t address;
	uint8_t class; /* enum k5_fault */
	int32_t code;  /* K5_LOG_EXIT */
	bool known;    /* the frame is from the dictionary's build */
};

/*
 * Fills `out` from a frame. `d` may be NULL or of another build: then numbers
 * stand where names would. `hz` counts ticks when `d` is NULL.
 */
void record_from(struct record *out, const struct frame *frame,
		 const struct dict *d);

/* "stack overflow": enum k5_fault. */
const char *fault_words(uint32_t class);

void record_free(struct record *r);
