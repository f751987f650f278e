/*
 * diag.c - what the tool says when something is wrong
 *
 * The line shown is read from the file again, one code point a column:
 *
 *      41 | mmio = ["uart1"]     tabs become spaces up to the next stop,
 *         |         ^^^^^^^      what a terminal could obey becomes '?'
 *
 * Lines too wide for a screen are cut around the underline. Which colours to
 * use is decided elsewhere (diag_style); here they are only applied.
 */
#include "diag.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_line.h"

enum {
	TAB = 8,
	SHOWN = 160,       /* the most columns of a source line */
	BEFORE_CARET = 80, /* of these, the most left of the underline */
	MANY = 50          /* errors printed before the rest is only counted */
};

#define RED    "\033[1;31m"
#define YELLOW "\033[1;33m"
#define BLUE   "\033[1;34m"
#define CYAN   "\033[1;36m"
#define BOLD   "\033[1m"
#define PLAIN  "\033[0m"

static struct diag_style how;
static int errors;

void diag_style(struct diag_style style)
{
	how = style;
}

int diag_errors(void)
{
	return errors;
}

static const char *color(const char *escape)
{
	return how.color ? escape : "";
}

/*
 * Bytes of the code point at `s`, and whether it may be shown: controls and
 * broken UTF-8 may not.
 */
static size_t glyph(const char *s, bool *shown)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t length = u[0] < 0x80   ? 1
			: u[0] < 0xc2 ? 0
			: u[0] < 0xe0 ? 2
			: u[0] < 0xf0 ? 3
			: u[0] < 0xf5 ? 4
				      : 0;
	for (size_t i = 1; i < length; i++) {
		if ((u[i] & 0xc0) != 0x80) {
			length = 0;
		}
	}
	bool control =
		u[0] < 0x20 || u[0] == 0x7f || (u[0] == 0xc2 && u[1] < 0xa0);
	*shown = length > 0 && !control;
	return length > 0 ? length : 1;
}

/* Text without anything a terminal would obey; a new line stays one. */
static void put_text(const char *text)
{
	while (*text) {
		bool shown;
		size_t length = glyph(text, &shown);
		if (shown || *text == '\n') {
			fwrite(text, 1, length, stderr);
		} else {
			fputc('?', stderr);
		}
		text += length;
	}
}

char *diag_line(const char *file, int line)
{
	FILE *f = fopen(file, "r");
	if (!f) {
		return NULL;
	}
	char *text = NULL;
	size_t room = 0;
	ssize_t length = 0;
	for (int i = 0; i < line && length >= 0; i++) {
		length = getline(&text, &room, f);
	}
	fclose(f);
	if (length < 0) {
		free(text);
		return NULL;
	}
	text[strcspn(text, "\r\n")] = '\0';
	return text;
}

/* A line of text drawn from code point `first` on. */
struct drawing {
	const char *from;
	int first;
	int mark;  /* column of the underline, from 0 */
	int width; /* of the underline */
	bool cut;  /* more follows than is shown */
};

static int glyph_columns(const char *s, int column)
{
	return *s == '\t' ? TAB - column % TAB : 1;
}

/* Where the underline falls, with the line's tabs and cuts applied. */
static struct drawing measure(const char *text, struct where at)
{
	struct drawing d = {.from = text};
	int skip = at.column > BEFORE_CARET ? at.column - BEFORE_CARET / 2 : 0;
	int column = 0;
	int point = 1;
	bool shown;
	for (; *text && column < SHOWN; point++) {
		if (point <= skip) {
			d.from = text += glyph(text, &shown);
			d.first = point;
			continue;
		}
		int wide = glyph_columns(text, column);
		if (point < at.column) {
			d.mark += wide;
		} else if (point < at.column + at.width) {
			d.width += wide;
		}
		column += wide;
		text += glyph(text, &shown);
	}
	d.cut = *text != '\0';
	d.width = d.width > 0 ? d.width : 1;
	return d;
}

static void draw_line(struct drawing d)
{
	fputs(d.first > 0 ? "..." : "", stderr);
	int column = 0;
	for (const char *s = d.from; *s && column < SHOWN;) {
		bool shown;
		int wide = glyph_columns(s, column);
		size_t length = glyph(s, &shown);
		if (shown) {
			fwrite(s, 1, length, stderr);
		} else {
			fprintf(stderr, "%*s", wide, *s == '\t' ? "" : "?");
		}
		column += wide;
		s += length;
	}
	fputs(d.cut ? "...\n" : "\n", stderr);
}

static void draw_mark(struct drawing d, const char *escape, const char *note)
{
	fprintf(stderr, "%*s%s", d.mark + (d.first > 0 ? 3 : 0), "",
		color(escape));
	for (int i = 0; i < d.width; i++) {
		fputc('^', stderr);
	}
	if (note) {
		fputc(' ', stderr);
		put_text(note);
	}
	fprintf(stderr, "%s\n", color(PLAIN));
}

static void show_place(struct diag d, const char *escape)
{
	struct where at = d.at;
	int margin = snprintf(NULL, 0, "%d", at.line);
	fprintf(stderr, "%*s%s-->%s ", margin, "", color(BLUE), color(PLAIN));
	put_text(at.file);
	fprintf(stderr, ":%d:%d\n", at.line, at.column);

	char *text = diag_line(at.file, at.line);
	if (!text) {
		return;
	}
	struct drawing line = measure(text, at);
	fprintf(stderr, "%s%d |%s ", color(BLUE), at.line, color(PLAIN));
	draw_line(line);
	fprintf(stderr, "%s%*s |%s ", color(BLUE), margin, "", color(PLAIN));
	draw_mark(line, escape, d.note);
	free(text);
}

static void show(const char *kind, const char *escape, struct diag d,
		 const char *message)
{
	fprintf(stderr, "%s%s[%s]%s%s: ", color(escape), kind, d.code,
		color(PLAIN), color(BOLD));
	put_text(message);
	fprintf(stderr, "%s\n", color(PLAIN));
	if (d.at.line > 0 && d.at.file) {
		show_place(d, escape);
	}
	if (d.help) {
		fprintf(stderr, "%shelp%s: ", color(CYAN), color(PLAIN));
		put_text(d.help);
		fputc('\n', stderr);
	}
}

/* A JSON string even of bytes that are not UTF-8. */
static json_t *json_text(const char *text)
{
	json_t *string = json_string(text);
	if (string || !text) {
		return string ? string : json_null();
	}
	char *ascii = strdup(text);
	for (char *s = ascii; s && *s; s++) {
		*s = (unsigned char)*s < 0x80 ? *s : '?';
	}
	string = json_string(ascii ? ascii : "");
	free(ascii);
	return string;
}

static void show_json(const char *kind, struct diag d, const char *message)
{
	json_t *object = json_object();
	json_object_set_new(object, "v", json_integer(1));
	json_object_set_new(object, "type", json_string(kind));
	json_object_set_new(object, "code", json_text(d.code));
	json_object_set_new(object, "message", json_text(message));
	if (d.at.line > 0 && d.at.file) {
		json_object_set_new(object, "file", json_text(d.at.file));
		json_object_set_new(object, "line", json_integer(d.at.line));
		json_object_set_new(object, "column",
				    json_integer(d.at.column));
		json_object_set_new(object, "width", json_integer(d.at.width));
	}
	if (d.note) {
		json_object_set_new(object, "note", json_text(d.note));
	}
	if (d.help) {
		json_object_set_new(object, "help", json_text(d.help));
	}
	json_line(object, stderr);
}

static void say(const char *kind, const char *escape, struct diag d,
		const char *format, va_list args)
{
	char *message = NULL;
	if (vasprintf(&message, format, args) < 0) {
		message = NULL;
	}
	const char *text = message ? message : format;
	if (how.json) {
		show_json(kind, d, text);
	} else {
		show(kind, escape, d, text);
	}
	free(message);
}

void diag_error(struct diag d, const char *format, ...)
{
	errors++;
	if (errors > MANY) {
		return;
	}
	va_list args;
	va_start(args, format);
	say("error", RED, d, format, args);
	va_end(args);
	if (errors == MANY && !how.json) {
		fputs("k5: further errors are not shown\n", stderr);
	}
}

void diag_warning(struct diag d, const char *format, ...)
{
	if (how.quiet) {
		return;
	}
	va_list args;
	va_start(args, format);
	say("warning", YELLOW, d, format, args);
	va_end(args);
}
