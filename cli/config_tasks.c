/*
 * config_tasks.c - [[tasks]]: the task itself, and what is counted over all
 *
 * A task's threads, caps and windows are files of their own; here are its
 * name, its folder, and the checks that need the whole task or all tasks.
 */
#include "config_app.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "config_keep.h"

static bool is_source(const char *name)
{
	static const char *const ends[] = {".c", ".cc", ".cpp", ".S"};
	const char *dot = strrchr(name, '.');
	for (size_t i = 0; dot && i < sizeof ends / sizeof ends[0]; i++) {
		if (strcmp(dot, ends[i]) == 0 && name[0] != '.') {
			return true;
		}
	}
	return false;
}

static bool has_sources(const char *folder)
{
	DIR *d = opendir(folder);
	bool found = false;
	for (struct dirent *e; d && !found && (e = readdir(d));) {
		struct stat st;
		found = is_source(e->d_name) &&
			fstatat(dirfd(d), e->d_name, &st, 0) == 0 &&
			S_ISREG(st.st_mode);
	}
	if (d) {
		closedir(d);
	}
	return found;
}

static void check_source(const struct cfg *c, const struct m_task *task,
			 const char *said, struct where at)
{
	struct stat st;
	if (stat(task->source, &st) != 0 || !S_ISDIR(st.st_mode)) {
		bool file = stat(task->source, &st) == 0;
		diag_error((struct diag){.code = "K5-E0214",
					 .at = at,
					 .note = file ? "this is a file"
						      : "no such folder",
					 .help = cfg_source_help(
						 c, said, true,
						 "source names a folder, seen "
						 "from app.toml")},
			   "task '%s' has no source folder %s", task->name,
			   task->source);
	} else if (!has_sources(task->source)) {
		diag_error((struct diag){.code = "K5-E0215",
					 .at = at,
					 .note = "nothing to compile",
					 .help = "files end in .c, .cc, .cpp "
						 "or .S"},
			   "the folder %s has no source files", task->source);
	}
}

static void read_source(const struct cfg *c, const struct toml_node *table,
			struct m_task *task)
{
	const char *source = cfg_text(table, "source");
	if (cfg_bad(table, "source")) {
		return;
	}
	const char *said = source ? source : task->name;

	task->source = cfg_source(c, said);
	check_source(c, task, said, cfg_at(table, source ? "source" : "name"));
}

/* The image holds these two beside the tasks, and logs speak of them. */
static bool is_not_a_task(const char *name)
{
	return name_same(name, "kernel") || name_same(name, "monitor");
}

static bool task_name_free(const struct model *m, const char *name,
			   struct where at)
{
	if (is_not_a_task(name)) {
		diag_error((struct diag){.code = "K5-E0211",
					 .at = at,
					 .note = "K5's own",
					 .help = "choose another name"},
			   "a task cannot be called '%s'", name);
		return false;
	}
	for (size_t i = 0; i < m->task_count; i++) {
		if (!name_same(m->tasks[i].name, name)) {
			continue;
		}
		diag_error(
			(struct diag){.code = "K5-E0210",
				      .at = at,
				      .note = keep_format("also in line %d",
							  m->tasks[i].at.line),
				      .help = "'-', '_' and case do not "
					      "count"},
			"two tasks are called '%s'", name);
		return false;
	}
	return true;
}

static void check_secure(const struct cfg *c, const struct toml_node *table,
			 const struct m_task *task)
{
	if (task->secure) {
		diag_error((struct diag){.code = "K5-E0232",
					 .at = cfg_at(table, "secure"),
					 .note = "asks for an enclave",
					 .help = "leave secure away to run it "
						 "as an ordinary task"},
			   "enclaves are not available yet on %s",
			   c->board ? c->m->board.name : "this board");
	}
}

static void check_passive(const struct toml_node *table,
			  const struct m_task *task)
{
	const struct toml_node *threads = cfg_get(table, "threads");
	if (task_receives(task)) {
		return;
	}
	for (size_t i = 0; i <= (threads ? threads->count : 0); i++) {
		const struct toml_node *n =
			i == 0 ? table : &threads->child[i - 1];
		if (!cfg_flag(n, "passive")) {
			continue;
		}
		diag_error((struct diag){.code = "K5-E0234",
					 .at = cfg_at(n, "passive"),
					 .note = "runs for callers only",
					 .help = "give it a cap with recv or "
						 "listen"},
			   "nobody can call the passive task '%s'", task->name);
	}
}

static void task_add(struct cfg *c, const struct toml_node *table)
{
	struct model *m = c->m;
	struct m_task *task = &m->tasks[m->task_count];
	const char *name = cfg_text(table, "name");
	if (!name || !task_name_free(m, name, cfg_at(table, "name"))) {
		return;
	}
	task->name = keep_text(name);
	task->at = cfg_at(table, "name");
	task->secure = cfg_flag(table, "secure");
	task->empty_slots = (uint16_t)cfg_number(table, CFG_TASK, "slots", 0);
	read_source(c, table, task);
	check_secure(c, table, task);
	cfg_threads(c, table, task);
	cfg_windows(c, table, task);
	cfg_views(c, table, task);
	cfg_count_regions(c, task);
	if (!cfg_bad(table, "caps")) {
		cfg_caps(c, table, task);
		check_passive(table, task);
		cfg_count_windows(c, table, task);
	}
	m->task_count++;
}

static void check_totals(const struct cfg *c, const struct toml_node *list)
{
	size_t threads = 0;
	size_t slots = 0;
	for (size_t i = 0; i < c->m->task_count; i++) {
		const struct m_task *t = &c->m->tasks[i];
		threads += t->thread_count;
		slots += t->cap_count + t->empty_slots;
	}
	struct diag d = {.code = "K5-E0231", .at = list->key_at};
	if (threads > MODEL_THREADS) {
		diag_error(d, "%zu threads in all are more than %d", threads,
			   MODEL_THREADS);
	}
	size_t replies = c->m->reply_count + cfg_pooled(c, 2);
	if (replies > CFG_REPLIES) {
		diag_error(d, "%zu replies in all are more than %d", replies,
			   CFG_REPLIES);
	}
	if (slots > CFG_SLOTS) {
		diag_error(d, "%zu slots in all are more than %d", slots,
			   CFG_SLOTS);
	}
}

void cfg_tasks(struct cfg *c)
{
	const struct toml_node *list = cfg_get(c->tree, "tasks");
	if (!list) {
		return; /* the form's check has said so */
	}
	struct diag d = {.code = "K5-E0231", .at = list->key_at};
	if (list->count == 0) {
		d.code = "K5-E0216";
		diag_error(d, "the app has no tasks");
	} else if (list->count > MODEL_TASKS) {
		diag_error(d, "%zu tasks are more than %d", list->count,
			   MODEL_TASKS);
		return;
	}
	c->m->tasks = keep_alloc(list->count, sizeof *c->m->tasks);
	for (size_t i = 0; i < list->count; i++) {
		task_add(c, &list->child[i]);
	}
	cfg_pool_threads(c);
	cfg_thread_caps(c);
	check_totals(c, list);
}
