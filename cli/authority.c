/*
 * authority.c - the graph, from app.toml
 *
 * Nodes come in groups, each in the order of app.toml, so that an object's
 * node follows from its index in the model:
 *
 *      tasks | endpoints | notifications | ports | irqs | pools | system |
 *      timer | threads | times | regions
 *
 * A port's own endpoint is no node: what two tasks can do to each other once
 * they have met there follows from the rights to meet. Replies are none
 * either: a reply can be used only towards who asked (reach.h).
 */
#include "authority.h"

#include <string.h>

#include <k5/abi.h>

#include "config_app.h"
#include "config_keep.h"

const char *a_kind_word(enum a_kind kind)
{
	static const char *const words[A_KINDS] = {
		[A_TASK] = "task",
		[A_ENDPOINT] = "endpoint",
		[A_NOTIFICATION] = "notification",
		[A_PORT] = "port",
		[A_IRQ] = "irq",
		[A_POOL] = "pool",
		[A_SYSTEM] = "system",
		[A_TIMER] = "timer",
		[A_THREAD] = "thread",
		[A_TIME] = "time",
		[A_WINDOW] = "window",
		[A_SHARED] = "shared",
		[A_REGION] = "region",
		[A_MEMORY] = "memory",
	};
	return words[kind];
}

const char *a_words(const struct a_node *n)
{
	return n->kind == A_TASK || a_builtin(n->kind)
		       ? n->name
		       : keep_format("%s %s", a_kind_word(n->kind), n->name);
}

const char *a_rights_words(uint32_t rights)
{
	static const char *const more[] = {"read", "write", "exec",
					   "grant-reply"};
	const char *words = "";

	for (unsigned bit = 0; bit < A_RIGHTS; bit++) {
		uint32_t one = rights & 1u << bit;
		const char *word =
			bit < 8 ? right_word((uint8_t)one) : more[bit - 8];
		if (one && word) {
			words = keep_format("%s%s%s", words, *words ? ", " : "",
					    word);
		}
	}
	return words;
}

const struct a_hold *a_next(const struct authority *a, size_t object,
			    uint32_t rights, size_t *i)
{
	while (*i < a->holds) {
		const struct a_hold *h = &a->hold[(*i)++];

		if (h->object == object && (h->rights & rights)) {
			return h;
		}
	}
	return NULL;
}

bool a_overlap(const struct a_node *x, const struct a_node *y)
{
	return x->kind >= A_WINDOW && y->kind >= A_WINDOW &&
	       x->base < (uint64_t)y->base + y->size &&
	       y->base < (uint64_t)x->base + x->size;
}

static size_t node_add(struct authority *a, struct a_node n)
{
	a->node[a->nodes] = n;
	return a->nodes++;
}

uint32_t a_memory_rights(uint64_t mem)
{
	return (mem & K5_MEM_READ ? A_READ : 0u) |
	       (mem & K5_MEM_WRITE ? A_WRITE : 0u) |
	       (mem & K5_MEM_EXEC ? A_EXEC : 0u);
}

static void hold_add(struct authority *a, struct a_hold h)
{
	a->hold[a->holds++] = h;
}

static size_t first_of(const struct model *m, enum m_object type);

size_t authority_shared(const struct model *m, size_t shared)
{
	return first_of(m, M_SC) + authority_times(m, SIZE_MAX) + shared;
}

/* Where the nodes of one type of object begin. */
static size_t first_of(const struct model *m, enum m_object type)
{
	size_t tasks = m->task_count;
	size_t endpoints = m->endpoint_count - m->port_count;

	switch (type) {
	case M_ENDPOINT:
		return tasks;
	case M_NOTIFICATION:
		return tasks + endpoints;
	case M_PORT:
		return tasks + endpoints + m->notification_count;
	case M_IRQ:
		return tasks + m->endpoint_count + m->notification_count;
	case M_POOL:
		return tasks + m->endpoint_count + m->notification_count +
		       m->irq_count;
	case M_REGION:
		return authority_shared(m, model_first_region(m));
	case M_TIMER:
		return first_of(m, M_SYSTEM) + 1;
	case M_THREAD:
		return first_of(m, M_TIMER) + 1;
	case M_SC:
		return first_of(m, M_THREAD) + authority_threads(m, SIZE_MAX);
	case M_REPLY: /* no node */
	case M_SYSTEM:
		break;
	}
	return first_of(m, M_POOL) + m->pool_count;
}

static void names_add(struct authority *a, enum a_kind kind, char **names,
		      const struct where *at, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		node_add(a, (struct a_node){.kind = kind,
					    .name = names[i],
					    .at = at[i]});
	}
}

static void nodes_add(struct authority *a)
{
	const struct model *m = a->m;

	for (size_t i = 0; i < m->task_count; i++) {
		node_add(a, (struct a_node){.kind = A_TASK,
					    .name = m->tasks[i].name,
					    .at = m->tasks[i].at});
	}
	names_add(a, A_ENDPOINT, m->endpoints, m->endpoint_at,
		  m->endpoint_count - m->port_count);
	names_add(a, A_NOTIFICATION, m->notifications, m->notification_at,
		  m->notification_count);
	for (size_t i = 0; i < m->port_count; i++) {
		node_add(a, (struct a_node){.kind = A_PORT,
					    .name = m->ports[i].name,
					    .at = m->ports[i].at});
	}
	for (size_t i = 0; i < m->irq_count; i++) {
		node_add(a, (struct a_node){.kind = A_IRQ,
					    .name = m->irqs[i].name,
					    .at = m->irqs[i].at});
	}
	for (size_t i = 0; i < m->pool_count; i++) {
		node_add(a, (struct a_node){.kind = A_POOL,
					    .name = m->pools[i].name,
					    .at = m->pools[i].at});
	}
	node_add(a, (struct a_node){.kind = A_SYSTEM, .name = "system"});
	node_add(a, (struct a_node){.kind = A_TIMER, .name = "timer"});
	a->nodes += authority_thread_nodes(m, &a->node[a->nodes]);
	a->nodes += authority_time_nodes(m, &a->node[a->nodes]);
	for (size_t i = 0; i < m->shared_count; i++) {
		bool own = i >= model_first_region(m);
		node_add(a, (struct a_node){.kind = own ? A_REGION : A_SHARED,
					    .name = m->shared[i].name,
					    .at = m->shared[i].at});
	}
}

/* How long all slept is to be read; a region is memory, and may be given away. */
static uint32_t cap_rights(const struct m_cap *c)
{
	uint32_t grant = c->rights & K5_RIGHT_GRANT;

	if (c->type == M_SYSTEM && (c->rights & K5_RIGHT_READ)) {
		return (c->rights & ~(uint32_t)K5_RIGHT_READ) | A_READ;
	}
	if (c->type == M_REGION) {
		return a_memory_rights(c->rights) | grant;
	}
	if (c->type == M_SC) { /* its read is no send */
		return a_memory_rights(c->rights & K5_RIGHT_READ) |
		       (c->rights & K5_RIGHT_CONTROL);
	}
	if (c->type == M_ENDPOINT && (c->rights & K5_RIGHT_GRANT_REPLY)) {
		return (c->rights & ~(uint32_t)K5_RIGHT_GRANT_REPLY) |
		       (grant ? 0 : A_GRANT_REPLY);
	}
	return c->rights;
}

/* Of threads only some are nodes, and of their times. */
static size_t node_of(const struct model *m, const struct m_cap *c)
{
	size_t number = c->type == M_THREAD ? authority_threads(m, c->object)
			: c->type == M_SC   ? authority_times(m, c->object)
					    : c->object;

	return first_of(m, c->type) + number;
}

static void caps_add(struct authority *a, size_t t)
{
	const struct m_task *task = &a->m->tasks[t];

	for (size_t i = 0; i < task->cap_count; i++) {
		const struct m_cap *c = &task->caps[i];

		if (c->type != M_REPLY) {
			hold_add(a, (struct a_hold){.subject = t,
						    .object = node_of(a->m, c),
						    .name = c->name,
						    .rights = cap_rights(c),
						    .badge = c->badge,
						    .at = c->at});
		}
	}
}

const struct m_pool *authority_pool(const struct authority *a, size_t node)
{
	return &a->m->pools[node - first_of(a->m, M_POOL)];
}

const struct m_shared *authority_memory(const struct authority *a, size_t node)
{
	return &a->m->shared[node - authority_shared(a->m, 0)];
}

static void views_add(struct authority *a, size_t t)
{
	const struct m_task *task = &a->m->tasks[t];

	for (size_t i = 0; i < task->view_count; i++) {
		const struct m_view *v = &task->views[i];

		hold_add(a, (struct a_hold){
				    .subject = t,
				    .object = authority_shared(a->m, v->shared),
				    .name = a->m->shared[v->shared].name,
				    .rights = a_memory_rights(v->rights),
				    .at = v->at});
	}
}

static void irqs_add(struct authority *a)
{
	const struct model *m = a->m;

	for (size_t i = 0; i < m->irq_count; i++) {
		const struct m_irq *irq = &m->irqs[i];

		hold_add(a,
			 (struct a_hold){.subject = first_of(m, M_IRQ) + i,
					 .object = first_of(m, M_NOTIFICATION) +
						   irq->notification,
					 .name = irq->name,
					 .rights = K5_RIGHT_SIGNAL,
					 .badge = irq->bits,
					 .at = irq->at});
	}
}

/* Two tasks may call their windows the same: then the later one is TASK.NAME. */
static bool window_known(const struct authority *a, const char *name)
{
	for (size_t i = 0; i < a->nodes; i++) {
		if (a->node[i].kind == A_WINDOW &&
		    strcmp(a->node[i].name, name) == 0) {
			return true;
		}
	}
	return false;
}

void authority_region(struct authority *a, size_t t, const struct a_node *as,
		      const char *name, uint32_t rights)
{
	struct a_node n = *as;

	if (n.kind == A_WINDOW && window_known(a, n.name)) {
		n.name = keep_format("%s.%s", a->node[t].name, n.name);
	}
	hold_add(a, (struct a_hold){.subject = t,
				    .object = node_add(a, n),
				    .name = name,
				    .rights = rights,
				    .at = as->at});
}

void authority_begin(struct authority *a, const struct model *m)
{
	size_t nodes = authority_shared(m, m->shared_count);
	size_t holds = m->irq_count + 2 * authority_threads(m, SIZE_MAX);

	for (size_t i = 0; i < m->task_count; i++) {
		nodes += task_regions(&m->tasks[i]);
		holds += task_regions(&m->tasks[i]) + m->tasks[i].cap_count;
	}
	*a = (struct authority){
		.m = m,
		.node = keep_alloc(nodes, sizeof(*a->node)),
		.hold = keep_alloc(holds, sizeof(*a->hold)),
	};
	nodes_add(a);
	for (size_t t = 0; t < m->task_count; t++) {
		caps_add(a, t);
		views_add(a, t);
	}
	irqs_add(a);
	a->holds += authority_thread_holds(m, first_of(m, M_THREAD),
					   first_of(m, M_NOTIFICATION),
					   &a->hold[a->holds]);
}

void authority_windows(struct authority *a)
{
	const struct model *m = a->m;

	for (size_t t = 0; t < m->task_count; t++) {
		for (size_t i = 0; i < m->tasks[t].mmio_count; i++) {
			const struct m_range *w = &m->tasks[t].mmio[i];
			struct a_node n = {.kind = A_WINDOW,
					   .name = w->name,
					   .base = w->address,
					   .size = w->size,
					   .at = w->at};

			authority_region(a, t, &n, w->name, A_READ | A_WRITE);
		}
	}
}
