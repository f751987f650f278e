/*
 * nearest.h - "did you mean"
 *
 * Of some candidates, the one that a typing slip turns into the given word:
 * the fewest insertions, deletions, changes and swaps of neighbours, and few
 * enough that the suggestion is no insult.
 */
#pragma once

#include <stddef.h>

struct nearest {
	const char *word;
	const char *best; /* NULL: nothing is near */
	unsigned distance;
};

/* Starts a search for what `word` may have meant. */
struct nearest nearest_to(const char *word);

/* Offers one candidate. */
void nearest_offer(struct nearest *n, const char *candidate);
