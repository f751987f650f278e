/*
 * config_shared.c - memory that several tasks see
 *
 *      [[shared]]                        [tasks.shared]
 *      name = "ring"                     ring = ["read", "write"]
 *      size = 1024
 *
 * A shared region has bytes and no owner: each task says what it wants to do
 * there, and is kept to that. Nothing zeroes it at boot, for nobody may say
 * when: whoever reads it must be told first that somebody has written.
 */
#include "config_app.h"

#include <inttypes.h>
#include <string.h>

#include <k5/abi.h>

#include "config_keep.h"

static const struct {
	const char *word;
	uint8_t bit;
} rights[] = {{"read", K5_MEM_READ}, {"write", K5_MEM_WRITE}};

enum {
	RIGHTS = sizeof rights / sizeof rights[0]
};

bool cfg_shared_free(const struct model *m, const struct toml_node *name)
{
	for (size_t i = 0; i < m->shared_count; i++) {
		if (!name_sizes_meet(m->shared[i].name, name->string)) {
			continue;
		}
		char *note =
			keep_format("meets '%s' of line %d in C",
				    m->shared[i].name, m->shared[i].at.line);
		diag_error((struct diag){.code = "K5-E0210",
					 .at = name->at,
					 .note = note},
			   "the app has two regions '%s'", name->string);
		return false;
	}
	return true;
}

void cfg_shared(struct cfg *c)
{
	struct model *m = c->m;
	const struct toml_node *list = cfg_get(c->tree, "shared");
	size_t count = list ? list->count : 0;

	m->shared = keep_alloc(MODEL_SHARED, sizeof *m->shared);
	if (count > MODEL_SHARED) {
		diag_error((struct diag){.code = "K5-E0231",
					 .at = list->key_at,
					 .note = "too many"},
			   "%zu shared regions are more than %d", count,
			   MODEL_SHARED);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const struct toml_node *n = &list->child[i];
		const struct toml_node *name = cfg_get(n, "name");
		if (name && cfg_shared_free(m, name)) {
			m->shared[m->shared_count++] = (struct m_shared){
				.name = name->string,
				.size = cfg_number(n, CFG_SHARED, "size", 1),
				.at = name->at};
		}
	}
}

static bool find(const struct model *m, const struct toml_node *n,
		 uint8_t *index)
{
	struct words known = {0};

	for (size_t i = 0; i < m->shared_count; i++) {
		words_add(&known, m->shared[i].name);
		if (strcmp(m->shared[i].name, n->key) == 0) {
			*index = (uint8_t)i;
			return true;
		}
	}
	diag_error((struct diag){.code = "K5-E0236",
				 .at = n->key_at,
				 .note = "not declared",
				 .help = words_help(&known, n->key,
						    "app's shared regions")},
		   "there is no shared region '%s'", n->key);
	return false;
}

static uint8_t right_bit(const struct toml_node *n)
{
	struct words known = {0};

	for (size_t i = 0; i < RIGHTS; i++) {
		words_add(&known, rights[i].word);
		if (strcmp(rights[i].word, n->string) == 0) {
			return rights[i].bit;
		}
	}
	diag_error((struct diag){.code = "K5-E0219",
				 .at = n->at,
				 .note = "no right",
				 .help = words_help(&known, n->string,
						    "rights to memory")},
		   "unknown right '%s'", n->string);
	return 0;
}

/* No unit of protection knows memory that is only written. */
static uint8_t rights_of(const struct toml_node *list)
{
	int before = diag_errors();
	uint8_t bits = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct toml_node *n = &list->child[i];
		bits |= n->bad ? K5_MEM_READ : right_bit(n);
	}
	if ((bits & K5_MEM_READ) == 0 && diag_errors() == before) {
		diag_error((struct diag){.code = "K5-E0220",
					 .at = list->at,
					 .note = "without read",
					 .help = "write [\"read\"] or "
						 "[\"read\", \"write\"]"},
			   "'%s' cannot be shared so", list->key);
	}
	return bits;
}

void cfg_views(struct cfg *c, const struct toml_node *table,
	       struct m_task *task)
{
	const struct toml_node *views = cfg_get(table, "shared");
	size_t count = views ? views->count : 0;

	task->views = keep_alloc(count + 1, sizeof *task->views);
	for (size_t i = 0; i < count; i++) {
		const struct toml_node *n = &views->child[i];
		struct m_view view = {.at = n->key_at};
		if (!n->bad && find(c->m, n, &view.shared)) {
			view.rights = rights_of(n);
			task->views[task->view_count++] = view;
		}
	}
}
