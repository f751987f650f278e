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

static const char *name_of(const struct given *g, size_t node)
{
	return a_words(&g->a.node[node]);
}

static void put_gift(const struct given *g, size_t hold)
{
	const struct given_by *by = &g->by[hold];
	const struct a_hold *from = &g->a.hold[by->from];

	printf("  %s\n", given_gift_words(g, hold));
	caps_put_source(from->at);
	if (by->how != GIVEN_MADE && by->send != by->from) {
		caps_put_source(g->a.hold[by->send].at);
	}
	if (by->how != GIVEN_MADE && by->recv != by->from) {
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
	const bool *need = given_needed(&g, &r);

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
