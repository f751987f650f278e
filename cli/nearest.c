/*
 * nearest.c - the distance between two words, as fingers see it
 *
 * Damerau's distance with adjacent swaps (optimal string alignment), three
 * rows at a time:
 *
 *              k  n  i  t
 *           0  1  2  3  4
 *        i  1  1  2  2  3        row i needs only rows i-1 and i-2
 *        n  2  2  1 ...
 *
 * Words longer than the rows are never near anything.
 */
#include "nearest.h"

#include <limits.h>
#include <string.h>

enum {
	LONGEST = 31
};

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned cell(const unsigned *above, const unsigned *row, size_t j,
		     unsigned change)
{
	unsigned insert_or_delete = least(above[j], row[j - 1]) + 1;

	return least(insert_or_delete, above[j - 1] + change);
}

static unsigned distance(const char *a, const char *b)
{
	unsigned rows[3][LONGEST + 1];
	size_t n = strlen(a);
	size_t m = strlen(b);

	if (n > LONGEST || m > LONGEST) {
		return UINT_MAX;
	}
	for (size_t j = 0; j <= m; j++) {
		rows[0][j] = (unsigned)j;
	}
	for (size_t i = 1; i <= n; i++) {
		unsigned *row = rows[i % 3];
		const unsigned *above = rows[(i + 2) % 3];
		const unsigned *before = rows[(i + 1) % 3];

		row[0] = (unsigned)i;
		for (size_t j = 1; j <= m; j++) {
			row[j] = cell(above, row, j, a[i - 1] != b[j - 1]);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1]) {
				row[j] = least(row[j], before[j - 2] + 1);
			}
		}
	}
	return rows[n % 3][m];
}

struct nearest nearest_to(const char *word)
{
	/* a slip in every third letter is still a slip */
	return (struct nearest){
		.word = word,
		.best = NULL,
		.distance = (unsigned)(strlen(word) + 2) / 3 + 1,
	};
}

void nearest_offer(struct nearest *n, const char *candidate)
{
	unsigned d = distance(n->word, candidate);

	if (d < n->distance) {
		n->distance = d;
		n->best = candidate;
	}
}
