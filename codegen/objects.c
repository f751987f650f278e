/*
 * objects.c - names for what a trace speaks of
 *
 *      number   0 .. declared in app.toml | ports' endpoints | pool 0 | pool 1 ..
 *
 * A reply has no name of its own: it is called TASK.CAP, by the cap that its task
 * has to it.
 */
#include "objects.h"

#include <jansson.h>

#include "../cli/config_keep.h"
#include "pools.h"

static const char *const pool_word[M_POOL_THREADS] = {"endpoint",
						      "notification", "reply"};

static void add(json_t *list, const char *name)
{
	json_array_append_new(list, json_string(name));
}

static void add_pooled(json_t *list, const struct model *m, size_t kind)
{
	for (size_t i = 0; i < m->pool_count; i++)
		for (unsigned n = 0; n < m->pools[i].count[kind]; n++)
			add(list, keep_format("%s.%s-%u", m->pools[i].name,
					      pool_word[kind], n));
}

static json_t *names(const struct model *m, char *const *name, size_t count,
		     size_t kind)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		add(list, name[i]);
	add_pooled(list, m, kind);
	return list;
}

/* Of the cap to reply `r`, which one task has. */
static const char *reply_name(const struct model *m, size_t r)
{
	for (size_t i = 0; i < m->task_count; i++) {
		const struct m_task *task = &m->tasks[i];

		for (size_t j = 0; j < task->cap_count; j++)
			if (task->caps[j].type == M_REPLY &&
			    task->caps[j].object == r)
				return keep_format("%s.%s", task->name,
						   task->caps[j].name);
	}
	return "reply";
}

static json_t *replies(const struct model *m)
{
	json_t *list = json_array();

	for (size_t r = 0; r < m->reply_count; r++)
		add(list, reply_name(m, r));
	add_pooled(list, m, 2);
	return list;
}

static json_t *ports(const struct model *m)
{
	json_t *list = json_array();

	for (size_t i = 0; i < m->port_count; i++)
		add(list, m->ports[i].name);
	return list;
}

static json_t *irqs(const struct model *m)
{
	json_t *list = json_array();

	for (size_t i = 0; i < m->irq_count; i++)
		add(list, m->irqs[i].name);
	return list;
}

static json_t *lines(const struct model *m)
{
	json_t *list = json_array();

	for (size_t i = 0; i < m->irq_count; i++)
		json_array_append_new(list, json_integer(m->irqs[i].line));
	return list;
}

static json_t *pools(const struct model *m)
{
	json_t *list = json_array();

	for (size_t i = 0; i < m->pool_count; i++)
		add(list, m->pools[i].name);
	return list;
}

static json_t *regions(const struct model *m)
{
	json_t *list = json_array();

	for (size_t i = model_first_region(m); i < m->shared_count; i++)
		add(list, m->shared[i].name);
	return list;
}

json_t *objects_json(const struct model *m)
{
	return json_pack(
		"{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "endpoint",
		names(m, m->endpoints, m->endpoint_count, 0), "notification",
		names(m, m->notifications, m->notification_count, 1), "reply",
		replies(m), "port", ports(m), "irq", irqs(m), "line", lines(m),
		"pool", pools(m), "region", regions(m));
}
