/*
 * audit_policy.c - the rules of a policy file
 *
 *      [[forbid]]   from, to      no way of authority leads there
 *      [[only]]     object        nobody else holds it, with these rights
 *      [[isolate]]  tasks         no way in, no way out, answers included
 *
 * `through` names what may stand between: a way over it does not count. So
 * "the radio reaches the vault through the broker alone" is a forbid with
 * through = ["broker"]. `runtime` lets caps count that may come at run time
 * (given.h): by them there are more ways and more holders, never fewer; what a
 * gift itself goes through is no way, so `through` does not close it. Names that
 * fit nothing are errors: a rule about a task that was renamed would hold for ever.
 */
#include "audit.h"

#include <stdio.h>
#include <string.h>

#include "config_keep.h"
#include "config_words.h"
#include "reach.h"

struct nodes {
	size_t *node;
	size_t count;
};

/* Nodes of the names in a list; all tasks, if they must be. */
static struct nodes nodes_of(struct audit *audit, const struct toml_node *list,
			     bool tasks)
{
	const struct authority *a = audit->a;
	struct nodes out = {0};

	out.node = keep_alloc(list ? list->count : 0, sizeof(*out.node));
	for (size_t i = 0; list && i < list->count; i++) {
		const struct toml_node *n = &list->child[i];
		size_t node = authority_find(a, n->string, n->at, tasks);

		if (node < a->nodes && tasks && a->node[node].kind != A_TASK) {
			diag_error(
				(struct diag){.code = "K5-E0603", .at = n->at},
				"%s is no task", a_words(&a->node[node]));
			node = a->nodes;
		}
		if (node == a->nodes) {
			audit->named_badly = true;
		} else {
			out.node[out.count++] = node;
		}
	}
	return out;
}

static bool among(const struct nodes *set, size_t node)
{
	for (size_t i = 0; i < set->count; i++) {
		if (set->node[i] == node) {
			return true;
		}
	}
	return false;
}

static struct audit_rule begin(struct audit *audit, const struct toml_node *n)
{
	return audit_begin(audit, keep_format("%s:%d:%d", n->at.file,
					      n->at.line, n->at.column));
}

static const struct given *given_of(struct audit *audit)
{
	if (!audit->given) {
		audit->given = keep_alloc(1, sizeof(*audit->given));
		given_find(audit->a, audit->given);
	}
	return audit->given;
}

/* A way that must not be: true, and told, if there is one. */
static bool refuse(struct audit_rule *r, size_t from, size_t to,
		   struct reach_how how, const char *code)
{
	const struct authority *a = r->audit->a;
	struct reach way;

	if (from == to || !reach_find(a, from, to, how, &way)) {
		return false;
	}
	audit_broken(r,
		     (struct diag){.code = code,
				   .at = way.step[0].by->at,
				   .note = "the way begins here"},
		     reach_words(a, &way), "%s reaches %s",
		     a_words(&a->node[from]), a_words(&a->node[to]));
	return true;
}

/* The first cap that must travel for a way to come to be. */
static struct where first_gift(const struct given *g, const struct reach *way)
{
	const bool *need = given_needed(g, way);
	size_t i = 0;

	while (!need[i] || g->by[i].how == GIVEN_NOT) {
		i++;
	}
	return g->a.hold[g->by[i].from].at;
}

/*
 * There is no way now. One that may come at run time breaks the rule if that
 * counts; else it is worth a word to who asks for many.
 */
static void refuse_later(struct audit_rule *r, size_t from, size_t to,
			 struct reach_how how, bool counts)
{
	const struct given *g;
	struct reach way;

	if (from == to || (!counts && !r->audit->tells)) {
		return;
	}
	g = given_of(r->audit);
	if (!reach_find(&g->a, from, to, how, &way)) {
		return;
	}
	if (counts) {
		audit_broken(
			r,
			(struct diag){.code = "K5-E0604",
				      .at = first_gift(g, &way),
				      .note = "this may travel"},
			given_way_words(g, &way), "%s may reach %s at run time",
			a_words(&g->a.node[from]), a_words(&g->a.node[to]));
	} else {
		printf("%s: %s does not reach %s by what app.toml gives; at "
		       "run "
		       "time it may, and runtime = true forbids that: %s\n",
		       r->place, a_words(&g->a.node[from]),
		       a_words(&g->a.node[to]), given_way_words(g, &way));
	}
}

static struct reach_how how_of(const struct audit *audit,
			       const struct nodes *through, bool answers)
{
	/* given.h adds two nodes for each pool */
	bool *closed = keep_alloc(audit->a->nodes + 2 * audit->a->m->pool_count,
				  sizeof(*closed));

	for (size_t i = 0; i < through->count; i++) {
		closed[through->node[i]] = true;
	}
	return (struct reach_how){.answers = answers, .closed = closed};
}

static void forbid(struct audit *audit, const struct toml_node *rule)
{
	struct audit_rule r = begin(audit, rule);
	struct nodes from = nodes_of(audit, cfg_get(rule, "from"), false);
	struct nodes to = nodes_of(audit, cfg_get(rule, "to"), false);
	struct nodes through = nodes_of(audit, cfg_get(rule, "through"), false);
	struct reach_how how =
		how_of(audit, &through, cfg_flag(rule, "answers"));
	bool runtime = cfg_flag(rule, "runtime");

	for (size_t i = 0; i < from.count; i++) {
		for (size_t j = 0; j < to.count; j++) {
			size_t x = from.node[i], y = to.node[j];

			if (!refuse(&r, x, y, how, "K5-E0604")) {
				refuse_later(&r, x, y, how, runtime);
			}
		}
	}
	audit_end(&r);
}

/*
 * Between a set of tasks and the other tasks, nothing passes. A long way has a
 * step that crosses, so only ways without a third task are looked for: each
 * crossing is told once.
 */
static void isolate(struct audit *audit, const struct toml_node *rule)
{
	struct audit_rule r = begin(audit, rule);
	struct nodes set = nodes_of(audit, cfg_get(rule, "tasks"), true);
	struct nodes through = nodes_of(audit, cfg_get(rule, "through"), false);
	size_t tasks = audit->a->m->task_count;
	struct reach_how how = how_of(audit, &through, true);

	memset(how.closed, true, tasks);
	for (size_t i = 0; i < set.count; i++) {
		for (size_t t = 0; t < tasks; t++) {
			if (!among(&set, t) && !among(&through, t)) {
				refuse(&r, set.node[i], t, how, "K5-E0606");
				refuse(&r, t, set.node[i], how, "K5-E0606");
			}
		}
	}
	audit_end(&r);
}

/* The bits of a list of rights' names; every right without a list. */
static uint32_t rights_of(struct audit *audit, const struct toml_node *list)
{
	uint32_t rights = 0;

	for (size_t i = 0; list && i < list->count; i++) {
		const struct toml_node *n = &list->child[i];
		struct words known = {0};
		uint32_t found = 0;

		for (unsigned bit = 0; bit < A_RIGHTS; bit++) {
			const char *word = a_rights_words(1u << bit);

			words_add(&known, word);
			found |= strcmp(word, n->string) == 0 ? 1u << bit : 0;
		}
		if (found == 0) {
			diag_error((struct diag){.code = "K5-E0219",
						 .at = n->at,
						 .help = words_help(&known,
								    n->string,
								    "rights")},
				   "unknown right '%s'", n->string);
			audit->named_badly = true;
		}
		rights |= found;
	}
	return list ? rights : UINT32_MAX;
}

/* Who may come to hold it at run time, beside those who hold it now. */
static void only_later(struct audit_rule *r, const struct nodes *tasks,
		       size_t object, uint32_t rights)
{
	const struct given *g = given_of(r->audit);

	for (size_t i = r->audit->a->holds; i < g->a.holds; i++) {
		const struct a_hold *h = &g->a.hold[i];

		if (h->object != object || !(h->rights & rights) ||
		    among(tasks, h->subject)) {
			continue;
		}
		audit_broken(
			r,
			(struct diag){.code = "K5-E0605",
				      .at = g->a.hold[g->by[i].from].at,
				      .note = "this may travel"},
			given_hold_words(g, i), "%s may come to hold %s (%s)",
			g->a.node[h->subject].name, a_words(&g->a.node[object]),
			a_rights_words(h->rights & rights));
	}
}

static void only(struct audit *audit, const struct toml_node *rule)
{
	const struct authority *a = audit->a;
	struct audit_rule r = begin(audit, rule);
	struct nodes tasks = nodes_of(audit, cfg_get(rule, "tasks"), true);
	uint32_t rights = rights_of(audit, cfg_get(rule, "rights"));
	size_t object = authority_find(a, cfg_text(rule, "object"),
				       cfg_at(rule, "object"), false);
	const struct a_hold *h;
	size_t i = 0;

	audit->named_badly |= object == a->nodes;
	while (object < a->nodes && (h = a_next(a, object, rights, &i))) {
		if (a->node[h->subject].kind != A_TASK ||
		    among(&tasks, h->subject)) {
			continue;
		}
		audit_broken(&r, (struct diag){.code = "K5-E0605", .at = h->at},
			     NULL, "%s must not hold %s (%s)",
			     a->node[h->subject].name,
			     a_words(&a->node[object]),
			     a_rights_words(h->rights & rights));
	}
	if (object < a->nodes && cfg_flag(rule, "runtime")) {
		only_later(&r, &tasks, object, rights);
	}
	audit_end(&r);
}

static const struct {
	const char *key;
	void (*judge)(struct audit *audit, const struct toml_node *rule);
} kinds[] = {{"forbid", forbid}, {"only", only}, {"isolate", isolate}};

void audit_policy(struct audit *audit, const struct toml_node *policy)
{
	for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
		const struct toml_node *list = cfg_get(policy, kinds[k].key);

		for (size_t i = 0; list && i < list->count; i++) {
			kinds[k].judge(audit, &list->child[i]);
		}
	}
}
