/*
 * growth.c - two lists of grants, in order, side by side
 *
 *      then                            now
 *      led: wait, notification tick    led: wait, notification tick
 *      led: connect, port blink                                          -
 *                                      led: control, system              +
 *      pool quota: endpoints 2         pool quota: endpoints 3           +
 *
 * A grant is one right, a quota a number of something, as lines of text made the
 * same way from a graph and from what k5 caps --json wrote. Left out: code and
 * RAM, which lie elsewhere after every build, and time, which k5 caps shows.
 */
#include "growth.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "config_keep.h"
#include "growth_ref.h"
#include "json_line.h"

static int by_text(const void *x, const void *y)
{
	return strcmp(((const struct grant *)x)->text,
		      ((const struct grant *)y)->text);
}

/* In order; a quota that two have a cap to is told twice by JSON. */
static void sort(struct grants *g)
{
	size_t kept = 0;

	qsort(g->row, g->count, sizeof(*g->row), by_text);
	for (size_t i = 0; i < g->count; i++) {
		bool again = kept > 0 && g->row[i].quota &&
			     by_text(&g->row[i], &g->row[kept - 1]) == 0;

		if (!again) {
			g->row[kept++] = g->row[i];
		}
	}
	g->count = kept;
}

/* What is more, and what less; of quotas `then` and `now` are one thing. */
struct change {
	const struct grant *then; /* NULL: there was none */
	const struct grant *now;  /* NULL: there is none */
};

struct tally {
	size_t grants; /* gained */
	size_t quotas; /* larger */
	size_t lost;
	bool json;
};

static char *words_of(struct change c)
{
	const struct grant *g = c.now ? c.now : c.then;

	if (!g->quota) {
		return keep_text(g->text);
	}
	if (c.then && c.now) {
		return keep_format("%s %" PRIu32 ", was %" PRIu32, g->text,
				   c.now->amount, c.then->amount);
	}
	return keep_format("%s %" PRIu32, g->text, g->amount);
}

static void put_json(struct change c, bool gained, const char *text)
{
	json_t *o = json_pack("{s:i, s:s, s:s}", "v", 1, "type",
			      gained ? "gained" : "lost", "grant", text);

	if (c.then && c.then->quota) {
		json_object_set_new(o, "was", json_integer(c.then->amount));
	}
	if (c.now && c.now->quota) {
		json_object_set_new(o, "is", json_integer(c.now->amount));
	}
	if (gained) {
		json_object_set_new(o, "line", json_integer(c.now->at.line));
	}
	json_line(o, stdout);
}

static void put(struct tally *t, struct change c)
{
	bool gained = c.now && !(c.then && c.now->amount <= c.then->amount);
	const char *text = words_of(c);

	t->lost += !gained;
	t->quotas += gained && c.now->quota;
	t->grants += gained && !c.now->quota;
	if (t->json) {
		put_json(c, gained, text);
	} else if (gained) {
		printf("+ %s (%s:%d)\n", text, c.now->at.file, c.now->at.line);
	} else {
		printf("- %s\n", text);
	}
}

/*
 * On one side only. What is counted of an object that came or went is not told
 * beside its grants; a thread has none.
 */
static void put_alone(struct tally *t, const struct grant *g, bool gained)
{
	if (!g->quota || strncmp(g->text, "thread ", strlen("thread ")) == 0) {
		put(t, gained ? (struct change){.now = g}
			      : (struct change){.then = g});
	}
}

static void compare(struct tally *t, struct grants *then, struct grants *now)
{
	size_t i = 0, j = 0;

	sort(then);
	sort(now);
	while (i < then->count || j < now->count) {
		const struct grant *x = &then->row[i];
		const struct grant *y = &now->row[j];
		int order = i == then->count  ? 1
			    : j == now->count ? -1
					      : by_text(x, y);

		if (order < 0) {
			put_alone(t, x, false);
		} else if (order > 0) {
			put_alone(t, y, true);
		} else if (x->amount != y->amount) {
			put(t, (struct change){x, y});
		}
		i += order <= 0;
		j += order >= 0;
	}
}

static void put_same(const char *ref, bool json)
{
	if (json) {
		json_line(json_pack("{s:i, s:s, s:s}", "v", 1, "type", "same",
				    "ref", ref),
			  stdout);
	} else {
		printf("no grant and no quota differs from %s\n", ref);
	}
}

static char *more_words(const struct tally *t)
{
	char *grants = keep_format("%zu grant%s more", t->grants,
				   t->grants == 1 ? "" : "s");
	char *quotas = keep_format("%zu larger quota%s", t->quotas,
				   t->quotas == 1 ? "" : "s");

	if (t->grants > 0 && t->quotas > 0) {
		return keep_format("%s and %s", grants, quotas);
	}
	return t->grants > 0 ? grants : quotas;
}

int growth(const struct authority *a, const char *ref, const char *board,
	   bool json)
{
	struct grants then = {0}, now = {0};
	struct tally t = {.json = json};
	int status = grants_of_ref(&then, a, ref, board);

	if (status != K5X_OK) {
		return status;
	}
	grants_of(&now, a);
	compare(&t, &then, &now);
	if (t.grants + t.quotas > 0) {
		diag_error((struct diag){.code = "K5-E0613"},
			   "%s has %s than %s", a->m->name, more_words(&t),
			   ref);
		return K5X_POLICY;
	}
	if (t.lost == 0) {
		put_same(ref, json);
	}
	return K5X_OK;
}
