/*
 * config_threads.c - a task's threads: stack, priority, time
 *
 * The first thread's keys stand in [[tasks]] itself and it runs main; the
 * others have a section each. Without a priority of its own a further thread
 * takes the task's.
 */
#include "config_app.h"

#include <inttypes.h>
#include <stdlib.h>

#include "config_keep.h"

static void check_stack(const struct cfg *c, const struct toml_node *table,
			const struct m_thread *t)
{
	const char *note = NULL;
	if (t->stack_size % 8 != 0) {
		note = "not a multiple of 8";
	} else if (c->board && t->stack_size > c->m->board.ram.size) {
		note = "larger than the RAM";
	}
	if (note && !cfg_bad(table, "stack_size")) {
		diag_error((struct diag){.code = "K5-E0223",
					 .at = cfg_at(table, "stack_size"),
					 .note = note,
					 .help = "a multiple of 8, at least "
						 "256"},
			   "a stack cannot be %" PRIu32 " bytes",
			   t->stack_size);
	}
}

/* Microseconds must be at least one tick and at most 32 bits of them. */
static void check_ticks(const struct cfg *c, const struct toml_node *table,
			const char *key, uint32_t us)
{
	const struct m_board *b = &c->m->board;
	if (!c->board || cfg_bad(table, key)) {
		return;
	}
	uint64_t ticks = (uint64_t)us * b->clock_hz / 1000000;
	if (ticks >= 1 && ticks <= UINT32_MAX) {
		return;
	}
	uint64_t most = UINT64_C(0xffffffff) * 1000000 / b->clock_hz;
	most = most < UINT32_MAX ? most : UINT32_MAX;
	uint64_t least = (UINT64_C(999999) + b->clock_hz) / b->clock_hz;
	char *help = keep_format("%s counts from %" PRIu64 " to %" PRIu64 " us",
				 b->name, least, most);
	diag_error((struct diag){.code = "K5-E0222",
				 .at = cfg_at(table, key),
				 .note = ticks < 1 ? "less than one tick"
						   : "over 32 bits of ticks",
				 .help = help},
		   "the clock cannot count a %s of %" PRIu32 " us", key, us);
}

static void check_time(const struct cfg *c, const struct toml_node *table,
		       const struct m_thread *t)
{
	if (cfg_bad(table, "budget") || cfg_bad(table, "period")) {
		return;
	}
	const struct toml_node *budget = cfg_get(table, "budget");
	if (t->budget_us > t->period_us) {
		struct where at = cfg_at(table, budget ? "budget" : "period");
		char *note =
			keep_format("the period is %" PRIu32, t->period_us);
		if (!budget) {
			note = keep_format("the budget is %" PRIu32
					   " by default",
					   t->budget_us);
		}
		diag_error((struct diag){.code = "K5-E0221",
					 .at = at,
					 .note = note,
					 .help = "budget is at most period"},
			   "thread '%s' has a budget of %" PRIu32
			   " us in a period of %" PRIu32 " us",
			   t->name, t->budget_us, t->period_us);
		return;
	}
	check_ticks(c, table, "budget", t->budget_us);
	if (cfg_get(table, "period")) {
		check_ticks(c, table, "period", t->period_us);
	}
}

/* One job at a time; not told if a default would be a guess. */
static void check_deadline(const struct toml_node *table,
			   const struct m_thread *t)
{
	if (t->deadline_us <= t->every_us || cfg_bad(table, "every") ||
	    cfg_bad(table, "period") || cfg_bad(table, "budget")) {
		return;
	}
	diag_error((struct diag){.code = "K5-E0237",
				 .at = cfg_at(table, "deadline"),
				 .help = keep_format("at most %" PRIu32
						     ", or a larger every",
						     t->every_us)},
		   "thread '%s' has a job each %" PRIu32 " us and %" PRIu32
		   " us to do it",
		   t->name, t->every_us, t->deadline_us);
}

/* What k5 sched is told of jobs. One key brings the defaults of the others. */
static void read_job(const struct cfg *c, const struct toml_node *table,
		     enum cfg_section section, struct m_thread *t)
{
	static const char *const keys[] = {"deadline", "every", "work"};

	t->work_us = cfg_number(table, section, "work", 0);
	for (size_t i = 0; i < 3; i++) {
		if (!cfg_get(table, keys[i])) {
			continue;
		}
		uint32_t us = cfg_number(table, section, keys[i], 0);

		check_ticks(c, table, keys[i], us);
		if (t->job_at.line == 0) {
			t->job_at = cfg_at(table, keys[i]);
		}
		if (t->passive && i < 2) {
			diag_error(
				(struct diag){.code = "K5-E0238",
					      .at = cfg_at(table, keys[i]),
					      .help = "its clients have them"},
				"passive thread '%s' cannot have '%s'", t->name,
				keys[i]);
		}
	}
	if (t->job_at.line == 0 || t->passive) {
		return;
	}
	t->every_us = cfg_number(table, section, "every", t->period_us);
	t->deadline_us = cfg_number(table, section, "deadline", t->every_us);
	check_deadline(table, t);
}

enum {
	START_UP_US = 1000, /* a passive thread's, when app.toml says nothing */
	START_UP_PARTS = 100 /* one of them is its share */
};

/*
 * Of a passive thread the budget is for its start-up, and for what it does when
 * its clients are gone: little unless stated, since all others have to bear it.
 */
static void read_time(const struct toml_node *table, enum cfg_section section,
		      struct m_thread *t)
{
	uint64_t period;

	t->budget_us = cfg_number(table, section, "budget", 0);
	if (t->passive && !cfg_get(table, "budget")) {
		t->budget_us = START_UP_US;
	}
	period = t->passive ? (uint64_t)t->budget_us * START_UP_PARTS
			    : t->budget_us;
	t->period_us =
		cfg_number(table, section, "period",
			   period < UINT32_MAX ? (uint32_t)period : UINT32_MAX);
}

struct m_thread cfg_thread_means(const struct cfg *c,
				 const struct toml_node *table,
				 enum cfg_section section, uint32_t priority)
{
	struct m_thread t = {.at = cfg_at(table, "name")};
	t.name = cfg_text(table, "name");
	t.stack_size = cfg_number(table, section, "stack_size", 0);
	t.priority = (uint8_t)cfg_number(table, section, "priority", priority);
	t.passive = section != CFG_POOL && cfg_flag(table, "passive");
	read_time(table, section, &t);
	t.ceiling = t.priority;
	check_stack(c, table, &t);
	check_time(c, table, &t);
	return t;
}

/* How urgent it may be made: not less than it is. */
static void read_ceiling(const struct toml_node *table,
			 enum cfg_section section, struct m_thread *t)
{
	t->ceiling = (uint8_t)cfg_number(table, section, "ceiling", t->ceiling);
	if (t->ceiling >= t->priority || cfg_bad(table, "priority")) {
		return;
	}
	diag_error((struct diag){.code = "K5-E0206",
				 .at = cfg_at(table, "ceiling"),
				 .note = "below the priority",
				 .help = keep_format("from %d to 31",
						     t->priority)},
		   "thread '%s' has priority %d and a ceiling of %d", t->name,
		   t->priority, t->ceiling);
}

static struct m_thread read_thread(const struct cfg *c,
				   const struct toml_node *table,
				   enum cfg_section section, uint32_t priority)
{
	struct m_thread t = cfg_thread_means(c, table, section, priority);
	read_ceiling(table, section, &t);
	cfg_overrun(c, table, &t);
	read_job(c, table, section, &t);
	return t;
}

static bool thread_name_free(const struct m_task *task,
			     const struct m_thread *t)
{
	for (size_t i = 0; i < task->thread_count; i++) {
		const struct m_thread *other = &task->threads[i];
		if (!name_same(other->name, t->name)) {
			continue;
		}
		diag_error(
			(struct diag){
				.code = "K5-E0210",
				.at = t->at,
				.note = keep_format(
					i == 0 ? "the first thread has "
						 "the task's name, line %d"
					       : "also in line %d",
					other->at.line),
				.help = "'-', '_' and case do not "
					"count"},
			"task '%s' has two threads '%s'", task->name, t->name);
		return false;
	}
	return true;
}

/* The default entry: the name as C has it, with _main. */
static char *entry_of(const struct toml_node *table, const char *name)
{
	char *entry = cfg_text(table, "entry");
	if (entry) {
		return entry;
	}
	entry = keep_format("%s_main", name);
	for (char *s = entry; *s; s++) {
		*s = *s == '-' ? '_' : *s;
	}
	return entry;
}

void cfg_threads(struct cfg *c, const struct toml_node *table,
		 struct m_task *task)
{
	const struct toml_node *list = cfg_get(table, "threads");
	size_t count = list ? list->count : 0;
	if (count >= MODEL_THREADS) {
		diag_error((struct diag){.code = "K5-E0231",
					 .at = list->key_at,
					 .note = "too many"},
			   "%zu threads are more than %d", count + 1,
			   MODEL_THREADS);
		count = 0;
	}
	task->threads = keep_alloc(count + 1, sizeof *task->threads);
	task->threads[0] = read_thread(c, table, CFG_TASK, 0);
	task->threads[0].entry = keep_text("main");
	task->thread_count = 1;

	for (size_t i = 0; i < count; i++) {
		const struct toml_node *inner = &list->child[i];
		struct m_thread t = read_thread(c, inner, CFG_THREAD,
						task->threads[0].priority);
		if (t.name && thread_name_free(task, &t)) {
			t.entry = entry_of(inner, t.name);
			task->threads[task->thread_count++] = t;
		}
	}
}
