/*
 * pools.c - ranges of objects, one after the other
 *
 * Threads are numbered task by task, and a pool's are among those of its task.
 */
#include "pools.h"

#include "threads.h"

#include <k5/abi.h>

const enum m_object pool_types[M_POOL_THREADS] = {M_ENDPOINT, M_NOTIFICATION,
						  M_REPLY};

static size_t named(const struct model *m, enum m_object type)
{
	switch (type) {
	case M_ENDPOINT:
		return m->endpoint_count;
	case M_NOTIFICATION:
		return m->notification_count;
	default:
		return m->reply_count;
	}
}

static size_t first_thread(const struct model *m, const struct m_pool *pool)
{
	if (pool->count[M_POOL_THREADS] == 0)
		return 0;
	return threads_before(m, pool->task) + pool->first_thread;
}

size_t pool_first(const struct model *m, size_t pool, size_t kind)
{
	if (kind == M_POOL_THREADS)
		return first_thread(m, &m->pools[pool]);

	size_t first = named(m, pool_types[kind]);

	for (size_t i = 0; i < pool; i++)
		first += m->pools[i].count[kind];
	return first;
}

const char *cap_word(enum m_object type)
{
	static const char *const words[] = {[M_ENDPOINT] = "K5_CAP_ENDPOINT",
					    [M_NOTIFICATION] =
						    "K5_CAP_NOTIFICATION",
					    [M_PORT] = "K5_CAP_PORT",
					    [M_IRQ] = "K5_CAP_IRQ",
					    [M_REPLY] = "K5_CAP_REPLY",
					    [M_SYSTEM] = "K5_CAP_SYSTEM",
					    [M_POOL] = "K5_CAP_POOL",
					    [M_REGION] = "K5_CAP_REGION",
					    [M_TIMER] = "K5_CAP_TIMER",
					    [M_THREAD] = "K5_CAP_THREAD",
					    [M_SC] = "K5_CAP_SC"};

	return words[type];
}

size_t pools_all(const struct model *m, enum m_object type)
{
	size_t kind = 0;

	while (kind + 1 < M_POOL_THREADS && pool_types[kind] != type)
		kind++;
	return pool_first(m, m->pool_count, kind);
}

static bool some_cap(const struct model *m, enum m_object type, uint8_t right)
{
	for (size_t t = 0; t < m->task_count; t++) {
		const struct m_task *task = &m->tasks[t];

		for (size_t i = 0; i < task->cap_count; i++) {
			if (task->caps[i].type == type &&
			    (task->caps[i].rights & right) != 0)
				return true;
		}
	}
	return false;
}

bool model_timed(const struct model *m)
{
	return some_cap(m, M_TIMER, K5_RIGHT_CONTROL);
}

bool model_observed(const struct model *m)
{
	return some_cap(m, M_SYSTEM, K5_RIGHT_READ);
}
