/*
 * config_regions.c - memory that travels, and the windows it is seen through
 *
 *      [[memory]]                        [tasks.caps]
 *      name = "page"                     page = ["read", "write", "grant"]
 *      size = 4096
 *
 * One task has it at boot: two that see the same bytes write [[shared]]. Each
 * window is an entry of the protection unit that the task's other memory left
 * over, one for a region: layout.c makes it so.
 */
#include "config_app.h"

#include <string.h>

#include <k5/abi.h>

#include "config_keep.h"

enum {
	USUAL = 4 /* windows of a task that does not say */
};

void cfg_regions(struct cfg *c)
{
	struct model *m = c->m;
	const struct toml_node *list = cfg_get(c->tree, "memory");
	size_t count = list ? list->count : 0;

	if (count > 0 && m->shared_count + count > MODEL_SHARED) {
		diag_error((struct diag){.code = "K5-E0231",
					 .at = list->key_at,
					 .note = "too many"},
			   "%zu regions, shared or not, are more than %d",
			   m->shared_count + count, MODEL_SHARED);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const struct toml_node *n = &list->child[i];
		const struct toml_node *name = cfg_get(n, "name");
		if (!name || !cfg_shared_free(m, name) ||
		    !cfg_object_add(c, name, M_REGION, m->region_count)) {
			continue;
		}
		m->region_count++;
		m->shared[m->shared_count++] = (struct m_shared){
			.name = name->string,
			.size = cfg_number(n, CFG_PAGE, "size", 1),
			.at = name->at};
	}
}

/* Who has region `object` already, among the tasks before this one. */
static const struct m_cap *holder(const struct model *m, uint8_t object,
				  const struct m_task **task)
{
	for (size_t i = 0; i <= m->task_count; i++) {
		*task = &m->tasks[i];
		for (size_t j = 0; j < (*task)->cap_count; j++) {
			const struct m_cap *c = &(*task)->caps[j];
			if (c->type == M_REGION && c->object == object) {
				return c;
			}
		}
	}
	return NULL;
}

bool cfg_region_cap(const struct cfg *c, const struct m_cap *cap)
{
	const struct m_task *other;
	const struct m_cap *first = holder(c->m, cap->object, &other);

	if (cap->rights != 0 && !(cap->rights & K5_RIGHT_READ)) {
		bool write = cap->rights & K5_RIGHT_WRITE;
		bool grant = cap->rights & K5_RIGHT_GRANT;
		diag_error((struct diag){.code = "K5-E0220",
					 .at = cap->at,
					 .note = "without read",
					 .help = keep_format(
						 "write [\"read\"%s%s]",
						 write ? ", \"write\"" : "",
						 grant ? ", \"grant\"" : "")},
			   "no part knows memory that is not read");
		return false;
	}
	if (!first) {
		return true;
	}
	diag_error(
		(struct diag){.code = "K5-E0245",
			      .at = cap->at,
			      .note = keep_format("'%s' has it, line %d",
						  other->name, first->at.line),
			      .help = "lend it with a call, or write "
				      "[[shared]]"},
		"two caps to the region '%s'", cap->name);
	return false;
}

static size_t owned(const struct m_task *task)
{
	size_t n = 0;

	for (size_t i = 0; i < task->cap_count; i++) {
		n += task->caps[i].type == M_REGION;
	}
	return n;
}

/* Whether memory may come to it: with a message, or with an answer alone. */
static bool takes(const struct m_task *task)
{
	for (size_t i = 0; i < task->cap_count; i++) {
		uint8_t rights = task->caps[i].rights;
		bool asks = rights & K5_RIGHT_SEND;
		if (task->caps[i].type == M_ENDPOINT &&
		    ((rights & K5_RIGHT_GRANT) ||
		     (asks && (rights & K5_RIGHT_GRANT_REPLY)))) {
			return true;
		}
	}
	return false;
}

/* A pair of the PMP's edges makes a region; a window is content with one. */
static size_t entries_left(const struct m_board *b, const struct m_task *task)
{
	size_t all = b->regions, used = task_regions(task);
	size_t left = all > used ? all - used : 0;

	return strcmp(b->protection, "pmp") == 0 ? 2 * left : left;
}

void cfg_count_windows(const struct cfg *c, const struct toml_node *table,
		       struct m_task *task)
{
	const struct m_board *b = &c->m->board;
	const struct toml_node *said = cfg_get(table, "windows");
	size_t own = owned(task);
	if (!c->board) {
		return;
	}
	size_t left = entries_left(b, task);
	size_t most =
		c->m->region_count > 0 && (own > 0 || takes(task)) ? USUAL : 0;
	size_t windows = said          ? (size_t)said->integer
			 : left < most ? left
				       : most;
	if (windows <= left && own <= windows) {
		task->windows = (uint8_t)windows;
		return;
	}
	diag_error(
		(struct diag){.code = "K5-E0246",
			      .at = said ? said->at : task->at,
			      .note = keep_format("%zu caps to regions", own)},
		"task '%s' has %zu windows, and %s has room for %zu",
		task->name, windows, b->name, left);
}
