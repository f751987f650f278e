/*
 * authority_find.c - the node that a word means
 *
 *      pong              if only one thing is called so
 *      irq:uart1         where a window and an irq share a name
 *      client.ram        memory is called by its task
 *
 * A word that fits two nodes is refused: a guess would make a rule that looks
 * as if it held.
 */
#include "authority.h"

#include <string.h>

#include "config_keep.h"
#include "config_words.h"

static bool fits(const struct a_node *n, const char *word)
{
	const char *colon = strchr(word, ':');
	const char *kind = a_kind_word(n->kind);
	size_t length = colon ? (size_t)(colon - word) : 0;

	if (!colon) {
		return strcmp(n->name, word) == 0;
	}
	return strlen(kind) == length && strncmp(kind, word, length) == 0 &&
	       strcmp(n->name, colon + 1) == 0;
}

static void unknown(const char *word, struct diag d, const struct words *known,
		    bool task)
{
	d.help = words_help(known, word,
			    task ? "app's tasks" : "app's tasks and objects");
	diag_error(d, "there is no %s '%s'", task ? "task" : "task or object",
		   word);
}

size_t authority_find(const struct authority *a, const char *word,
		      struct where at, bool task)
{
	struct words known = {0}, kinds = {0};
	size_t found = a->nodes;
	struct diag d = {.code = "K5-E0603", .at = at};

	for (size_t i = 0; i < a->nodes; i++) {
		const struct a_node *n = &a->node[i];

		if (!task || n->kind == A_TASK) {
			words_add(&known, n->name);
		}
		if (fits(n, word)) {
			words_add(&kinds,
				  keep_format("%s:%s", a_kind_word(n->kind),
					      n->name));
			found = i;
		}
	}
	if (kinds.count == 1) {
		return found;
	}
	if (kinds.count == 0) {
		unknown(word, d, &known, task);
	} else {
		d.help = keep_format("say which: %s", words_list(&kinds));
		diag_error(d, "'%s' is the name of %zu things", word,
			   kinds.count);
	}
	return a->nodes;
}
