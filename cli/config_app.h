/*
 * config_app.h - the steps of config_load, each a file
 *
 *      board, memory -> objects -> tasks (threads, caps, windows)
 *
 * Every step reads the tree, fills its part of the model and reports what has
 * no meaning. A step goes on after an error as long as the rest makes sense.
 */
#pragma once

#include "../codegen/model.h"
#include "config_schema.h"
#include "config_words.h"

enum {
	CFG_OBJECTS = 200,
	CFG_IRQS = 64,
	CFG_POOLS = 16,
	CFG_REPLIES = 200,
	CFG_SLOTS = 4096
};

/* An object of the app by its name. */
struct cfg_object {
	const char *name;
	enum m_object type;
	uint8_t index;
	struct where at;
};

struct cfg {
	const struct toml_node *tree; /* of app.toml */
	const char *root;             /* of the K5 tree */
	struct model *m;
	bool board;   /* m->board is there and good */
	bool objects; /* all declared objects are in `object` */
	struct cfg_object
		object[CFG_OBJECTS + CFG_IRQS + CFG_POOLS + MODEL_SHARED];
	size_t object_count;
};

/* config_file.c */

/* A file's tree, its form checked; NULL after having told why. */
struct toml_node *cfg_read(const char *file, enum cfg_section section);
bool cfg_exists(const char *file);
char *cfg_path(const char *dir, const char *name);

/* config_source.c */

/* A path as app.toml writes it: seen from there, or "k5:NAME" from drivers/. */
char *cfg_source(const struct cfg *c, const char *name);

/*
 * What somebody may have meant who wrote the path and finds nothing there: one of
 * drivers/, folders or else files, or `otherwise`, where it was none of K5's.
 */
const char *cfg_source_help(const struct cfg *c, const char *name, bool folders,
			    const char *otherwise);

/* config_memory.c: [kernel] and [regions] */
void cfg_memory(struct cfg *c);

/* A table with address, size and perhaps load. */
struct m_range cfg_range(const struct toml_node *table, const char *name);

bool range_meets(const struct m_range *a, const struct m_range *b);
bool range_within(const struct m_range *inner, const struct m_range *outer);
bool range_wraps(const struct m_range *r);

/* config_objects.c: endpoints, notifications, ports, [[irqs]] */
void cfg_objects(struct cfg *c);
const struct cfg_object *cfg_object(const struct cfg *c, const char *name);

/* Is that a name of what is there without a declaration? */
bool cfg_builtin(const char *name);

/* A name becomes an object's, if it is free; tells why not. */
bool cfg_object_add(struct cfg *c, const struct toml_node *name,
		    enum m_object type, size_t index);

/* The notification that a table names; tells why there is none. */
bool cfg_notification(const struct cfg *c, const struct toml_node *table,
		      uint8_t *notification);

/* "endpoint", with its article: "an endpoint". */
const char *object_words(enum m_object type);

/* config_pools.c: [[pools]], and how many of a kind are in all of them */
void cfg_pools(struct cfg *c);

/* When all caps are there: each pool's threads become threads of its task. */
void cfg_pool_threads(struct cfg *c);
size_t cfg_pooled(const struct cfg *c, size_t kind);

/* config_tasks.c: [[tasks]] */
void cfg_tasks(struct cfg *c);

/* config_threads.c: a task's threads, the first one among them */
void cfg_threads(struct cfg *c, const struct toml_node *table,
		 struct m_task *task);

/* A thread's stack, time and priority, or those of each thread of a pool. */
struct m_thread cfg_thread_means(const struct cfg *c,
				 const struct toml_node *table,
				 enum cfg_section section, uint32_t priority);

/* config_caps.c: [tasks.caps] and the reply caps after them */
void cfg_caps(struct cfg *c, const struct toml_node *table,
	      struct m_task *task);
bool task_receives(const struct m_task *task);

/* config_watch.c: who hears of a thread's overrun, and caps to threads */
void cfg_overrun(const struct cfg *c, const struct toml_node *table,
		 struct m_thread *t);

/* When all threads are there: which the caps to threads name. */
void cfg_thread_caps(struct cfg *c);

/* "send"; NULL if it is no right's bit. */
const char *right_word(uint8_t bit);

/* config_interface.c: [[interfaces]] and their files */
void cfg_interfaces(struct cfg *c);

/* config_shared.c: [[shared]], and what a task sees of it */
void cfg_shared(struct cfg *c);
void cfg_views(struct cfg *c, const struct toml_node *table,
	       struct m_task *task);

bool cfg_shared_free(const struct model *m, const struct toml_node *name);

/* config_regions.c: [[memory]], who has it, and windows for it */
void cfg_regions(struct cfg *c);
bool cfg_region_cap(const struct cfg *c, const struct m_cap *cap);
void cfg_count_windows(const struct cfg *c, const struct toml_node *table,
		       struct m_task *task);

/* config_windows.c: mmio; tasks before `task` have theirs already */
void cfg_windows(struct cfg *c, const struct toml_node *table,
		 struct m_task *task);

/* Whether the part can guard all that the task has, shared regions too. */
void cfg_count_regions(const struct cfg *c, const struct m_task *task);
