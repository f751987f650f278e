/*
 * show.c - laying out records, and remembering how a run went
 */
#include "show.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "json_line.h"

static const char *const level_word[] = {
	[K5_LEVEL_ERROR] = "error", [K5_LEVEL_WARN] = "warn",
	[K5_LEVEL_INFO] = "info",   [K5_LEVEL_DEBUG] = "debug",
	[K5_LEVEL_TRACE] = "trace",
};

enum {
	LEVELS = sizeof(level_word) / sizeof(level_word[0])
};

/* How a kind or level of record is labelled, coloured and called in JSON. */
struct label {
	const char *shown;
	const char *kind;
	const char *color;
};

static const struct label by_level[LEVELS] = {
	{"LOG  ", "log", ""},         {"ERROR", "log", "\033[31m"},
	{"WARN ", "log", "\033[33m"}, {"INFO ", "log", "\033[32m"},
	{"DEBUG", "log", "\033[36m"}, {"TRACE", "log", "\033[2m"},
};

static const struct label by_kind[] = {
	[K5_LOG_FAULT] = {"FAULT", "fault", "\033[1;31m"},
	[K5_LOG_PANIC] = {"PANIC", "panic", "\033[1;31m"},
	[K5_LOG_ASSERT] = {"BUG  ", "assert", "\033[1;31m"},
	[K5_LOG_BOOT] = {"BOOT ", "boot", "\033[2m"},
	[K5_LOG_EXIT] = {"EXIT ", "exit", "\033[2m"},
};

enum {
	KINDS = sizeof(by_kind) / sizeof(by_kind[0])
};

static struct label label_of(const struct record *r)
{
	if (r->kind == K5_LOG_RECORD) {
		return by_level[r->level < LEVELS ? r->level : 0];
	}
	if (r->kind < KINDS) {
		return by_kind[r->kind];
	}
	return (struct label){"?    ", "unknown", ""};
}

/* A record has its place with -v; what is wrong has it always. */
static bool place_shown(const struct show *s, const struct record *r)
{
	return r->file && (s->verbose || r->kind == K5_LOG_FAULT ||
			   r->kind == K5_LOG_ASSERT);
}

static void put_text(struct show *s, const struct record *r)
{
	struct label label = label_of(r);
	bool plain = r->kind == K5_LOG_EXIT || r->kind == K5_LOG_BOOT;

	if (!s->timeless) {
		fprintf(s->out, "%3llu.%06llu ",
			(unsigned long long)(r->time_us / 1000000),
			(unsigned long long)(r->time_us % 1000000));
	}
	fprintf(s->out, "%s%s%s ", s->color ? label.color : "", label.shown,
		s->color && *label.color ? "\033[0m" : "");
	if (!plain) {
		fprintf(s->out, "%s: ", r->task);
	}
	fputs(r->text ? r->text : "", s->out);
	if (place_shown(s, r)) {
		fprintf(s->out, " (%s:%d)", r->file, r->line);
	}
	fputc('\n', s->out);
}

static void set(json_t *object, const char *key, json_t *value)
{
	if (value) {
		json_object_set_new(object, key, value);
	}
}

static void put_numbers(json_t *object, const struct record *r)
{
	if (r->kind == K5_LOG_FAULT) {
		set(object, "class", json_integer(r->class));
		set(object, "address", json_integer((json_int_t)r->address));
		set(object, "pc", json_integer((json_int_t)r->pc));
	}
	if (r->function) {
		set(object, "function", json_string(r->function));
	}
	if (r->kind == K5_LOG_EXIT) {
		set(object, "code", json_integer(r->code));
	}
}

static void put_json(struct show *s, const struct record *r)
{
	json_t *object = json_object();

	set(object, "v", json_integer(1));
	set(object, "kind", json_string(label_of(r).kind));
	set(object, "time_us", json_integer((json_int_t)r->time_us));
	if (r->kind == K5_LOG_RECORD && r->level > 0 && r->level < LEVELS) {
		set(object, "level", json_string(level_word[r->level]));
	}
	set(object, "task", json_string(r->task));
	set(object, "text", json_string(r->text ? r->text : ""));
	if (r->file) {
		set(object, "file", json_string(r->file));
		set(object, "line", json_integer(r->line));
	}
	put_numbers(object, r);
	json_line(object, s->out);
}

/* A line about the stream itself. */
static void put_note(struct show *s, const char *kind, unsigned count,
		     const char *one, const char *many)
{
	if (s->json) {
		fprintf(s->out, "{\"v\":1,\"kind\":\"%s\",\"count\":%u}\n",
			kind, count);
	} else {
		fprintf(s->out, "%s--- %u %s%s\n", s->color ? "\033[35m" : "",
			count, count == 1 ? one : many,
			s->color ? "\033[0m" : "");
	}
}

/* "client" is also who "client/worker" is. */
static bool says(const struct record *r, const char *task)
{
	size_t n = strlen(task);

	return strncmp(r->task, task, n) == 0 &&
	       (r->task[n] == '\0' || r->task[n] == '/');
}

static bool wanted(const struct show *s, const struct record *r)
{
	if (r->time_us < s->since_us) {
		return false;
	}
	if (r->kind == K5_LOG_BOOT) {
		return s->boots || s->verbose;
	}
	if (r->kind == K5_LOG_EXIT) {
		return s->verbose || s->json || r->code != 0;
	}
	if (s->task && !says(r, s->task)) {
		return false;
	}
	return r->kind != K5_LOG_RECORD || s->level == 0 ||
	       r->level <= s->level;
}

static void remember(struct show *s, const struct record *r)
{
	const char *text = r->text ? r->text : "";

	snprintf(s->last, sizeof(s->last), "%s: %s", r->task, text);
	s->records++;
	if (s->until && regexec(s->until, s->last, 0, NULL, 0) == 0) {
		s->matched = true;
	}
}

static void note_outcome(struct show *s, const struct record *r)
{
	if (r->kind == K5_LOG_EXIT) {
		s->exited = true;
		s->code = r->code;
	}
	if (r->kind == K5_LOG_FAULT || r->kind == K5_LOG_PANIC) {
		s->faulted = true;
	}
	if (r->kind == K5_LOG_ASSERT) {
		snprintf(s->bug, sizeof(s->bug), "%s (%s:%d)",
			 r->text ? r->text : "", r->file ? r->file : "?",
			 r->line);
	}
}

/* Takes up the dictionary of a stream that begins or changes its build. */
static void choose_dict(struct show *s, uint32_t build)
{
	s->build = build;
	s->in_use = s->dict;
	if (!s->dict || s->dict->build == build) {
		return;
	}
	const struct dict *kept = dict_kept(s->dict, build);
	if (kept) {
		s->in_use = kept;
		fflush(s->out);
		diag_warning((struct diag){.code = "K5-E0502",
					   .help = "shown with the dictionary "
						   "kept when it was flashed"},
			     "the board runs an older build, %08x; the app is "
			     "now at %08x",
			     build, s->dict->build);
		return;
	}
	s->foreign = true;
	fflush(s->out);
	diag_error((struct diag){.code = "K5-E0502",
				 .help = "flash this app ('k5 flash'), or run "
					 "k5 in the folder of the other one"},
		   "this stream is from build %08x, the app here is %08x",
		   build, s->dict->build);
}

const char *show_label(const struct record *r)
{
	return label_of(r).shown;
}

/* What the stream lost, and where. */
static void put_losses(struct show *s, const struct frame *frame)
{
	if (frame->damaged > 0) {
		put_note(s, "damaged", frame->damaged,
			 "frame was damaged on the way",
			 "frames were damaged on the way");
	}
	if (frame->dropped > 0) {
		put_note(s, "dropped", frame->dropped,
			 "record dropped: the device's log buffer was full",
			 "records dropped: the device's log buffer was full");
	}
}

static void take_record(struct show *s, const struct frame *frame)
{
	struct record r;

	record_from(&r, frame, s->in_use);
	note_outcome(s, &r);
	bool shown = wanted(s, &r);
	if (shown) {
		remember(s, &r);
	}
	if (s->tap) {
		s->tap(s->tapper, frame, &r, shown);
	} else if (shown) {
		(s->json ? put_json : put_text)(s, &r);
	}
	record_free(&r);
}

void show_frame(void *show, const struct frame *frame)
{
	struct show *s = show;

	if (s->matched) {
		return;
	}
	if (s->frames == 0 || frame->build != s->build) {
		choose_dict(s, frame->build);
	}
	s->frames++;
	put_losses(s, frame);
	if (frame->kind != K5_LOG_TRACE) {
		take_record(s, frame);
	} else if (s->tap) {
		s->tap(s->tapper, frame, NULL, true);
	}
}
