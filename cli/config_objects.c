/*
 * config_objects.c - endpoints, notifications, ports and interrupts
 *
 * All share one namespace, since a cap names its object by name alone. Each
 * kind counts its own indices from 0; a port also owns an endpoint, after the
 * named ones.
 */
#include "config_app.h"

#include <inttypes.h>
#include <string.h>

#include <k5/abi.h>

#include "config_keep.h"

const char *object_words(enum m_object type)
{
	static const char *const words[] = {
		[M_ENDPOINT] = "an endpoint",
		[M_NOTIFICATION] = "a notification",
		[M_PORT] = "a port",
		[M_IRQ] = "an irq",
		[M_REPLY] = "a reply",
		[M_SYSTEM] = "the system",
		[M_POOL] = "a pool",
		[M_REGION] = "a region",
		[M_TIMER] = "the timer",
		[M_THREAD] = "a thread",
		[M_SC] = "a thread's time",
	};
	return words[type];
}

/* What is there without a declaration. */
static const struct cfg_object builtin[] = {
	{"system", M_SYSTEM, 0, {0}},
	{"timer", M_TIMER, 0, {0}},
};

enum {
	BUILTINS = sizeof builtin / sizeof builtin[0]
};

const struct cfg_object *cfg_object(const struct cfg *c, const char *name)
{
	for (size_t i = 0; i < c->object_count; i++) {
		if (strcmp(c->object[i].name, name) == 0) {
			return &c->object[i];
		}
	}
	for (size_t i = 0; i < BUILTINS; i++) {
		if (strcmp(builtin[i].name, name) == 0) {
			return &builtin[i];
		}
	}
	return NULL;
}

bool cfg_builtin(const char *name)
{
	for (size_t i = 0; i < BUILTINS; i++) {
		if (name_same(name, builtin[i].name)) {
			return true;
		}
	}
	return false;
}

/* Whether a name is free to be an object's; tells why not. */
static bool name_free(const struct cfg *c, const char *name, struct where at)
{
	if (name_reserved(name) || cfg_builtin(name)) {
		diag_error((struct diag){.code = "K5-E0211",
					 .at = at,
					 .note = "K5's own",
					 .help = "choose another name"},
			   "an object cannot be called '%s'", name);
		return false;
	}
	for (size_t i = 0; i < c->object_count; i++) {
		const struct cfg_object *o = &c->object[i];
		if (!name_same(o->name, name)) {
			continue;
		}
		char *note = keep_format("line %d has %s of that name",
					 o->at.line, object_words(o->type));
		diag_error((struct diag){.code = "K5-E0210",
					 .at = at,
					 .note = note,
					 .help = "all objects share one "
						 "namespace; '-', '_' and "
						 "case do not count"},
			   "'%s' is declared twice", name);
		return false;
	}
	return true;
}

static void object_add(struct cfg *c, const struct toml_node *n,
		       enum m_object type, size_t index)
{
	c->object[c->object_count++] =
		(struct cfg_object){.name = n->string,
				    .type = type,
				    .index = (uint8_t)index,
				    .at = n->at};
}

bool cfg_object_add(struct cfg *c, const struct toml_node *name,
		    enum m_object type, size_t index)
{
	if (!name_free(c, name->string, name->at)) {
		return false;
	}
	object_add(c, name, type, index);
	return true;
}

static size_t count_of(const struct toml_node *list)
{
	return list ? list->count : 0;
}

/* The good names of a list become objects of `type`; returns how many. */
static size_t names_add(struct cfg *c, const char *key, enum m_object type,
			char **names, struct where *at)
{
	const struct toml_node *list = cfg_get(c->tree, key);
	size_t count = 0;
	for (size_t i = 0; i < count_of(list); i++) {
		const struct toml_node *n = &list->child[i];
		if (n->bad || !name_free(c, n->string, n->at)) {
			continue;
		}
		object_add(c, n, type, count);
		at[count] = n->at;
		names[count++] = n->string;
	}
	return count;
}

static void ports_add(struct cfg *c)
{
	struct model *m = c->m;
	const struct toml_node *list = cfg_get(c->tree, "ports");
	m->ports = keep_alloc(count_of(list), sizeof *m->ports);
	for (size_t i = 0; i < count_of(list); i++) {
		const struct toml_node *n = &list->child[i];
		if (n->bad || !name_free(c, n->string, n->at)) {
			continue;
		}
		if (n->length > K5_PORT_NAME) {
			diag_error((struct diag){.code = "K5-E0209",
						 .at = n->at,
						 .note = "longer than 16"},
				   "'%s' is too long for a port", n->string);
		}
		object_add(c, n, M_PORT, m->port_count);
		m->endpoints[m->endpoint_count] = n->string;
		m->ports[m->port_count++] = (struct m_port){
			.name = n->string,
			.endpoint = (uint8_t)m->endpoint_count++,
			.at = n->at};
	}
}

static bool irq_line(struct cfg *c, const struct toml_node *table,
		     const char *name, uint32_t *line)
{
	const struct m_board *b = &c->m->board;
	struct words known = {0};
	for (size_t i = 0; i < b->irq_count; i++) {
		words_add(&known, b->irqs[i].name);
		if (strcmp(b->irqs[i].name, name) != 0) {
			continue;
		}
		*line = b->irqs[i].value;
		uint32_t said = cfg_number(table, CFG_IRQ, "line", *line);
		if (said == *line) {
			return true;
		}
		diag_error((struct diag){.code = "K5-E0228",
					 .at = cfg_at(table, "line"),
					 .note = "another line",
					 .help = "leave line away, or use a "
						 "name of your own"},
			   "'%s' is line %" PRIu32 " on %s, not %" PRIu32, name,
			   *line, b->name, said);
		return false;
	}
	if (cfg_get(table, "line")) {
		*line = cfg_number(table, CFG_IRQ, "line", 0);
		return true;
	}
	char *help = words_help(&known, name, "board's interrupts");
	diag_error((struct diag){.code = "K5-E0228",
				 .at = cfg_at(table, "name"),
				 .note = "no line is given",
				 .help = help},
		   "%s has no interrupt '%s'", b->name, name);
	return false;
}

/* Whether an app may have the line; tells why not. */
static bool line_free(struct cfg *c, const struct toml_node *table,
		      uint32_t line)
{
	const struct model *m = c->m;
	const struct m_board *b = &m->board;
	const char *key = cfg_get(table, "line") ? "line" : "name";
	struct diag d = {.at = cfg_at(table, key)};
	if (line >= b->irq_lines) {
		d.code = "K5-E0206";
		d.note = "too large";
		diag_error(d, "%s has lines 0 to %d, not %" PRIu32, b->name,
			   b->irq_lines - 1, line);
		return false;
	}
	if (b->console && line == b->uart_irq) {
		d.code = "K5-E0230";
		d.note = "the log's UART";
		diag_error(d, "line %" PRIu32 " belongs to the kernel", line);
		return false;
	}
	for (size_t i = 0; i < m->irq_count; i++) {
		if (m->irqs[i].line == line) {
			d.code = "K5-E0229";
			d.note = keep_format("also line %d of this file",
					     m->irqs[i].at.line);
			diag_error(d, "irq line %" PRIu32 " is '%s' already",
				   line, m->irqs[i].name);
			return false;
		}
	}
	return true;
}

bool cfg_notification(const struct cfg *c, const struct toml_node *table,
		      uint8_t *notification)
{
	const char *name = cfg_text(table, "notification");
	if (!name) {
		return false;
	}
	const struct cfg_object *o = cfg_object(c, name);
	if (o && o->type == M_NOTIFICATION) {
		*notification = o->index;
		return true;
	}
	struct words known = {0};
	for (size_t i = 0; i < c->m->notification_count; i++) {
		words_add(&known, c->m->notifications[i]);
	}
	char *note = o ? keep_format("this is %s", object_words(o->type))
		       : keep_text("not declared");
	diag_error((struct diag){.code = "K5-E0217",
				 .at = cfg_at(table, "notification"),
				 .note = note,
				 .help = words_help(&known, name,
						    "notifications")},
		   "there is no notification '%s'", name);
	return false;
}

static void irq_add(struct cfg *c, const struct toml_node *table)
{
	struct model *m = c->m;
	const struct toml_node *name = cfg_get(table, "name");
	struct m_irq irq = {.bits = cfg_number(table, CFG_IRQ, "bits", 1)};
	uint32_t line = 0;
	bool target = cfg_notification(c, table, &irq.notification);
	if (!name || !name_free(c, name->string, name->at)) {
		return;
	}
	/* a cap may name it even if its line is wrong: one error is enough */
	object_add(c, name, M_IRQ, m->irq_count);
	if (c->board && !cfg_bad(table, "line") &&
	    (!irq_line(c, table, name->string, &line) ||
	     !line_free(c, table, line))) {
		return;
	}
	irq.name = name->string;
	irq.line = (uint16_t)line;
	irq.at = name->at;
	if (target) {
		m->irqs[m->irq_count++] = irq;
	}
}

static bool few(const struct toml_node *list, size_t count, size_t most,
		const char *what)
{
	if (count <= most) {
		return true;
	}
	diag_error((struct diag){.code = "K5-E0231",
				 .at = list->key_at,
				 .note = "too many"},
		   "%zu %s are more than %zu", count, what, most);
	return false;
}

void cfg_objects(struct cfg *c)
{
	struct model *m = c->m;
	const struct toml_node *eps = cfg_get(c->tree, "endpoints");
	const struct toml_node *ports = cfg_get(c->tree, "ports");
	const struct toml_node *bits = cfg_get(c->tree, "notifications");
	const struct toml_node *irqs = cfg_get(c->tree, "irqs");
	size_t meeting = count_of(eps) + count_of(ports);
	size_t pooled = cfg_pooled(c, 0) + cfg_pooled(c, 1);
	size_t all = meeting + count_of(bits) + pooled;

	if (!few(eps     ? eps
		 : ports ? ports
		 : bits  ? bits
			 : cfg_get(c->tree, "pools"),
		 all, CFG_OBJECTS, "endpoints, ports and notifications") ||
	    !few(irqs, count_of(irqs), CFG_IRQS, "irqs")) {
		return;
	}
	c->objects = true;
	m->endpoints = keep_alloc(meeting, sizeof *m->endpoints);
	m->notifications = keep_alloc(count_of(bits), sizeof(char *));
	m->endpoint_at = keep_alloc(count_of(eps), sizeof *m->endpoint_at);
	m->notification_at =
		keep_alloc(count_of(bits), sizeof *m->notification_at);
	m->endpoint_count = names_add(c, "endpoints", M_ENDPOINT, m->endpoints,
				      m->endpoint_at);
	m->notification_count = names_add(c, "notifications", M_NOTIFICATION,
					  m->notifications, m->notification_at);
	ports_add(c);

	m->irqs = keep_alloc(count_of(irqs), sizeof *m->irqs);
	for (size_t i = 0; i < count_of(irqs); i++) {
		irq_add(c, &irqs->child[i]);
	}
}
