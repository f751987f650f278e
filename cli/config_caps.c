/*
 * config_caps.c - [tasks.caps]: what a task may do
 *
 *      pong = ["send"]                       slot 0    K5_SLOT_PONG
 *      server = { object = "pong", ... }     slot 1    K5_SLOT_SERVER
 *      (one reply for each thread, if the    slot 2    K5_SLOT_REPLY
 *       task can receive)                    slot 3    K5_SLOT_REPLY_WORKER
 *
 * Slots are numbered in the file's order. The empty slots that follow are only
 * counted (m_task.empty_slots).
 */
#include "config_app.h"

#include <string.h>

#include <k5/abi.h>

#include "config_keep.h"

static const struct right {
	const char *word;
	uint8_t bits;
	enum m_object type; /* some words fit several */
} rights[] = {
	{"send", K5_RIGHT_SEND, M_ENDPOINT},
	{"recv", K5_RIGHT_RECV, M_ENDPOINT},
	{"grant", K5_RIGHT_GRANT | K5_RIGHT_GRANT_REPLY, M_ENDPOINT},
	{"signal", K5_RIGHT_SIGNAL, M_NOTIFICATION},
	{"wait", K5_RIGHT_WAIT, M_NOTIFICATION},
	{"listen", K5_RIGHT_LISTEN, M_PORT},
	{"connect", K5_RIGHT_CONNECT, M_PORT},
	{"grant", K5_RIGHT_GRANT, M_POOL},
	{"control", K5_RIGHT_CONTROL, M_POOL},
	{"control", K5_RIGHT_CONTROL, M_IRQ},
	{"control", K5_RIGHT_CONTROL, M_SYSTEM},
	{"read", K5_RIGHT_READ, M_SYSTEM},
	{"control", K5_RIGHT_CONTROL, M_TIMER},
	{"control", K5_RIGHT_CONTROL, M_THREAD},
	{"read", K5_RIGHT_READ, M_SC},
	{"control", K5_RIGHT_CONTROL, M_SC},
	{"read", K5_RIGHT_READ, M_REGION},
	{"write", K5_RIGHT_WRITE, M_REGION},
	{"grant", K5_RIGHT_GRANT, M_REGION},
	{"grant-reply", K5_RIGHT_GRANT_REPLY,
	 M_ENDPOINT}, /* not signal's word */
};

enum {
	RIGHTS = sizeof rights / sizeof rights[0]
};

const char *right_word(uint8_t bit)
{
	for (size_t i = 0; i < RIGHTS; i++) {
		if (rights[i].bits == bit) {
			return rights[i].word;
		}
	}
	return NULL;
}

static struct words words_fitting(enum m_object type)
{
	struct words fitting = {0};
	for (size_t i = 0; i < RIGHTS; i++) {
		if (rights[i].type == type) {
			words_add(&fitting, rights[i].word);
		}
	}
	return fitting;
}

static void right_refused(const struct toml_node *n, const struct cfg_object *o)
{
	struct words fitting = words_fitting(o->type);
	bool known = false;
	for (size_t i = 0; i < RIGHTS; i++) {
		known = known || strcmp(rights[i].word, n->string) == 0;
	}
	if (!known) {
		char *kinds =
			keep_format("rights of %s", object_words(o->type));
		diag_error((struct diag){.code = "K5-E0219",
					 .at = n->at,
					 .note = "no right",
					 .help = words_help(&fitting, n->string,
							    kinds)},
			   "unknown right '%s'", n->string);
		return;
	}
	char *help = keep_format("%s takes %s", object_words(o->type),
				 words_list(&fitting));
	char *note = keep_format("'%s' is %s", o->name, object_words(o->type));
	diag_error((struct diag){.code = "K5-E0218",
				 .at = n->at,
				 .note = note,
				 .help = help},
		   "the right '%s' does not fit '%s'", n->string, o->name);
}

static uint8_t right_bit(const struct toml_node *n, const struct cfg_object *o)
{
	for (size_t i = 0; i < RIGHTS; i++) {
		if (rights[i].type == o->type &&
		    strcmp(rights[i].word, n->string) == 0) {
			return rights[i].bits;
		}
	}
	right_refused(n, o);
	return 0;
}

/* grant is grant-reply and more, so it says that again. */
static void right_again(const struct toml_node *n, bool one_word)
{
	diag_error((struct diag){.code = "K5-E0220",
				 .at = n->at,
				 .note = "again",
				 .help = one_word ? NULL
						  : "grant allows what "
						    "grant-reply does"},
		   "the right '%s' is written twice", n->string);
}

static bool written_before(const struct toml_node *list, size_t i)
{
	for (size_t j = 0; j < i; j++) {
		if (!list->child[j].bad &&
		    strcmp(list->child[j].string, list->child[i].string) == 0) {
			return true;
		}
	}
	return false;
}

/* The bits of a list of rights; complains about every bad one. */
static uint8_t rights_of(const struct toml_node *list,
			 const struct cfg_object *o)
{
	uint8_t bits = 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct toml_node *n = &list->child[i];
		uint8_t bit = n->bad ? 0 : right_bit(n, o);
		if (bit & bits) {
			right_again(n, written_before(list, i));
		}
		bits |= bit;
	}
	if (list->count == 0) {
		struct words fitting = words_fitting(o->type);
		char *help = keep_format("%s takes %s", object_words(o->type),
					 words_list(&fitting));
		diag_error((struct diag){.code = "K5-E0220",
					 .at = list->at,
					 .note = "no rights",
					 .help = help},
			   "a cap to '%s' without rights is no cap", o->name);
	}
	return bits;
}

static const struct cfg_object *find_object(const struct cfg *c,
					    const char *name, struct where at)
{
	const struct cfg_object *o = cfg_object(c, name);
	const char *misplaced = cfg_misplaced(CFG_CAPS, name);
	if (o || !c->objects) {
		return o;
	}
	struct words known = {0};
	for (size_t i = 0; i < c->object_count; i++) {
		words_add(&known, c->object[i].name);
	}
	words_add(&known, "system");
	words_add(&known, "timer");
	diag_error((struct diag){.code = "K5-E0217",
				 .at = at,
				 .note = "not declared",
				 .help = misplaced ? misplaced
						   : words_help(&known, name,
								"app's "
								"objects")},
		   "there is no object '%s'", name);
	return NULL;
}

/* Whether a task may call a cap so; tells why not. */
static bool cap_name_free(const struct m_task *task, const struct toml_node *n,
			  const char *object)
{
	bool own = cfg_builtin(n->key) && strcmp(n->key, object) != 0;
	if (name_reserved(n->key) || own) {
		diag_error((struct diag){.code = "K5-E0211",
					 .at = n->key_at,
					 .note = "K5's own",
					 .help = "choose another name and "
						 "write object = \"...\""},
			   "a cap cannot be called '%s'", n->key);
		return false;
	}
	for (size_t i = 0; i < task->cap_count; i++) {
		if (!name_same(task->caps[i].name, n->key)) {
			continue;
		}
		diag_error((struct diag){.code = "K5-E0210",
					 .at = n->key_at,
					 .note = keep_format(
						 "'%s' has the same name in C",
						 task->caps[i].name),
					 .help = "'-', '_' and case do not "
						 "count"},
			   "task '%s' has two caps '%s'", task->name, n->key);
		return false;
	}
	return true;
}

static void check_badge(const struct toml_node *n, const struct cfg_object *o)
{
	const struct toml_node *badge = cfg_get(n, "badge");
	if (badge && badge->integer != 0 && o->type != M_ENDPOINT &&
	    o->type != M_NOTIFICATION) {
		diag_error((struct diag){.code = "K5-E0235",
					 .at = badge->at,
					 .note = keep_format(
						 "'%s' is %s", o->name,
						 object_words(o->type))},
			   "a badge on '%s' would reach nobody", o->name);
	}
}

/* What a cap names a thread by, or its time: NULL, neither. */
static const char *thread_key(const struct toml_node *n)
{
	return cfg_get(n, "thread") ? "thread"
	       : cfg_get(n, "time") ? "time"
				    : NULL;
}

/* Two keys that each say what the cap is to. */
static bool named_twice(const struct toml_node *n, const char *key)
{
	bool both = cfg_get(n, "time") && strcmp(key, "time") != 0;
	const char *other = both ? "time" : "object";

	if (!cfg_get(n, other)) {
		return false;
	}
	diag_error((struct diag){.code = "K5-E0250",
				 .at = cfg_at(n, other),
				 .note = both ? "and a thread's time"
					      : "and an object"},
		   "the cap '%s' names a thread%s already", n->key,
		   strcmp(key, "time") == 0 ? "'s time" : "");
	return true;
}

/* A cap to a thread or its time: whose, cfg_thread_caps finds out at the end. */
static void thread_cap_add(struct m_task *task, const struct toml_node *n,
			   const char *key)
{
	const struct toml_node *list = cfg_get(n, "rights");
	bool time = strcmp(key, "time") == 0;
	struct m_cap cap = {.name = n->key,
			    .type = time ? M_SC : M_THREAD,
			    .thread = cfg_text(n, key),
			    .at = cfg_at(n, key)};
	struct cfg_object o = {.name = cap.thread, .type = cap.type};

	if (named_twice(n, key) || !cap_name_free(task, n, "") || !list) {
		return;
	}
	check_badge(n, &o);
	cap.rights = rights_of(list, &o);
	task->caps[task->cap_count++] = cap;
}

static void cap_add(const struct cfg *c, struct m_task *task,
		    const struct toml_node *n)
{
	const char *named = cfg_text(n, "object");
	const char *object = named ? named : n->key;
	struct where at = named ? cfg_at(n, "object") : n->key_at;

	if (n->bad || cfg_bad(n, "object") || cfg_bad(n, "thread") ||
	    cfg_bad(n, "time")) {
		return;
	}
	if (thread_key(n)) {
		thread_cap_add(task, n, thread_key(n));
		return;
	}
	if (!cap_name_free(task, n, object)) {
		return;
	}
	const struct cfg_object *o = find_object(c, object, at);
	const struct toml_node *list =
		n->type == TOML_TABLE ? cfg_get(n, "rights") : n;
	struct m_cap cap = {.name = n->key, .at = n->key_at};
	if (o && list) {
		check_badge(n, o);
		cap.type = o->type;
		cap.object = o->index;
		cap.rights = rights_of(list, o);
		cap.badge = cfg_number(n, CFG_CAP, "badge", 0);
		if (o->type == M_REGION && !cfg_region_cap(c, &cap)) {
			return;
		}
		task->caps[task->cap_count++] = cap;
	}
}

bool task_receives(const struct m_task *task)
{
	for (size_t i = 0; i < task->cap_count; i++) {
		if (task->caps[i].type != M_REGION &&
		    (task->caps[i].rights &
		     (K5_RIGHT_RECV | K5_RIGHT_LISTEN))) {
			return true;
		}
	}
	return false;
}

/* Whether answers may bring caps: where what comes in may, or they alone. */
static uint8_t reply_rights(const struct m_task *task)
{
	for (size_t i = 0; i < task->cap_count; i++) {
		uint8_t rights = task->caps[i].rights;
		if (task->caps[i].type == M_ENDPOINT &&
		    (rights & K5_RIGHT_RECV) &&
		    (rights & K5_RIGHT_GRANT_REPLY)) {
			return K5_RIGHT_SEND | K5_RIGHT_GRANT;
		}
	}
	return K5_RIGHT_SEND;
}

static void replies_add(struct cfg *c, struct m_task *task)
{
	uint8_t rights = reply_rights(task);
	for (size_t i = 0; i < task->thread_count; i++) {
		const struct m_thread *thread = &task->threads[i];
		struct m_cap cap = {.type = M_REPLY, .at = thread->at};
		cap.name = i == 0 ? keep_text("reply")
				  : keep_format("reply-%s", thread->name);
		cap.object = (uint8_t)c->m->reply_count++;
		cap.rights = rights;
		task->caps[task->cap_count++] = cap;
	}
}

void cfg_caps(struct cfg *c, const struct toml_node *table, struct m_task *task)
{
	const struct toml_node *caps = cfg_get(table, "caps");
	size_t count = caps ? caps->count : 0;

	if (count > CFG_SLOTS) {
		diag_error((struct diag){.code = "K5-E0231",
					 .at = caps->key_at,
					 .note = "too many"},
			   "%zu caps are more than %d", count, CFG_SLOTS);
		return;
	}
	task->caps = keep_alloc(count + task->thread_count, sizeof *task->caps);
	for (size_t i = 0; i < count; i++) {
		cap_add(c, task, &caps->child[i]);
	}
	if (task_receives(task)) {
		replies_add(c, task);
	}
}
