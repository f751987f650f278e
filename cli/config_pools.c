/*
 * config_pools.c - [[pools]]: objects that tasks make at run time
 *
 *      [[pools]]                         [tasks.caps]
 *      name = "work"                     work = ["control"]
 *      endpoints = 2
 *
 * A pool is a quota. It is set aside when the app is built, so there is
 * nothing to run out of but one's own.
 */
#include "config_app.h"

#include "config_keep.h"

/* Keys by kind, in the order of codegen/pools.h. */
static const char *const keys[M_POOL_KINDS] = {"endpoints", "notifications",
					       "replies"};

static void pool_add(struct cfg *c, const struct toml_node *n)
{
	struct model *m = c->m;
	const struct toml_node *name = cfg_get(n, "name");
	struct m_pool pool = {0};
	size_t sum = 0;
	bool sound = true;

	if (!name || !cfg_object_add(c, name, M_POOL, m->pool_count)) {
		return;
	}
	for (size_t i = 0; i < M_POOL_KINDS; i++) {
		pool.count[i] = (uint8_t)cfg_number(n, CFG_POOL, keys[i], 0);
		sum += pool.count[i];
		sound = sound && !cfg_bad(n, keys[i]);
	}
	if (sum == 0 && sound) {
		diag_error((struct diag){.code = "K5-E0244",
					 .at = name->at,
					 .note = "nothing in it",
					 .help = "say how many: endpoints, "
						 "notifications, replies"},
			   "the pool '%s' is empty", name->string);
	}
	pool.name = name->string;
	pool.at = name->at;
	m->pools[m->pool_count++] = pool;
}

size_t cfg_pooled(const struct cfg *c, size_t kind)
{
	const struct toml_node *list = cfg_get(c->tree, "pools");
	size_t sum = 0;

	for (size_t i = 0; list && i < list->count; i++) {
		sum += cfg_number(&list->child[i], CFG_POOL, keys[kind], 0);
	}
	return sum;
}

void cfg_pools(struct cfg *c)
{
	const struct toml_node *list = cfg_get(c->tree, "pools");
	size_t count = list ? list->count : 0;

	if (count > CFG_POOLS) {
		diag_error((struct diag){.code = "K5-E0231",
					 .at = list->key_at,
					 .note = "too many"},
			   "%zu pools are more than %d", count, CFG_POOLS);
		return;
	}
	c->m->pools = keep_alloc(count + 1, sizeof *c->m->pools);
	for (size_t i = 0; i < count; i++) {
		pool_add(c, &list->child[i]);
	}
}
