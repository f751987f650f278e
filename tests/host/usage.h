/*
 * usage.h - how much time was used in the window that ends now
 *
 * The plain, slow model of a budget: a list of stretches [start, end) in
 * which it was used. The most that any window of a length holds is found at
 * the end of some stretch, so asking there is asking everywhere.
 */
#pragma once

#include <stdint.h>

enum {
	STRETCHES = 8192
};

struct usage {
	uint64_t start[STRETCHES];
	uint64_t end[STRETCHES];
	uint32_t first;
	uint32_t count;
	uint64_t sum;     /* of all stretches kept */
	uint64_t longest; /* window that will be asked for */
};

void usage_init(struct usage *u, uint64_t window);

/* Used [start, end); stretches come in order. */
void usage_add(struct usage *u, uint64_t start, uint64_t end);

/* Ticks used in the window that ends with the last stretch. */
uint64_t usage_in_window(const struct usage *u);
