/*
 * caps_why.c - by which authority A reaches B
 *
 *      client reaches server in 2 steps:
 *
 *        client --send, badge 7--> endpoint pong
 *          app.toml:14  pong = { rights = ["send"], badge = 7 }
 *        endpoint pong --recv--> server
 *          app.toml:22  pong = ["recv"]
 */
#include "caps.h"

#include <stdlib.h>

#include "config_keep.h"
#include "json_line.h"
#include "reach.h"

static void put_source(struct where at)
{
	char *line = at.line > 0 ? diag_line(at.file, at.line) : NULL;
	const char *text = line;

	while (text && (*text == ' ' || *text == '\t')) {
		text++;
	}
	printf("    %s:%d  %s\n", at.file, at.line, text ? text : "");
	free(line);
}

static void put_step(const struct authority *a, const struct reach_step *s)
{
	printf("  %s --%s--> %s\n", a_words(&a->node[s->from]),
	       reach_arrow(a, s), a_words(&a->node[s->to]));
	put_source(s->by->at);
	if (s->asked) {
		put_source(s->asked->at);
	}
}

static void put_step_json(const struct authority *a, const struct reach_step *s)
{
	json_line(json_pack("{s:i, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i}",
			    "v", 1, "type", "step", "by",
			    a_kind_word(a->node[s->from].kind), "from",
			    a->node[s->from].name, "kind",
			    a_kind_word(a->node[s->to].kind), "to",
			    a->node[s->to].name, "arrow", reach_arrow(a, s),
			    "file", s->by->at.file, "line", s->by->at.line),
		  stdout);
}

/* There is none, unless who was asked answers: then that is said. */
static int unreached(const struct authority *a, size_t from, size_t to)
{
	struct diag d = {.code = "K5-E0602"};
	struct reach r;

	if (reach_find(a, from, to, (struct reach_how){.answers = true}, &r)) {
		d.help = keep_format("only an answer could: %s",
				     reach_words(a, &r));
	}
	diag_error(d, "%s does not reach %s", a_words(&a->node[from]),
		   a_words(&a->node[to]));
	return K5X_POLICY;
}

int caps_why(const struct authority *a, const char *from, const char *to,
	     bool json)
{
	size_t x = authority_find(a, from, (struct where){0});
	size_t y = authority_find(a, to, (struct where){0});
	struct reach r;

	if (x == a->nodes || y == a->nodes) {
		return K5X_USAGE;
	}
	if (!reach_find(a, x, y, (struct reach_how){0}, &r)) {
		return unreached(a, x, y);
	}
	if (!json) {
		printf("%s reaches %s in %zu step%s:\n\n", a_words(&a->node[x]),
		       a_words(&a->node[y]), r.steps, r.steps == 1 ? "" : "s");
	}
	for (size_t i = 0; i < r.steps; i++) {
		json ? put_step_json(a, &r.step[i]) : put_step(a, &r.step[i]);
	}
	return K5X_OK;
}
