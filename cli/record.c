/*
 * record.c - one kind of frame, one function
 *
 * A payload too short for its kind is said to be so; nothing is read beyond
 * its end.
 */
#include "record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "place.h"

/* What a fault's class says to a person, and whether an address belongs. */
static const struct {
	const char *text;
	bool address;
} fault_class[] = {
	[K5_FAULT_NONE] = {"fault", false},
	[K5_FAULT_MEMORY] = {"memory access outside its regions", true},
	[K5_FAULT_EXECUTE] = {"instruction fetch outside its regions", true},
	[K5_FAULT_STACK] = {"stack overflow", false},
	[K5_FAULT_UNDEFINED] = {"undefined or forbidden instruction", false},
	[K5_FAULT_ALIGNMENT] = {"unaligned access", false},
	[K5_FAULT_DIVIDE] = {"division by zero", false},
	[K5_FAULT_BREAKPOINT] = {"breakpoint instruction", false},
	[K5_FAULT_BUS] = {"nothing answers on the bus", true},
	[K5_FAULT_STATE] = {"bad processor state or exception return", false},
	[K5_FAULT_SECURE] = {"touched memory of the Secure side", true},
};

enum {
	CLASSES = sizeof(fault_class) / sizeof(fault_class[0])
};

const char *fault_words(uint32_t class)
{
	return fault_class[class < CLASSES ? class : K5_FAULT_NONE].text;
}

/* A frame, who sent it, and where the words go. */
struct source {
	const struct frame *frame;
	const struct dict *dict;        /* NULL: not of this build */
	const struct dict_image *image; /* NULL: unknown */
	FILE *out;
};

static uint64_t microseconds(uint64_t ticks, uint32_t hz)
{
	return ticks / hz * 1000000 + ticks % hz * 1000000 / hz;
}

/* The path a reader would use: seen from the app's folder if it is inside. */
static const char *short_path(const struct dict *d, const char *path)
{
	size_t n = d ? strlen(d->source) : 0;

	if (n > 0 && strncmp(path, d->source, n) == 0 && path[n] == '/') {
		return path + n + 1;
	}
	return path;
}

/* Prints "file:line condition" or text of the string `id`; its arguments. */
static void string_of(struct record *r, const struct source *s, uint32_t id,
		      const uint8_t *bytes, size_t length)
{
	const struct dict_string *string =
		s->image ? dict_string(s->image, id) : NULL;

	if (!string) {
		fprintf(s->out, "<string %u, %zu bytes>", id, length);
		return;
	}
	r->file = short_path(s->dict, string->file);
	r->line = string->line;
	if (r->kind == K5_LOG_ASSERT) {
		fprintf(s->out, "assertion failed: %s", string->format);
	} else {
		format_args(s->out, string->format, s->dict->word, bytes,
			    length);
	}
}

static bool long_enough(const struct source *s, size_t needed)
{
	if (s->frame->length < needed) {
		fprintf(s->out, "<cut: %zu of %zu bytes>", s->frame->length,
			needed);
		return false;
	}
	return true;
}

static void by_string(struct record *r, const struct source *s)
{
	if (long_enough(s, 4)) {
		string_of(r, s, get_u32(s->frame->payload),
			  s->frame->payload + 4, s->frame->length - 4);
	}
}

static void locate(struct record *r, const struct source *s)
{
	struct place place;

	if (s->image && s->image->elf &&
	    place_find(s->image->elf, r->pc, &place)) {
		r->function = place.function;
		r->file = place.file ? short_path(s->dict, place.file) : NULL;
		r->line = place.line;
	}
}

/* The task's further threads are named; threads count through all tasks. */
static void put_thread(struct record *r, const struct source *s, size_t thread)
{
	if (!s->image || s->frame->task == K5_LOG_KERNEL) {
		return;
	}
	for (size_t i = 0; i < s->frame->task; i++) {
		thread -= s->dict->tasks[i].thread_count;
	}
	if (thread > 0 && thread < s->image->thread_count) {
		size_t n = strlen(r->task);
		snprintf(r->task + n, sizeof(r->task) - n, "/%s",
			 s->image->threads[thread]);
	}
}

static void fault(struct record *r, const struct source *s)
{
	if (!long_enough(s, 20)) {
		return;
	}
	const uint8_t *p = s->frame->payload;

	r->class = p[0] < CLASSES ? p[0] : K5_FAULT_NONE;
	r->address = get_u64(p + 4);
	r->pc = get_u64(p + 12);
	put_thread(r, s, p[1]);
	locate(r, s);

	fputs(fault_class[r->class].text, s->out);
	if (fault_class[r->class].address) {
		fprintf(s->out, " at 0x%08llx", (unsigned long long)r->address);
	}
	if (r->class == K5_FAULT_STACK && r->pc == 0) {
		return; /* the frame with the pc did not fit the stack */
	}
	fprintf(s->out, ", pc 0x%08llx", (unsigned long long)r->pc);
	if (r->function) {
		fprintf(s->out, " in %s", r->function);
	}
}

static void panic(struct record *r, const struct source *s)
{
	(void)r;
	fwrite(s->frame->payload, 1, s->frame->length, s->out);
}

static void boot(struct record *r, const struct source *s)
{
	(void)r;
	if (s->dict) {
		fprintf(s->out, "%s on %s, ", s->dict->app, s->dict->board);
	}
	fprintf(s->out, "build %08x", s->frame->build);
}

static void end(struct record *r, const struct source *s)
{
	if (!long_enough(s, 4)) {
		return;
	}
	r->code = (int32_t)get_u32(s->frame->payload);
	fprintf(s->out, "exit %d after %llu.%03llu s", r->code,
		(unsigned long long)(r->time_us / 1000000),
		(unsigned long long)(r->time_us / 1000 % 1000));
}

static void (*const by_kind[])(struct record *, const struct source *) = {
	[K5_LOG_RECORD] = by_string, [K5_LOG_FAULT] = fault,
	[K5_LOG_PANIC] = panic,      [K5_LOG_ASSERT] = by_string,
	[K5_LOG_BOOT] = boot,        [K5_LOG_EXIT] = end,
};

enum {
	KINDS = sizeof(by_kind) / sizeof(by_kind[0])
};

/* What the functions above wrote, as one clean line. */
static char *one_line(char *raw, size_t size)
{
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	if (!out) {
		return raw;
	}
	if (size > 0 && raw[size - 1] == '\n') {
		size--;
	}
	format_clean(out, raw, size);
	fclose(out);
	free(raw);
	return text;
}

static void put_name(struct record *r, const struct source *s)
{
	if (s->image) {
		snprintf(r->task, sizeof(r->task), "%s", s->image->name);
	} else if (s->frame->task == K5_LOG_KERNEL) {
		snprintf(r->task, sizeof(r->task), "kernel");
	} else {
		snprintf(r->task, sizeof(r->task), "task %u", s->frame->task);
	}
}

void record_from(struct record *out, const struct frame *frame,
		 const struct dict *d)
{
	bool known = d && d->build == frame->build;
	uint32_t hz = d && d->hz ? d->hz : 1000000;
	char *raw = NULL;
	size_t size = 0;
	struct source s = {
		.frame = frame,
		.dict = known ? d : NULL,
		.image = known ? dict_image(d, frame->task) : NULL,
		.out = open_memstream(&raw, &size),
	};

	*out = (struct record){
		.kind = frame->kind,
		.level = frame->level,
		.time_us = microseconds(frame->ticks, hz),
		.known = known,
	};
	put_name(out, &s);
	if (!s.out) {
		return;
	}
	if (frame->kind < KINDS) {
		by_kind[frame->kind](out, &s);
	} else {
		fprintf(s.out, "<frame of kind %u, %zu bytes>", frame->kind,
			frame->length);
	}
	fclose(s.out);
	out->text = one_line(raw, size);
}

void record_free(struct record *r)
{
	free(r->text);
	r->text = NULL;
}
