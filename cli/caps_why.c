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

#include <k5/abi.h>

#include "caps_put.h"
#include "config_keep.h"
#include "config_words.h"
#include "given.h"
#include "json_line.h"

void caps_put_source(struct where at)
{
	char *line = at.line > 0 ? diag_line(at.file, at.line) : NULL;
	const char *text = line;

	while (text && (*text == ' ' || *text == '\t')) {
		text++;
	}
	printf("    %s:%d  %s\n", at.file, at.line, text ? text : "");
	free(line);
}

void caps_put_step(const struct authority *a, const struct reach_step *s)
{
	printf("  %s --%s--> %s\n", a_words(&a->node[s->from]),
	       reach_arrow(a, s), a_words(&a->node[s->to]));
	caps_put_source(s->by->at);
	if (s->asked) {
		caps_put_source(s->asked->at);
	}
}

void caps_put_step_json(const struct authority *a, const struct reach_step *s,
			const char *type)
{
	json_line(json_pack("{s:i, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i}",
			    "v", 1, "type", type, "by",
			    a_kind_word(a->node[s->from].kind), "from",
			    a->node[s->from].name, "kind",
			    a_kind_word(a->node[s->to].kind), "to",
			    a->node[s->to].name, "arrow", reach_arrow(a, s),
			    "file", s->by->at.file, "line", s->by->at.line),
		  stdout);
}

/* Does anything travel through the endpoint? */
static bool carries(const struct authority *a, size_t endpoint)
{
	for (size_t i = 0; i < a->holds; i++) {
		for (size_t j = 0; j < a->holds; j++) {
			if (a->hold[i].object == endpoint &&
			    (given_travels(a, i, j, true) ||
			     given_travels(a, i, j, false))) {
				return true;
			}
		}
	}
	return false;
}

static const char *ways_to_travel(const struct authority *a)
{
	struct words ways = {0};

	for (size_t i = 0; i < a->nodes; i++) {
		if (carries(a, i)) {
			words_add(&ways, a_words(&a->node[i]));
		}
	}
	return ways.count > 0 ? keep_format("what travels through %s does not "
					    "change that",
					    words_list(&ways))
			      : "nothing travels either: no endpoint has grant "
				"at both ends";
}

/*
 * There is none by what app.toml gives. There may be one at run time, and who was
 * asked may answer: then that is said, and what was looked for if not.
 */
static int unreached(const struct authority *a, size_t from, size_t to,
		     bool json)
{
	struct diag d = {.code = "K5-E0602"};
	bool may = caps_may(a, from, to, json);
	struct reach r;

	if (reach_find(a, from, to, (struct reach_how){.answers = true}, &r)) {
		d.help = keep_format("%sonly an answer could: %s",
				     may ? "as app.toml has it " : "",
				     reach_words(a, &r));
	} else {
		d.help = may ? "what may travel at run time could: see above"
			     : ways_to_travel(a);
	}
	diag_error(d, "%s does not reach %s", a_words(&a->node[from]),
		   a_words(&a->node[to]));
	return K5X_POLICY;
}

int caps_why(const struct authority *a, const char *from, const char *to,
	     bool json)
{
	size_t x = authority_find(a, from, (struct where){0}, false);
	size_t y = authority_find(a, to, (struct where){0}, false);
	struct reach r;

	if (x == a->nodes || y == a->nodes) {
		return K5X_USAGE;
	}
	if (!reach_find(a, x, y, (struct reach_how){0}, &r)) {
		return unreached(a, x, y, json);
	}
	if (!json) {
		printf("%s reaches %s in %zu step%s:\n\n", a_words(&a->node[x]),
		       a_words(&a->node[y]), r.steps, r.steps == 1 ? "" : "s");
	}
	for (size_t i = 0; i < r.steps; i++) {
		json ? caps_put_step_json(a, &r.step[i], "step")
		     : caps_put_step(a, &r.step[i]);
	}
	return K5X_OK;
}
