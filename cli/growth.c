/*
 * growth.c - two lists of grants, in order, side by side
 *
 *      then                            now
 *      led: wait, notification tick    led: wait, notification tick
 *      led: connect, port blink                                          -
 *                                      led: control, system              +
 *
 * A grant is one right, as a line of text made the same way from a graph and
 * from what k5 caps --json wrote. Left out: code and RAM, which lie elsewhere
 * after every build, and time, which k5 caps shows.
 */
#include "growth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "config.h"
#include "growth_ref.h"
#include "json_line.h"

static int by_text(const void *x, const void *y)
{
	return strcmp(((const struct grant *)x)->text,
		      ((const struct grant *)y)->text);
}

static void put(const struct grant *g, bool gained, bool json)
{
	if (json) {
		json_t *o =
			json_pack("{s:i, s:s, s:s}", "v", 1, "type",
				  gained ? "gained" : "lost", "grant", g->text);

		if (gained) {
			json_object_set_new(o, "line",
					    json_integer(g->at.line));
		}
		json_line(o, stdout);
	} else if (gained) {
		printf("+ %s (%s:%d)\n", g->text, g->at.file, g->at.line);
	} else {
		printf("- %s\n", g->text);
	}
}

/* How many of `now` are new, after printing all that differ. */
static size_t compare(struct grants *then, struct grants *now, bool json)
{
	size_t i = 0, j = 0, gained = 0;

	qsort(then->row, then->count, sizeof(*then->row), by_text);
	qsort(now->row, now->count, sizeof(*now->row), by_text);
	while (i < then->count || j < now->count) {
		int order = i == then->count ? 1
			    : j == now->count
				    ? -1
				    : by_text(&then->row[i], &now->row[j]);
		if (order < 0) {
			put(&then->row[i], false, json);
		} else if (order > 0) {
			put(&now->row[j], true, json);
			gained++;
		}
		i += order <= 0;
		j += order >= 0;
	}
	return gained;
}

int growth(const struct authority *a, const char *ref, const char *board,
	   bool json)
{
	struct grants then = {0}, now = {0};
	int status = grants_of_ref(&then, a, ref, board);

	if (status != K5X_OK) {
		return status;
	}
	grants_of(&now, a);
	size_t gained = compare(&then, &now, json);
	if (gained == 0) {
		return K5X_OK;
	}
	diag_error((struct diag){.code = "K5-E0613"},
		   "%s has %zu grant%s more than %s", a->m->name, gained,
		   gained == 1 ? "" : "s", ref);
	return K5X_POLICY;
}
