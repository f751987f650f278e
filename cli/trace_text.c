/*
 * trace_text.c - the trace as lines
 *
 *        0.000310 client        calls ping
 *        0.000318 -             server runs, client is waiting for its answer
 *        0.000335 server        INFO  3 + 4 = 7
 *
 * A call that came back before anything else happened is one line.
 */
#include <inttypes.h>
#include <string.h>

#include "record.h"
#include "trace.h"

static int name_width(const struct trace *t)
{
	size_t width = 6;

	for (size_t i = 0; i < trace_threads(t); i++) {
		size_t n = strlen(trace_thread(t, (uint8_t)i));

		width = n > width ? n : width;
	}
	return (int)width;
}

/* Times are cut, not rounded, as those of log records. */
static void put_head(const struct trace *t, FILE *out, int width,
		     const struct trace_event *e, const char *who)
{
	uint32_t hz = t->dict && t->dict->hz ? t->dict->hz : 1000000;
	uint64_t us = e->time / hz * 1000000 + e->time % hz * 1000000 / hz;

	fprintf(out, "%3" PRIu64 ".%06" PRIu64 " %-*s  ", us / 1000000,
		us % 1000000, width, who);
}

static void put_switch(const struct trace *t, FILE *out,
		       const struct trace_event *e)
{
	bool idle = e->thread == K5_TRACE_NOBODY;

	fputs(idle ? "nobody runs" : "runs", out);
	if (e->value[0] != K5_TRACE_NOBODY) {
		fprintf(out, ", %s is %s",
			trace_thread(t, (uint8_t)e->value[0]),
			trace_state(e->value[1]));
	}
}

static void put_call(const struct trace *t, FILE *out,
		     const struct trace_event *e)
{
	const char *object = trace_object(t, e);

	fprintf(out, "%s%s%s", trace_call(e), *object ? " " : "", object);
}

/* " of NAME", if it is not the thread's own budget. */
static void put_whose(const struct trace *t, FILE *out,
		      const struct trace_event *e)
{
	if (e->value[0] != e->thread) {
		fprintf(out, " of %s", trace_thread(t, (uint8_t)e->value[0]));
	}
}

static void put_time(const struct trace *t, FILE *out,
		     const struct trace_event *e)
{
	double us = trace_us(t, e->value[1]);

	switch (e->kind) {
	case K5_TRACE_CHARGE:
		fprintf(out, "used %.1f us", us);
		put_whose(t, out, e);
		fprintf(out, ", %.1f us left", trace_us(t, e->value[2]));
		break;
	case K5_TRACE_OVERRUN:
		fprintf(out, "ran %.1f us beyond the budget", us);
		put_whose(t, out, e);
		break;
	case K5_TRACE_THROTTLE:
		fprintf(out, "out of time for %.1f us", us);
		break;
	default:
		fprintf(out, "has time again, %.1f us", us);
	}
}

static void put_event(const struct trace *t, FILE *out,
		      const struct trace_event *e)
{
	switch (e->kind) {
	case K5_TRACE_SWITCH:
		put_switch(t, out, e);
		break;
	case K5_TRACE_WAKE:
		fputs(e->value[0] == 0 ? "starts" : "wakes, was ", out);
		fputs(e->value[0] == 0 ? "" : trace_state(e->value[0]), out);
		break;
	case K5_TRACE_CALL:
		put_call(t, out, e);
		break;
	case K5_TRACE_LEAVE:
		fprintf(out, "is back, %s", trace_status(e->value[0]));
		break;
	case K5_TRACE_FAULT:
		fprintf(out, "FAULT %s", fault_words(e->value[0]));
		break;
	case K5_TRACE_IRQ:
		fprintf(out, "interrupt %s", trace_line(t, e->value[0]));
		break;
	default:
		put_time(t, out, e);
	}
}

static bool came_back(const struct trace_event *call,
		      const struct trace_event *next,
		      const struct trace_event *end)
{
	return call->kind == K5_TRACE_CALL && next < end &&
	       next->kind == K5_TRACE_LEAVE && next->thread == call->thread;
}

static void put_lost(FILE *out, uint32_t count)
{
	fprintf(out,
		"--- %" PRIu32 " event%s dropped here: the device's trace "
		"buffer was full\n",
		count, count == 1 ? "" : "s");
}

void trace_text(const struct trace *t, FILE *out)
{
	const struct trace_event *end = t->event + t->count;
	int width = name_width(t);

	for (const struct trace_event *e = t->event; e < end; e++) {
		if (e->kind == K5_TRACE_LOST) {
			put_lost(out, e->value[0]);
			continue;
		}
		if (e->kind == TRACE_RECORD) {
			const struct trace_record *r = &t->record[e->value[0]];

			put_head(t, out, width, e, r->name);
			fprintf(out, "%-5s %s\n", r->label, r->text);
			continue;
		}
		put_head(t, out, width, e, trace_thread(t, e->thread));
		put_event(t, out, e);
		if (came_back(e, e + 1, end)) {
			fprintf(out, ": %s, %.1f us",
				trace_status(e[1].value[0]),
				trace_us(t, e[1].time - e->time));
			e++;
		}
		fputc('\n', out);
	}
}
