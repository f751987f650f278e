/*
 * trace.h - k5 trace: what happened, in order, with names
 *
 *      frames -> trace_tap -> struct trace -> trace_text     the terminal
 *                 (gather)       (sorted)  -> trace_ctf      CTF 1.8
 *                                          -> trace_json     Perfetto
 *                                          -> trace_measure  beside the plan
 *
 * Events and log records are one list. Frames of events come late, so the list
 * is put in order when the stream has ended.
 */
#pragma once

#include <stdio.h>

#include "dict.h"
#include "schedule.h"
#include "show.h"
#include "trace_decode.h"

/* A log record, as k5 run would print it. */
struct trace_record {
	uint8_t kind; /* enum k5_log_kind */
	uint8_t task; /* index, or K5_LOG_KERNEL */
	char *label;  /* "INFO" */
	char *name;   /* of the task */
	char *text;
};

struct trace {
	const struct dict *dict; /* NULL until a frame came */
	struct trace_event *event;
	size_t count;
	size_t room;
	struct trace_record *record; /* value[0] of an event says which */
	size_t records;
	size_t record_room;
	uint64_t frames;          /* of events */
	uint64_t lost;            /* events the device dropped */
	uint64_t end;             /* ticks */
	bool ended;               /* by the app, not by whoever watched */
	enum trace_decoded wrong; /* what a frame had that makes no sense */
	uint8_t wrong_kind;
};

/* A show_tap; the tapper is a struct trace, {0} at first. */
show_tap trace_tap;

/* Events in order of time. Before any of what follows. */
void trace_sort(struct trace *t);

/* --- trace_words.c: names and sentences ----------------------------------- */

size_t trace_threads(const struct trace *t);

/* "client", "client/worker"; of nobody: "-". Kept. */
const char *trace_thread(const struct trace *t, uint8_t thread);

/* The task of a thread, or dict->task_count. */
size_t trace_task(const struct trace *t, uint8_t thread);

/* "call", and "ping" or "": a call's name and its object's. Kept. */
const char *trace_call(const struct trace_event *e);
const char *trace_object(const struct trace *t, const struct trace_event *e);

/* "ok", "K5_ERR_AGAIN". */
const char *trace_status(uint32_t status);

/* "asleep": enum thread_state of kernel/state.h. */
const char *trace_state(uint32_t state);

/* Waits for what its job begins with: a message, a signal, a moment. */
bool trace_waits(uint32_t state);

/* "uart1", "line 35". Kept. */
const char *trace_line(const struct trace *t, uint32_t line);

double trace_us(const struct trace *t, uint64_t ticks);

/* --- what becomes of it ---------------------------------------------------- */

/* One line an event, to `out`. */
void trace_text(const struct trace *t, FILE *out);

/* The folder `dir` with metadata and stream, or the file; false: told why. */
bool trace_ctf(const struct trace *t, const char *dir);
bool trace_json(const struct trace *t, const char *file);

/* Events that the two above wrote: all but those lost. */
size_t trace_events(const struct trace *t);

/* What the trace says of a thread. */
struct trace_measure {
	uint64_t ran;      /* ticks on whoever's budget */
	uint64_t paid;     /* ticks on its own, by whoever */
	uint64_t over;     /* ticks, the most at once */
	unsigned overruns; /* times it ran on after its budget's end */
	unsigned throttled;
	unsigned jobs;     /* from waking to waiting again, start-up left out */
	uint64_t response; /* ticks, of the longest job */
};

/* `m` has a place for each thread. */
void trace_measure(const struct trace *t, struct trace_measure *m);

/* Only a thread that states a job has one to be measured. */
bool trace_has_job(const struct schedule_row *r);

/* Plan and measurement side by side: to stdout, as a picture (false: told why). */
void trace_table(const struct trace *t, const struct schedule *s);
bool trace_svg(const struct trace *t, const struct schedule *s,
	       const char *file);
