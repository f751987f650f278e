/*
 * caps_may.c - by which caps that come at run time A could reach B
 *
 *      app.toml gives writer no way to region page; at run time it could:
 *
 *        camera may lend region page to filter, through endpoint frames
 *          app.toml:35  page = ["read", "write"]
 *          app.toml:34  frames = ["send", "grant"]
 *          app.toml:27  frames = ["recv", "grant"]
 *        ...
 *        writer --read, write--> region page
 *
 * First how what is needed comes, each after what it needs itself; then the way.
 */
#include <stdio.h>

#include "caps.h"
#include "caps_put.h"
#include "config_keep.h"
#include "given.h"
#include "json_line.h"

static const char *hold_words(const struct given *g, size_t hold)
{
	const struct a_hold *h = &g->a.hold[hold];

	return keep_format("%s (%s)", a_words(&g->a.node[h->object]),
			   a_rights_words(h->rights));
}

static const char *name_of(const struct given *g, size_t node)
{
	return a_words(&g->a.node[node]);
}

static void put_gift(const struct given *g, size_t hold)
{
	const struct given_by *by = &g->by[hold];
	const struct a_hold *h = &g->a.hold[hold];
	const struct a_hold *from = &g->a.hold[by->from];

	if (by->how == GIVEN_MADE) {
		printf("  %s may make %s\n", name_of(g, h->subject),
		       hold_words(g, hold));
		caps_put_source(from->at);
		return;
	}
	printf("  %s may %s %s to %s, through %s\n", name_of(g, from->subject),
	       by->how == GIVEN_LOAN ? "lend" : "give", hold_words(g, hold),
	       name_of(g, h->subject), name_of(g, g->a.hold[by->send].object));
	caps_put_source(from->at);
	if (by->send != by->from) {
		caps_put_source(g->a.hold[by->send].at);
	}
	if (by->recv != by->from) {
		caps_put_source(g->a.hold[by->recv].at);
	}
}

static void put_gift_json(const struct given *g, size_t hold)
{
	static const char *const how[] = {[GIVEN_COPY] = "copy",
					  [GIVEN_LOAN] = "loan",
					  [GIVEN_MOVE] = "move",
					  [GIVEN_MADE] = "made"};
	const struct given_by *by = &g->by[hold];
	const struct a_hold *h = &g->a.hold[hold];
	const struct a_hold *from = &g->a.hold[by->from];
	const struct a_node *object = &g->a.node[h->object];
	bool made = by->how == GIVEN_MADE;
	const char *giver = g->a.node[made ? from->object : from->subject].name;
	json_t *line = json_pack(
		"{s:i, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:s, s:i}", "v", 1,
		"type", "given", "how", how[by->how], "from", giver, "to",
		g->a.node[h->subject].name, "kind", a_kind_word(object->kind),
		"object", object->name, "rights", caps_rights_json(h->rights),
		"file", from->at.file, "line", from->at.line);

	if (!made) {
		const struct a_hold *end = &g->a.hold[by->send];

		json_object_set_new(line, "through",
				    json_string(g->a.node[end->object].name));
	}
	json_line(line, stdout);
}

/*
 * What a way needs of what is not in app.toml. What a gift needs came before it,
 * so from the last to the first nothing is missed.
 */
static bool *needed(const struct given *g, const struct reach *r)
{
	bool *need = keep_alloc(g->a.holds, sizeof(*need));

	for (size_t i = 0; i < r->steps; i++) {
		need[r->step[i].by - g->a.hold] = true;
	}
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
	return need;
}

bool caps_may(const struct authority *a, size_t from, size_t to, bool json)
{
	struct given g;
	struct reach r;

	given_find(a, &g);
	if (!reach_find(&g.a, from, to, (struct reach_how){0}, &r)) {
		return false;
	}
	if (!json) {
		printf("app.toml gives %s no way to %s; at run time there may "
		       "be one:\n\n",
		       name_of(&g, from), name_of(&g, to));
	}
	const bool *need = needed(&g, &r);

	for (size_t i = 0; i < g.a.holds; i++) {
		if (need[i] && g.by[i].how != GIVEN_NOT) {
			json ? put_gift_json(&g, i) : put_gift(&g, i);
		}
	}
	for (size_t i = 0; i < r.steps; i++) {
		json ? caps_put_step_json(&g.a, &r.step[i], "may")
		     : caps_put_step(&g.a, &r.step[i]);
	}
	return true;
}
