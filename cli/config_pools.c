/*
 * config_pools.c - [[pools]]: objects that tasks make at run time
 *
 *      [[pools]]                         [tasks.caps]
 *      name = "work"                     work = ["control"]
 *      endpoints = 2
 *
 * A pool is a quota. It is set aside when the app is built, so there is
 * nothing to run out of but one's own. Threads are set aside with their stacks
 * and their time, so they are threads of a task from the start: behind its own
 * in the model, with a name made of the pool's and without an entry.
 */
#include "config_app.h"

#include <string.h>

#include "config_keep.h"

/* Keys by kind, in the order of codegen/pools.h. */
static const char *const keys[M_POOL_KINDS] = {"endpoints", "notifications",
					       "replies", "threads"};

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
						 "notifications, "
						 "replies, threads"},
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

static bool has_cap(const struct m_task *task, size_t pool)
{
	for (size_t i = 0; i < task->cap_count; i++) {
		if (task->caps[i].type == M_POOL &&
		    task->caps[i].object == pool) {
			return true;
		}
	}
	return false;
}

/* The one task with a cap to the pool; tells why it is none. */
static struct m_task *holder_of(struct cfg *c, size_t pool,
				const struct toml_node *n)
{
	const struct m_pool *p = &c->m->pools[pool];
	struct m_task *holder = NULL;
	struct diag d = {.code = "K5-E0247", .at = cfg_at(n, "threads")};

	for (size_t i = 0; i < c->m->task_count; i++) {
		struct m_task *task = &c->m->tasks[i];
		if (!has_cap(task, pool)) {
			continue;
		}
		if (holder) {
			d.note = keep_format("'%s' and '%s' have caps to it",
					     holder->name, task->name);
			d.help = "give each task a pool of its own";
			diag_error(d, "whose are the threads of the pool '%s'?",
				   p->name);
			return NULL;
		}
		holder = task;
	}
	if (!holder) {
		d.note = "no task has a cap to it";
		d.help = keep_format("in one task's caps: %s = [\"control\"]",
				     p->name);
		diag_error(d, "whose are the threads of the pool '%s'?",
			   p->name);
	}
	return holder;
}

static void threads_add(struct cfg *c, size_t pool, const struct toml_node *n)
{
	struct m_pool *p = &c->m->pools[pool];
	size_t count = p->count[M_POOL_THREADS];
	struct m_task *task = holder_of(c, pool, n);

	if (!task) {
		return;
	}

	struct m_thread each =
		cfg_thread_means(c, n, CFG_POOL, task->threads[0].priority);
	struct m_thread *all =
		keep_alloc(task->thread_count + count, sizeof *all);

	memcpy(all, task->threads, task->thread_count * sizeof *all);
	p->task = (size_t)(task - c->m->tasks);
	p->first_thread = task->thread_count;
	for (size_t i = 0; i < count; i++) {
		all[task->thread_count] = each;
		all[task->thread_count++].name =
			keep_format("%s-%zu", p->name, i + 1);
	}
	task->threads = all;
}

void cfg_pool_threads(struct cfg *c)
{
	const struct toml_node *list = cfg_get(c->tree, "pools");
	size_t pool = 0;

	for (size_t i = 0; list && i < list->count; i++) {
		const struct toml_node *n = &list->child[i];
		const char *name = cfg_text(n, "name");

		if (pool == c->m->pool_count || !name ||
		    strcmp(c->m->pools[pool].name, name) != 0) {
			continue; /* refused before */
		}
		if (c->m->pools[pool].count[M_POOL_THREADS] > 0) {
			threads_add(c, pool, n);
		}
		pool++;
	}
}
