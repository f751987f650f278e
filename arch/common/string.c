/*
 * string.c - the two functions that a compiler may call unasked
 *
 * The kernel and the monitor link no C library. Plain loops: what they copy
 * is a struct here and there.
 */
#include <stddef.h>

/* Kept for calls that the compiler makes when it links the whole. */
#define KEPT __attribute__((used))

KEPT void *memcpy(void *restrict to, const void *restrict from, size_t size);
KEPT void *memset(void *to, int value, size_t size);

/* Else the compiler finds that memcpy's loop is a memcpy, and calls it. */
#pragma GCC optimize("no-tree-loop-distribute-patterns")

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
	unsigned char *out = to;
	const unsigned char *in = from;

	for (size_t i = 0; i < size; i++)
		out[i] = in[i];
	return to;
}

void *memset(void *to, int value, size_t size)
{
	unsigned char *out = to;

	for (size_t i = 0; i < size; i++)
		out[i] = (unsigned char)value;
	return to;
}
