/*
 * format.c - one conversion at a time
 *
 *      "%-08.3lx"      % flags width .precision length conversion
 *
 * abi/k5/log.h fixes how many bytes each conversion has on the wire. Integers
 * travel at least as ints and are cut to their length here, then printed as
 * long long: one path for all of them.
 */
#include "format.h"

#include <stdbool.h>
#include <string.h>

#include "decode.h"

/* Wider or more precise than this is a mistake or an attack. */
enum {
	WIDEST = 200
};

struct conversion {
	char flags[6];
	int width;
	int precision; /* -1: none */
	char length;   /* 'H' is hh, 'L' is ll, else the letter or 0 */
	char type;
};

/* What is left of the arguments. */
struct wire {
	const uint8_t *at;
	size_t left;
	unsigned word;
};

static const char *number(const char *at, int *out)
{
	int n = 0;

	while (*at >= '0' && *at <= '9') {
		n = n > WIDEST ? n : n * 10 + (*at - '0');
		at++;
	}
	*out = n > WIDEST ? WIDEST : n;
	return at;
}

static const char *flags(const char *at, struct conversion *c)
{
	size_t used = 0;

	while (*at && strchr("-+ #0", *at)) {
		if (!memchr(c->flags, *at, used)) {
			c->flags[used++] = *at;
		}
		at++;
	}
	c->flags[used] = '\0';
	return at;
}

static const char *length(const char *at, struct conversion *c)
{
	if (*at == '\0' || !strchr("hljzt", *at)) {
		return at;
	}
	c->length = *at++;
	if ((c->length == 'h' || c->length == 'l') && *at == c->length) {
		c->length = c->length == 'h' ? 'H' : 'L';
		at++;
	}
	return at;
}

/* `at` stands after the percent sign; the byte after the conversion. */
static const char *parse(const char *at, struct conversion *c)
{
	*c = (struct conversion){.precision = -1};
	at = number(flags(at, c), &c->width);
	if (*at == '.') {
		at = number(at + 1, &c->precision);
	}
	at = length(at, c);
	c->type = *at;
	return *at ? at + 1 : at;
}

/* Bytes of an integer or pointer on the wire. */
static size_t wire_size(const struct conversion *c, unsigned word)
{
	switch (c->length) {
	case 'L':
	case 'j':
		return 8;
	case 'l':
	case 'z':
	case 't':
		return word;
	default:
		return c->type == 'p' ? word : 4;
	}
}

static bool take(struct wire *w, size_t size, uint64_t *out)
{
	if (w->left < size) {
		w->left = 0;
		return false;
	}
	*out = size == 8 ? get_u64(w->at) : get_u32(w->at);
	w->at += size;
	w->left -= size;
	return true;
}

static long long as_signed(uint64_t value, char length, size_t size)
{
	if (length == 'H') {
		return (int8_t)value;
	}
	if (length == 'h') {
		return (int16_t)value;
	}
	return size == 4 ? (int32_t)value : (int64_t)value;
}

static unsigned long long as_unsigned(uint64_t value, char length)
{
	if (length == 'H') {
		return (uint8_t)value;
	}
	return length == 'h' ? (uint16_t)value : value;
}

/* The conversion again, from parts that can only be harmless. */
static void rebuild(const struct conversion *c, const char *type, char *spec,
		    size_t size)
{
	char width[12] = "";
	char precision[16] = "";

	if (c->width > 0) {
		snprintf(width, sizeof(width), "%d", c->width);
	}
	if (c->precision >= 0) {
		snprintf(precision, sizeof(precision), ".%d", c->precision);
	}
	snprintf(spec, size, "%%%s%s%s%s", c->flags, width, precision, type);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static bool integer(FILE *out, const struct conversion *c, struct wire *w)
{
	char type[4] = {'l', 'l', c->type, '\0'};
	char spec[40];
	size_t size = wire_size(c, w->word);
	uint64_t value;

	if (!take(w, size, &value)) {
		return false;
	}
	rebuild(c, type, spec, sizeof(spec));
	if (c->type == 'd' || c->type == 'i') {
		fprintf(out, spec, as_signed(value, c->length, size));
	} else {
		fprintf(out, spec, as_unsigned(value, c->length));
	}
	return true;
}

static bool floating(FILE *out, const struct conversion *c, struct wire *w)
{
	char type[2] = {c->type, '\0'};
	char spec[40];
	uint64_t bits;
	double value;

	if (!take(w, 8, &bits)) {
		return false;
	}
	memcpy(&value, &bits, sizeof(value));
	rebuild(c, type, spec, sizeof(spec));
	fprintf(out, spec, value);
	return true;
}

#pragma GCC diagnostic pop

static void padded(FILE *out, const struct conversion *c, const char *text,
		   size_t size)
{
	int fill = c->width > (int)size ? c->width - (int)size : 0;
	bool left = strchr(c->flags, '-') != NULL;

	fprintf(out, "%*s", left ? 0 : fill, "");
	fwrite(text, 1, size, out);
	fprintf(out, "%*s", left ? fill : 0, "");
}

static bool character(FILE *out, const struct conversion *c, struct wire *w)
{
	uint64_t value;

	if (!take(w, 4, &value)) {
		return false;
	}
	char byte = (char)value;
	padded(out, c, &byte, 1);
	return true;
}

/* A pointer as the part would write it: all its digits. */
static bool pointer(FILE *out, const struct conversion *c, struct wire *w)
{
	char text[24];
	uint64_t value;

	if (!take(w, w->word, &value)) {
		return false;
	}
	int n = snprintf(text, sizeof(text), "0x%0*llx", (int)w->word * 2,
			 (unsigned long long)value);
	padded(out, c, text, (size_t)n);
	return true;
}

static bool string(FILE *out, const struct conversion *c, struct wire *w)
{
	if (w->left == 0) {
		return false;
	}
	size_t sent = *w->at++;
	w->left--;

	size_t here = sent < w->left ? sent : w->left;
	size_t shown = here;
	if (c->precision >= 0 && (size_t)c->precision < shown) {
		shown = (size_t)c->precision;
	}
	padded(out, c, (const char *)w->at, shown);
	w->at += here;
	w->left -= here;
	return here == sent;
}

static bool convert(FILE *out, const struct conversion *c, struct wire *w)
{
	switch (c->type) {
	case '%':
		fputc('%', out);
		return true;
	case 'c':
		return character(out, c, w);
	case 'p':
		return pointer(out, c, w);
	case 's':
		return string(out, c, w);
	default:
		break;
	}
	if (strchr("diuxXo", c->type)) {
		return integer(out, c, w);
	}
	if (strchr("fFeEgGaA", c->type)) {
		return floating(out, c, w);
	}
	/* its size is unknown, so nothing after it can be trusted */
	w->left = 0;
	fprintf(out, "<%%%c>", c->type);
	return true;
}

void format_args(FILE *out, const char *format, unsigned word,
		 const uint8_t *bytes, size_t length)
{
	struct wire w = {.at = bytes, .left = length, .word = word};
	struct conversion c;

	while (*format) {
		size_t plain = strcspn(format, "%");

		fwrite(format, 1, plain, out);
		format += plain;
		if (*format == '\0') {
			break;
		}
		format = parse(format + 1, &c);
		if (c.type == '\0') {
			break;
		}
		if (!convert(out, &c, &w)) {
			fputs("<cut>", out);
			return;
		}
	}
	if (w.left > 0) {
		fprintf(out, " <+%zu bytes>", w.left);
	}
}
