/*
 * usage.c - stretches in a ring, the oldest forgotten when out of the window
 */
#include "usage.h"

#include <stdlib.h>

void usage_init(struct usage *u, uint64_t window)
{
	u->first = u->count = 0;
	u->sum = 0;
	u->longest = window;
}

static uint32_t at(const struct usage *u, uint32_t i)
{
	return (u->first + i) % STRETCHES;
}

static void forget(struct usage *u, uint64_t before)
{
	while (u->count > 0 && u->end[u->first] <= before) {
		u->sum -= u->end[u->first] - u->start[u->first];
		u->first = at(u, 1);
		u->count--;
	}
}

void usage_add(struct usage *u, uint64_t start, uint64_t end)
{
	uint32_t last = at(u, u->count + STRETCHES - 1);

	if (start == end)
		return;
	u->sum += end - start;
	if (u->count > 0 && u->end[last] == start) {
		u->end[last] = end;
	} else {
		if (u->count == STRETCHES)
			abort();
		u->start[at(u, u->count)] = start;
		u->end[at(u, u->count)] = end;
		u->count++;
	}
	if (end > u->longest)
		forget(u, end - u->longest);
}

uint64_t usage_in_window(const struct usage *u)
{
	uint64_t from;

	if (u->count == 0)
		return 0;
	from = u->end[at(u, u->count - 1)];
	from = from > u->longest ? from - u->longest : 0;
	if (u->start[u->first] < from)
		return u->sum - (from - u->start[u->first]);
	return u->sum;
}
