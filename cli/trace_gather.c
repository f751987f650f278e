/*
 * trace_gather.c - frames become one list of events
 *
 * A call that came back at once is one event on the wire and two here. When the
 * board starts anew, what it did before is another trace: only the last one is
 * kept.
 */
#include <stdlib.h>
#include <string.h>

#include "config_keep.h"
#include "trace.h"

enum {
	FIRST_ROOM = 1024,
	AFTER_ALL = 0xfe /* thread of a record that ends the run */
};

/* Room for one more of `size` bytes; ends the tool when there is no memory. */
static void *grown(void *list, size_t count, size_t *room, size_t size)
{
	if (count < *room) {
		return list;
	}
	*room = *room > 0 ? 2 * *room : FIRST_ROOM;
	list = realloc(list, *room * size);
	if (!list) {
		fputs("k5: out of memory\n", stderr);
		exit(K5X_TOOL);
	}
	return list;
}

static void add(struct trace *t, struct trace_event e)
{
	t->event = grown(t->event, t->count, &t->room, sizeof(*t->event));
	e.order = t->count;
	t->event[t->count++] = e;
	if (e.time > t->end) {
		t->end = e.time;
	}
}

static void take_event(void *trace, const struct trace_event *event)
{
	struct trace *t = trace;
	struct trace_event e = *event;

	if (e.kind == K5_TRACE_LOST) {
		t->lost += e.value[0];
	}
	add(t, e);
	if (e.kind == K5_TRACE_CALL && e.value[1] > 0) {
		add(t, (struct trace_event){.time = e.time + e.value[2],
					    .kind = K5_TRACE_LEAVE,
					    .thread = e.thread,
					    .value = {e.value[1] - 1}});
	}
}

static char *trimmed(const char *label)
{
	return keep_bytes(label, strcspn(label, " "));
}

static void take_record(struct trace *t, const struct frame *frame,
			const struct record *r)
{
	t->record = grown(t->record, t->records, &t->record_room,
			  sizeof(*t->record));
	t->record[t->records] = (struct trace_record){
		.kind = r->kind,
		.task = frame->task,
		.label = trimmed(show_label(r)),
		.name = keep_text(r->task),
		.text = keep_text(r->text ? r->text : ""),
	};
	add(t, (struct trace_event){.time = frame->ticks,
				    .kind = TRACE_RECORD,
				    .thread = r->kind == K5_LOG_EXIT
						      ? AFTER_ALL
						      : K5_TRACE_NOBODY,
				    .value = {(uint32_t)t->records++}});
}

static void begin_anew(struct trace *t)
{
	t->count = 0;
	t->records = 0;
	t->frames = 0;
	t->lost = 0;
	t->end = 0;
	t->ended = false;
}

static void take_frame(struct trace *t, const struct frame *frame)
{
	uint8_t kind = 0;
	enum trace_decoded how =
		trace_decode(frame->payload, frame->length, frame->ticks,
			     take_event, t, &kind);

	t->frames++;
	if (how != TRACE_OK && t->wrong == TRACE_OK) {
		t->wrong = how;
		t->wrong_kind = kind;
	}
}

void trace_tap(void *tapper, const struct frame *frame,
	       const struct record *record, bool wanted)
{
	struct trace *t = tapper;

	if (!record) {
		take_frame(t, frame);
		return;
	}
	if (record->kind == K5_LOG_BOOT) {
		begin_anew(t);
		return;
	}
	t->ended = record->kind == K5_LOG_EXIT;
	if (wanted || t->ended) {
		take_record(t, frame, record);
	}
}

/*
 * A record has the time of the call that logged it, and goes before it: so the
 * call's beginning and end stay together. The app's end comes last.
 */
static int place_of(const struct trace_event *e)
{
	return e->kind != TRACE_RECORD ? 1 : e->thread == AFTER_ALL ? 2 : 0;
}

static int by_time(const void *a, const void *b)
{
	const struct trace_event *x = a;
	const struct trace_event *y = b;
	int place = place_of(x) - place_of(y);

	if (x->time != y->time) {
		return x->time < y->time ? -1 : 1;
	}
	return place != 0 ? place : x->order < y->order ? -1 : 1;
}

void trace_sort(struct trace *t)
{
	if (t->count > 0) {
		qsort(t->event, t->count, sizeof(*t->event), by_time);
	}
}

size_t trace_events(const struct trace *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->count; i++) {
		n += t->event[i].kind != K5_TRACE_LOST;
	}
	return n;
}
