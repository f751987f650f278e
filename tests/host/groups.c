/*
 * groups.c - tests by name, in groups
 *
 *      K5_ONLY=c07_* host-tests    those alone
 */
#include "groups.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	MOST = 1024,
	ROOM = 1 << 19
};

static struct CMUnitTest tests[MOST];
static size_t count;

/* Names and rows live until their group has run. */
static _Alignas(max_align_t) char room[ROOM];
static size_t room_used;

static void *keep(const void *bytes, size_t size)
{
	void *copy = &room[room_used];
	size_t whole = (size + 15) & ~(size_t)15;

	if (size == 0)
		return NULL;
	if (whole > ROOM - room_used)
		abort();
	memcpy(copy, bytes, size);
	room_used += whole;
	return copy;
}

void add_test(const char *name, CMUnitTestFunction function, const void *row,
	      size_t size)
{
	if (count == MOST)
		abort();
	tests[count++] = (struct CMUnitTest){.name = name,
					     .test_func = function,
					     .initial_state = keep(row, size)};
}

const char *name_of(const char *format, ...)
{
	char name[128];
	va_list args;

	va_start(args, format);
	int n = vsnprintf(name, sizeof(name), format, args);

	va_end(args);
	if (n < 0 || (size_t)n >= sizeof(name))
		abort();
	return keep(name, (size_t)n + 1);
}

int run_group_of(const char *group)
{
	size_t n = count;
	const char *only = getenv("K5_ONLY");

	if (only != NULL)
		cmocka_set_test_filter(only);

	int failed = _cmocka_run_group_tests(group, tests, n, NULL, NULL);

	count = 0;
	room_used = 0;
	return failed;
}
