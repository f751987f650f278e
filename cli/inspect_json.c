/*
 * inspect_json.c - a machine for programs
 *
 *      {"v":1,"type":"thread","thread":"client","task":"client","state":"called",
 *       "waits_for":["server"],"consumed_ticks":8311,...}
 */
#include "inspect.h"
#include "json_line.h"
#include "record.h"

static json_t *name_or_null(const char *name)
{
	return name ? json_string(name) : json_null();
}

static const char *thread_or_null(const struct kview *v, size_t i)
{
	return i < v->threads ? v->thread[i].name : NULL;
}

static void put_machine(const struct kview *v, FILE *out)
{
	json_line(json_pack("{s:i, s:s, s:s, s:s, s:I, s:I, s:o}", "v", 1,
			    "type", "machine", "app", v->app->model.name,
			    "board", v->app->model.board.name, "time_us",
			    (json_int_t)kview_us(v, v->now), "time_ticks",
			    (json_int_t)v->now, "running",
			    name_or_null(thread_or_null(v, v->current))),
		  out);
}

static void put_task(const struct kview *v, size_t i, FILE *out)
{
	const struct k_task *t = &v->task[i];
	json_t *o = json_pack("{s:i, s:s, s:s, s:b}", "v", 1, "type", "task",
			      "task", v->app->model.tasks[i].name, "stopped",
			      t->stopped);

	if (t->stopped) {
		json_object_set_new(o, "fault",
				    json_string(fault_words(t->fault)));
		json_object_set_new(o, "last", name_or_null(t->last));
		json_object_set_new(o, "file", name_or_null(t->file));
		json_object_set_new(o, "line", json_integer(t->line));
	}
	json_line(o, out);
}

static json_t *names(const char *const *name, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++) {
		json_array_append_new(list, json_string(name[i]));
	}
	return list;
}

static void add_time(json_t *o, const struct kview *v, const struct k_thread *t)
{
	const struct {
		const char *name;
		uint64_t value;
	} number[] = {{"budget_us", kview_us(v, t->budget)},
		      {"period_us", kview_us(v, t->period)},
		      {"consumed_us", kview_us(v, t->consumed)},
		      {"consumed_ticks", t->consumed},
		      {"left_us", kview_us(v, t->left)},
		      {"stack_base", t->stack},
		      {"stack_size", t->stack_size},
		      {"stack_used", t->stack_used}};

	for (size_t i = 0; i < sizeof(number) / sizeof(number[0]); i++) {
		json_object_set_new(o, number[i].name,
				    json_integer((json_int_t)number[i].value));
	}
	json_object_set_new(o, "time_of",
			    name_or_null(thread_or_null(v, t->on)));
	if (t->state == K_THROTTLED || t->until != 0) {
		uint64_t until = t->state == K_THROTTLED ? t->due : t->until;

		json_object_set_new(
			o, "until_us",
			json_integer((json_int_t)kview_us(v, until)));
	}
}

static void put_thread(const struct kview *v, const struct backtraces *b,
		       size_t i, FILE *out)
{
	const struct k_thread *t = &v->thread[i];
	const char *who[MODEL_TASKS];
	size_t others = inspect_others(v, t, who, MODEL_TASKS);
	json_t *o = json_pack(
		"{s:i, s:s, s:s, s:s, s:i, s:s, s:s, s:o, s:o}", "v", 1, "type",
		"thread", "thread", t->name, "task",
		v->app->model.tasks[t->task].name, "priority", t->prio, "state",
		inspect_state(v, t), "words", inspect_words(v, t), "at",
		name_or_null(t->at), "waits_for", names(who, others));

	add_time(o, v, t);
	if (b->frame && b->frame[i]) {
		json_t *frames = json_array();

		for (char **f = b->frame[i]; *f; f++) {
			json_array_append_new(frames, json_string(*f));
		}
		json_object_set_new(o, "backtrace", frames);
	}
	json_line(o, out);
}

void inspect_json(const struct kview *v, const struct backtraces *b, FILE *out)
{
	put_machine(v, out);
	for (size_t i = 0; i < v->app->model.task_count; i++) {
		put_task(v, i, out);
	}
	for (size_t i = 0; i < v->threads; i++) {
		put_thread(v, b, i, out);
	}
}
