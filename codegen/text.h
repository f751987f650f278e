/*
 * text.h - a growing piece of text, and saving it without half-written files
 *
 * Everything the code generator makes is built here first and saved in one
 * step. A file whose content would not change is not touched, so ninja's
 * restat sees that whatever is built from it may stay as it is.
 */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* Starts as {0}. `s` ends with a zero byte as soon as anything was added. */
struct text {
	char *s;
	size_t length;
	size_t room;
};

/* Adds a piece, printf-like. Ends the program when memory runs out. */
void text_add(struct text *t, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void text_add_v(struct text *t, const char *format, va_list args);
void text_add_bytes(struct text *t, const void *bytes, size_t length);

/* Frees it and leaves it empty. */
void text_free(struct text *t);

enum save {
	SAVE_FAILED,
	SAVE_SAME,
	SAVE_WRITTEN
};

/*
 * Writes `path` through a temporary file beside it and a rename; SAVE_SAME if
 * the file held exactly this already. SAVE_FAILED has told why.
 */
enum save text_save(const struct text *t, const char *path);

/* Reads a whole file. False, and says nothing, if it cannot. */
bool text_load(struct text *t, const char *path);

/* Makes a folder and those above it. False after having told why. */
bool make_folder(const char *path);
