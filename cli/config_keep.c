/*
 * config_keep.c - memory that lives as long as the model
 *
 *      newest -> block -> block -> NULL      one block an allocation
 *
 * A configuration is a few kilobytes; a chain of blocks is all it needs.
 */
#include "config_keep.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"

struct block {
	struct block *older;
	max_align_t bytes[];
};

static struct block *newest;

void *keep_alloc(size_t count, size_t size)
{
	struct block *b = NULL;
	if (size == 0 || count <= (SIZE_MAX - sizeof *b) / size) {
		b = calloc(1, sizeof *b + count * size);
	}
	if (!b) {
		fputs("k5: out of memory\n", stderr);
		exit(K5X_BUILD);
	}
	b->older = newest;
	newest = b;
	return b->bytes;
}

char *keep_bytes(const char *bytes, size_t length)
{
	char *copy = keep_alloc(length + 1, 1);
	if (length > 0) {
		memcpy(copy, bytes, length);
	}
	return copy;
}

char *keep_text(const char *text)
{
	return keep_bytes(text, strlen(text));
}

char *keep_format(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	va_list again;
	va_copy(again, args);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);

	char *text = keep_alloc((size_t)(length < 0 ? 0 : length) + 1, 1);
	if (length > 0) {
		vsnprintf(text, (size_t)length + 1, format, again);
	}
	va_end(again);
	return text;
}

void keep_release(void)
{
	while (newest) {
		struct block *b = newest;
		newest = b->older;
		free(b);
	}
}
