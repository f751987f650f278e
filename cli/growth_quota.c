/*
 * growth_quota.c - how much of something an app has, as rows beside its grants
 *
 *      camera: empty slots                  1      of a task
 *      thread camera: priority             10
 *      pool work: endpoints                 2      of a pool, each kind
 *      region page: bytes                4096      of memory, as app.toml says
 *
 * The same rows out of a graph and out of what k5 caps --json wrote. Time is none
 * of them: k5 sched compares that, with deadlines.
 */
#include "growth_ref.h"

#include <string.h>

#include "config_keep.h"

static const char *const pool_keys[M_POOL_KINDS] = {
	"endpoints", "notifications", "replies", "threads"};

static void quota_add(struct grants *g, const char *text, uint32_t amount,
		      struct where at)
{
	grant_add(g, (struct grant){text, at, true, amount});
}

static void slots_add(struct grants *g, const char *task, uint32_t slots,
		      struct where at)
{
	quota_add(g, keep_format("%s: empty slots", task), slots, at);
}

/* A task's first thread has its name. */
static void thread_add(struct grants *g, const char *task, const char *thread,
		       uint32_t priority, struct where at)
{
	bool first = strcmp(task, thread) == 0;

	quota_add(g,
		  keep_format("thread %s%s%s: priority", task, first ? "" : "/",
			      first ? "" : thread),
		  priority, at);
}

static void pool_add(struct grants *g, const char *pool, size_t kind,
		     uint32_t count, struct where at)
{
	quota_add(g, keep_format("pool %s: %s", pool, pool_keys[kind]), count,
		  at);
}

static void bytes_add(struct grants *g, const char *kind, const char *name,
		      uint32_t size, struct where at)
{
	quota_add(g, keep_format("%s %s: bytes", kind, name), size, at);
}

void quotas_of(struct grants *g, const struct authority *a)
{
	const struct model *m = a->m;

	for (size_t i = 0; i < m->task_count; i++) {
		const struct m_task *t = &m->tasks[i];

		slots_add(g, t->name, t->empty_slots, t->at);
		for (size_t j = 0; j < t->thread_count; j++) {
			thread_add(g, t->name, t->threads[j].name,
				   t->threads[j].priority, t->threads[j].at);
		}
	}
	for (size_t i = 0; i < m->pool_count; i++) {
		for (size_t kind = 0; kind < M_POOL_KINDS; kind++) {
			pool_add(g, m->pools[i].name, kind,
				 m->pools[i].count[kind], m->pools[i].at);
		}
	}
	for (size_t i = 0; i < m->shared_count; i++) {
		bytes_add(g,
			  a_kind_word(i < model_first_region(m) ? A_SHARED
								: A_REGION),
			  m->shared[i].name, m->shared[i].size,
			  m->shared[i].at);
	}
}

/* Of a task's and a thread's line. */
static bool task_of_json(struct grants *g, json_t *o, struct where at)
{
	const char *task, *thread;
	json_int_t amount;

	if (json_unpack(o, "{s:s, s:I}", "task", &task, "empty_slots",
			&amount) == 0) {
		slots_add(g, task, (uint32_t)amount, at);
		return true;
	}
	if (json_unpack(o, "{s:s, s:s, s:I}", "task", &task, "thread", &thread,
			"priority", &amount) == 0) {
		thread_add(g, task, thread, (uint32_t)amount, at);
		return true;
	}
	return false;
}

/* Of a grant's line: what it is a grant of. A size was not always written. */
static void object_of_json(struct grants *g, json_t *o, struct where at)
{
	const char *kind, *to;
	json_int_t amount;

	if (json_unpack(o, "{s:s, s:s}", "kind", &kind, "to", &to) != 0) {
		return;
	}
	for (size_t i = 0; i < M_POOL_KINDS; i++) {
		if (strcmp(kind, a_kind_word(A_POOL)) == 0 &&
		    json_unpack(o, "{s:I}", pool_keys[i], &amount) == 0) {
			pool_add(g, to, i, (uint32_t)amount, at);
		}
	}
	if (json_unpack(o, "{s:I}", "asked", &amount) == 0) {
		bytes_add(g, kind, to, (uint32_t)amount, at);
	}
}

bool quotas_of_json(struct grants *g, json_t *o, const char *type,
		    struct where at)
{
	if (strcmp(type, "task") == 0 || strcmp(type, "thread") == 0) {
		return task_of_json(g, o, at);
	}
	if (strcmp(type, "grant") == 0) {
		object_of_json(g, o, at);
	}
	return true;
}
