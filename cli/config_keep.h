/*
 * config_keep.h - memory that lives as long as the model
 *
 * What is read from a configuration is kept until the tool ends: nothing is
 * ever freed alone, so every string may be shared. keep_release drops all of
 * it at once; only a program that loads many configurations needs it.
 */
#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Zeroed memory, never NULL: without memory the tool says so and ends. */
void *keep_alloc(size_t count, size_t size);

/* A copy of `length` bytes, with a NUL after them. */
char *keep_bytes(const char *bytes, size_t length);
char *keep_text(const char *text);

char *keep_format(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

void keep_release(void);

#ifdef __cplusplus
}
#endif
