/*
 * config_watch.c - threads that somebody watches over
 *
 *      overrun = { notification = "late", bits = 2 }    of a thread
 *      parser = { thread = "parser", rights = [...] }   a cap to one
 *      share = { time = "parser", rights = [...] }      a cap to its time
 *
 * A cap may name a thread of a task further down, and the threads of pools count
 * among those of their task: so caps are looked up last.
 */
#include "config_app.h"

#include <string.h>

#include "../codegen/threads.h"
#include "config_keep.h"

void cfg_overrun(const struct cfg *c, const struct toml_node *table,
		 struct m_thread *t)
{
	const struct toml_node *n = cfg_get(table, "overrun");

	if (!n || !cfg_notification(c, n, &t->overrun)) {
		return;
	}
	t->overrun_bits = cfg_number(n, CFG_OVERRUN, "bits", 1);
	t->overrun_at = cfg_at(n, "notification");
	if (!t->passive && t->budget_us == t->period_us &&
	    !cfg_bad(table, "budget") && !cfg_bad(table, "period")) {
		diag_error((struct diag){.code = "K5-E0249",
					 .at = n->at,
					 .note = "its budget is its period",
					 .help = "a budget below the period is "
						 "a share that can be used up"},
			   "the time of thread '%s' is never out", t->name);
	}
}

/* TASK is a task's first thread, TASK/THREAD any of its. */
static bool is_called(const struct m_task *task, size_t thread,
		      const char *word)
{
	const char *slash = strchr(word, '/');
	size_t length = slash ? (size_t)(slash - word) : strlen(word);

	if (strlen(task->name) != length ||
	    strncmp(task->name, word, length) != 0) {
		return false;
	}
	return slash ? strcmp(task->threads[thread].name, slash + 1) == 0
		     : thread == 0;
}

static const char *name_of(const struct m_task *task, size_t thread)
{
	return thread == 0 ? task->name
			   : keep_format("%s/%s", task->name,
					 task->threads[thread].name);
}

static void unknown(const struct m_cap *cap, const struct words *known)
{
	diag_error((struct diag){.code = "K5-E0250",
				 .at = cap->at,
				 .note = "no thread of a task",
				 .help = words_help(known, cap->thread,
						    "threads")},
		   "there is no thread '%s'", cap->thread);
}

/* A thread of a pool is named by what k5_create makes, and by nothing before. */
static void pooled(const struct m_cap *cap)
{
	bool time = cap->type == M_SC;

	diag_error((struct diag){.code = "K5-E0250",
				 .at = cap->at,
				 .note = "in a pool",
				 .help = time ? "its time is as its pool says"
					      : "k5_create makes it, and a cap "
						"to it"},
		   "the thread '%s' is not there at boot", cap->thread);
}

static void find(const struct model *m, struct m_cap *cap)
{
	struct words known = {0};

	for (size_t i = 0; i < m->task_count; i++) {
		const struct m_task *task = &m->tasks[i];

		for (size_t j = 0; j < task->thread_count; j++) {
			if (is_called(task, j, cap->thread)) {
				cap->object =
					(uint8_t)(threads_before(m, i) + j);
				if (!task->threads[j].entry) {
					pooled(cap);
				}
				return;
			}
			if (task->threads[j].entry) {
				words_add(&known, name_of(task, j));
			}
		}
	}
	unknown(cap, &known);
}

void cfg_thread_caps(struct cfg *c)
{
	for (size_t i = 0; i < c->m->task_count; i++) {
		struct m_task *task = &c->m->tasks[i];

		for (size_t j = 0; j < task->cap_count; j++) {
			enum m_object type = task->caps[j].type;

			if (type == M_THREAD || type == M_SC) {
				find(c->m, &task->caps[j]);
			}
		}
	}
}
