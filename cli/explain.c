/*
 * explain.c - what an error code means
 *
 * The rows are those of errors.def; the number alone is enough of a code.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "config.h"

static const struct row {
	const char *code;
	const char *title;
	const char *text;
} rows[] = {
#define K5_ERROR(code, title, text) {code, title, text},
#include "errors.def"
};

enum {
	ROWS = sizeof rows / sizeof rows[0],
	WIDTH = 76
};

/* "K5-E0207", "e0207" and "207" are the same code. */
static bool same_code(const char *code, const char *asked)
{
	size_t skip = strlen(code);
	size_t length = strlen(asked);
	skip = length < skip ? skip - length : 0;
	for (code += skip; *code && *asked; code++, asked++) {
		if (toupper((unsigned char)*code) !=
		    toupper((unsigned char)*asked)) {
			return false;
		}
	}
	return *code == *asked && skip <= strlen("K5-E0");
}

static void print_wrapped(const char *text)
{
	int column = 0;
	while (*text) {
		int length = (int)strcspn(text, " ");
		if (column > 0 && column + 1 + length > WIDTH) {
			putchar('\n');
			column = 0;
		}
		column += printf("%s%.*s", column > 0 ? " " : "", length, text);
		text += length;
		text += *text == ' ';
	}
	putchar('\n');
}

int explain(const char *code)
{
	for (size_t i = 0; i < ROWS; i++) {
		if (same_code(rows[i].code, code)) {
			printf("%s: %s\n\n", rows[i].code, rows[i].title);
			print_wrapped(rows[i].text);
			return K5X_OK;
		}
	}
	fprintf(stderr, "k5: no error has the code '%s'; there are:\n", code);
	for (size_t i = 0; i < ROWS; i++) {
		fprintf(stderr, "  %s  %s\n", rows[i].code, rows[i].title);
	}
	return K5X_USAGE;
}
