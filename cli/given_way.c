/*
 * given_way.c - a way over caps that come at run time, in words
 *
 * First how what it needs comes, each gift after what it needs itself; then the
 * steps, as any way's.
 */
#include "given.h"

#include "config_keep.h"

static const char *name_of(const struct given *g, size_t node)
{
	return a_words(&g->a.node[node]);
}

char *given_gift_words(const struct given *g, size_t hold)
{
	const struct given_by *by = &g->by[hold];
	const struct a_hold *h = &g->a.hold[hold];
	const char *what = keep_format("%s (%s)", name_of(g, h->object),
				       a_rights_words(h->rights));

	if (by->how == GIVEN_MADE) {
		return keep_format("%s may make %s", name_of(g, h->subject),
				   what);
	}
	return keep_format("%s may %s %s to %s, through %s",
			   name_of(g, g->a.hold[by->from].subject),
			   by->how == GIVEN_LOAN ? "lend" : "give", what,
			   name_of(g, h->subject),
			   name_of(g, g->a.hold[by->send].object));
}

/* What a gift needs came before it: from the last to the first none is missed. */
static void add_needs(const struct given *g, bool *need)
{
	for (size_t i = g->a.holds; i-- > 0;) {
		const struct given_by *by = &g->by[i];

		if (!need[i] || by->how == GIVEN_NOT) {
			continue;
		}
		need[by->from] = true;
		if (by->how != GIVEN_MADE) {
			need[by->send] = need[by->recv] = true;
		}
	}
}

bool *given_needed(const struct given *g, const struct reach *r)
{
	bool *need = keep_alloc(g->a.holds, sizeof(*need));

	for (size_t i = 0; i < r->steps; i++) {
		need[r->step[i].by - g->a.hold] = true;
	}
	add_needs(g, need);
	return need;
}

static char *gifts_words(const struct given *g, const bool *need)
{
	char *words = keep_text("");

	for (size_t i = 0; i < g->a.holds; i++) {
		if (need[i] && g->by[i].how != GIVEN_NOT) {
			words = keep_format("%s%s%s", words, *words ? "; " : "",
					    given_gift_words(g, i));
		}
	}
	return words;
}

char *given_way_words(const struct given *g, const struct reach *r)
{
	return keep_format("%s; then %s", gifts_words(g, given_needed(g, r)),
			   reach_words(&g->a, r));
}

char *given_hold_words(const struct given *g, size_t hold)
{
	bool *need = keep_alloc(g->a.holds, sizeof(*need));

	need[hold] = true;
	add_needs(g, need);
	return gifts_words(g, need);
}
