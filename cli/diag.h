/*
 * diag.h - what the tool says when something is wrong
 *
 * A message speaks of the reader's own file. It carries a code that
 * `k5 explain` knows (one row of errors.def), the file, line and column, the
 * line itself, what was expected, and a help that says what to do:
 *
 *      error[K5-E0207]: task 'net' needs 9 memory regions, mps2-an505 has 8
 *        --> app.toml:41:1
 *      41 | mmio = ["uart1", "eth", "gpio0"]
 *         | ^^^^ third window here
 *      help: gpio0 and uart1 are adjacent; write mmio = ["apb0", "eth"]
 *
 * Messages go to stderr; with --json each is one object on a line.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Exit codes of k5. */
enum {
	K5X_OK = 0,
	K5X_BUILD = 1,
	K5X_USAGE = 2, /* wrong command line or bad app.toml */
	K5X_TARGET = 3,
	K5X_POLICY = 4,
	K5X_TOOL = 5, /* a tool or probe is missing */
	K5X_TIMEOUT = 124
};

/* A place in a text file; line 0: no place. */
struct where {
	const char *file;
	int line;
	int column;
	int width; /* characters to underline, at least 1 */
};

/* `note` stands beside the underline, `help` below; either may be NULL. */
struct diag {
	const char *code; /* "K5-E0207", a row of errors.def */
	struct where at;
	const char *note;
	const char *help;
};

/* Prints an error and counts it. The message is a printf format. */
void diag_error(struct diag d, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void diag_warning(struct diag d, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Line `line` of a file without its end, or NULL; the caller frees it. */
char *diag_line(const char *file, int line);

/* Errors so far. */
int diag_errors(void);

/* How to print: set once by main from --json, --color, NO_COLOR, -q. */
struct diag_style {
	bool json;
	bool color;
	bool quiet;
};
void diag_style(struct diag_style style);

#ifdef __cplusplus
}
#endif
