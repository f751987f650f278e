/*
 * inspect_text.c - a machine for people
 *
 *      thread    prio    budget    period  consumed      left     stack  state
 *      server      20     10000   1000000      5804      4196  340/1024  runs
 *
 * Times are microseconds of the thread's own budget, whoever runs on it.
 */
#include <inttypes.h>
#include <string.h>

#include "config_keep.h"
#include "inspect.h"
#include "record.h"

static int widest(const struct kview *v)
{
	size_t most = strlen("thread");

	for (size_t i = 0; i < v->threads; i++) {
		size_t n = strlen(v->thread[i].name);
		most = n > most ? n : most;
	}
	return (int)most;
}

static void put_head(const struct kview *v, FILE *out)
{
	uint64_t us = kview_us(v, v->now);

	fprintf(out,
		"%s on %s, %" PRIu64 ".%06" PRIu64 " s after boot; %s %s\n",
		v->app->model.name, v->app->model.board.name, us / 1000000,
		us % 1000000,
		v->current < v->threads ? v->thread[v->current].name : "nobody",
		"runs");
}

static void put_thread(const struct kview *v, const struct k_thread *t,
		       int width, FILE *out)
{
	char *stack = keep_format("%" PRIu64 "/%" PRIu64, t->stack_used,
				  t->stack_size);

	fprintf(out,
		"%-*s  %4u  %8" PRIu64 "  %8" PRIu64 "  %8" PRIu64 "  %8" PRIu64
		"  %10s  %s\n",
		width, t->name, t->prio, kview_us(v, t->budget),
		kview_us(v, t->period), kview_us(v, t->consumed),
		kview_us(v, t->left), stack, inspect_words(v, t));
}

static void put_faults(const struct kview *v, FILE *out)
{
	const struct model *m = &v->app->model;

	for (size_t i = 0; i < m->task_count; i++) {
		const struct k_task *t = &v->task[i];

		if (!t->stopped) {
			continue;
		}
		fprintf(out, "\ntask %s ended: %s", m->tasks[i].name,
			t->last ? t->last : fault_words(t->fault));
		if (t->file) {
			fprintf(out, " (%s:%d)", t->file, t->line);
		}
		fputs(t->last ? "\n" : "; the log says no more of it\n", out);
	}
}

static void put_frames(const struct kview *v, const struct backtraces *b,
		       FILE *out)
{
	for (size_t i = 0; b->frame && i < v->threads; i++) {
		if (!b->frame[i]) {
			continue;
		}
		fprintf(out, "\n%s\n", v->thread[i].name);
		for (char **f = b->frame[i]; *f; f++) {
			fprintf(out, "  %s\n", *f);
		}
	}
}

void inspect_text(const struct kview *v, const struct backtraces *b, FILE *out)
{
	int width = widest(v);

	put_head(v, out);
	fprintf(out, "%-*s  %4s  %8s  %8s  %8s  %8s  %10s  %s\n", width,
		"thread", "prio", "budget", "period", "consumed", "left",
		"stack", "state");
	for (size_t i = 0; i < v->threads; i++) {
		put_thread(v, &v->thread[i], width, out);
	}
	put_faults(v, out);
	put_frames(v, b, out);
}
