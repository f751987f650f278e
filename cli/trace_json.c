/*
 * trace_json.c - the trace for Perfetto, as the Chrome trace event format
 *
 *      process "app"   track NAME       |#run#|    |###run###|    B, E; faults, log: i
 *                      calls of NAME      (--call ping--)         b, e: may outlast a run
 *                      budget of NAME   ~\_/~~\__                 C, microseconds left
 *
 * Every B has its E and every b its e: what the trace does not end, ends where
 * events were lost, or with the trace.
 */
#include <jansson.h>
#include <string.h>

#include "../codegen/text.h"
#include "config_keep.h"
#include "record.h"
#include "trace.h"

enum {
	PID = 1,
	THREADS = 256
};

struct tracks {
	const struct trace *t;
	struct text *out;
	uint8_t running; /* K5_TRACE_NOBODY: none */
	bool calling[THREADS];
	const char *call[THREADS];
	bool any; /* a comma goes before the next */
};

/* Adds the object, with its phase, track and time; takes it over. */
static void put(struct tracks *k, const char *phase, size_t track,
		uint64_t time, json_t *o)
{
	json_object_set_new(o, "ph", json_string(phase));
	json_object_set_new(o, "pid", json_integer(PID));
	json_object_set_new(o, "tid", json_integer((json_int_t)track));
	json_object_set_new(o, "ts", json_real(trace_us(k->t, time)));
	char *line = json_dumps(o, JSON_COMPACT | JSON_REAL_PRECISION(15));
	text_add(k->out, "%s\n%s", k->any ? "," : "", line ? line : "{}");
	k->any = true;
	free(line);
	json_decref(o);
}

static size_t track_of(uint8_t thread)
{
	return thread == K5_TRACE_NOBODY ? 0 : 1 + (size_t)thread;
}

static json_t *named(const char *name)
{
	return json_pack("{s:s}", "name", name);
}

static void put_name(struct tracks *k, const char *what, size_t track,
		     const char *name)
{
	put(k, "M", track, 0,
	    json_pack("{s:s, s:{s:s}}", "name", what, "args", "name", name));
}

static void put_names(struct tracks *k)
{
	put_name(k, "process_name", 0, k->t->dict ? k->t->dict->app : "app");
	put_name(k, "thread_name", 0, "kernel");
	for (size_t i = 0; i < trace_threads(k->t); i++) {
		put_name(k, "thread_name", track_of((uint8_t)i),
			 trace_thread(k->t, (uint8_t)i));
	}
}

static void end_run(struct tracks *k, uint64_t time, const char *state)
{
	if (k->running == K5_TRACE_NOBODY) {
		return;
	}
	put(k, "E", track_of(k->running), time,
	    state ? json_pack("{s:{s:s}}", "args", "then", state)
		  : json_object());
	k->running = K5_TRACE_NOBODY;
}

static void put_switch(struct tracks *k, const struct trace_event *e)
{
	end_run(k, e->time, trace_state(e->value[1]));
	if (e->thread != K5_TRACE_NOBODY) {
		put(k, "B", track_of(e->thread), e->time, named("runs"));
		k->running = e->thread;
	}
}

/* One thread is in one call: its id is enough to pair the two ends. */
static json_t *call_object(const struct tracks *k, uint8_t thread)
{
	return json_pack("{s:s, s:s, s:i}", "name", k->call[thread], "cat",
			 "call", "id", (int)thread + 1);
}

static void end_call(struct tracks *k, uint8_t thread, uint64_t time,
		     const char *status)
{
	if (!k->calling[thread]) {
		return;
	}
	json_t *o = call_object(k, thread);
	if (status) {
		json_object_set_new(o, "args",
				    json_pack("{s:s}", "status", status));
	}
	put(k, "e", track_of(thread), time, o);
	k->calling[thread] = false;
}

static void begin_call(struct tracks *k, const struct trace_event *e)
{
	const char *object = trace_object(k->t, e);

	end_call(k, e->thread, e->time, NULL);
	k->call[e->thread] =
		*object ? keep_format("%s %s", trace_call(e), object)
			: trace_call(e);
	k->calling[e->thread] = true;
	put(k, "b", track_of(e->thread), e->time, call_object(k, e->thread));
}

static void put_instant(struct tracks *k, const struct trace_event *e,
			const char *name)
{
	json_t *o = named(name);

	json_object_set_new(o, "s", json_string("t"));
	put(k, "i", track_of(e->thread), e->time, o);
}

static void put_left(struct tracks *k, const struct trace_event *e,
		     uint32_t left)
{
	const char *name = trace_thread(k->t, (uint8_t)e->value[0]);

	put(k, "C", 0, e->time,
	    json_pack("{s:s, s:{s:f}}", "name",
		      keep_format("budget of %s", name), "args", "us left",
		      trace_us(k->t, left)));
}

/* A record is on the track of the thread that runs, if it is of that task. */
static void put_record(struct tracks *k, const struct trace_event *e)
{
	const struct trace_record *r = &k->t->record[e->value[0]];
	bool own = k->running != K5_TRACE_NOBODY && k->t->dict &&
		   trace_task(k->t, k->running) == r->task;
	json_t *o = json_pack("{s:s, s:s, s:{s:s, s:s}}", "name", r->text, "s",
			      "t", "args", "level", r->label, "task", r->name);

	put(k, "i", own ? track_of(k->running) : 0, e->time, o);
}

/* What is open cannot be known to go on. */
static void end_all(struct tracks *k, uint64_t time)
{
	end_run(k, time, NULL);
	for (unsigned i = 0; i < THREADS; i++) {
		end_call(k, (uint8_t)i, time, NULL);
	}
}

static void put_event(struct tracks *k, const struct trace_event *e)
{
	switch (e->kind) {
	case TRACE_RECORD:
		put_record(k, e);
		break;
	case K5_TRACE_SWITCH:
		put_switch(k, e);
		break;
	case K5_TRACE_CALL:
		begin_call(k, e);
		break;
	case K5_TRACE_LEAVE:
		end_call(k, e->thread, e->time, trace_status(e->value[0]));
		break;
	case K5_TRACE_CHARGE:
		put_left(k, e, e->value[2]);
		break;
	case K5_TRACE_REFILL:
		put_left(k, e, e->value[1]);
		break;
	case K5_TRACE_WAKE:
		put_instant(k, e, e->value[0] == 0 ? "starts" : "wakes");
		break;
	case K5_TRACE_THROTTLE:
		put_left(k, e, 0);
		put_instant(k, e, "out of time");
		break;
	case K5_TRACE_OVERRUN:
		put_instant(k, e, "beyond its budget");
		break;
	case K5_TRACE_FAULT:
		put_instant(k, e, fault_words(e->value[0]));
		break;
	case K5_TRACE_IRQ:
		put_instant(k, e, trace_line(k->t, e->value[0]));
		break;
	default:
		end_all(k, e->time);
		put_instant(k, e, "events lost");
	}
}

bool trace_json(const struct trace *t, const char *file)
{
	struct text out = {0};
	struct tracks k = {.t = t, .out = &out, .running = K5_TRACE_NOBODY};

	text_add(&out, "{\"displayTimeUnit\":\"ns\",\"traceEvents\":[");
	put_names(&k);
	for (size_t i = 0; i < t->count; i++) {
		put_event(&k, &t->event[i]);
	}
	end_all(&k, t->end);
	text_add(&out, "\n]}\n");
	bool ok = text_save(&out, file) != SAVE_FAILED;
	text_free(&out);
	return ok;
}
