/*
 * inspect_words.c - what a thread is about, and whom it waits for
 *
 * The kernel knows at which endpoint a thread waits; that somebody may come there
 * is app.toml's to say. Caps that came at run time are not looked at, and who has
 * ended comes no more.
 */
#include <inttypes.h>
#include <string.h>

#include <k5/abi.h>

#include "../codegen/threads.h"
#include "config_keep.h"
#include "inspect.h"

const char *inspect_state(const struct kview *v, const struct k_thread *t)
{
	static const char *const word[] = {"stopped",   "ready",   "throttled",
					   "unfunded",  "sending", "calling",
					   "receiving", "serving", "called",
					   "asleep",    "waiting"};

	return v->current < v->threads && t == &v->thread[v->current]
		       ? "running"
	       : t->begun ? word[t->state]
			  : "unborn";
}

static const char *seconds(const struct kview *v, uint64_t ticks)
{
	uint64_t us = kview_us(v, ticks);

	return keep_format("%" PRIu64 ".%06" PRIu64 " s", us / 1000000,
			   us % 1000000);
}

static const char *name_of(const struct kview *v, size_t thread)
{
	return thread < v->threads ? v->thread[thread].name : "nobody";
}

static const char *doing(const struct kview *v, const struct k_thread *t)
{
	const char *at = t->at ? t->at : "nothing";

	switch (t->state) {
	case K_STOPPED:
		return v->task[t->task].stopped ? "ended with its task"
		       : t->begun               ? "has ended"
						: "not started";
	case K_READY:
		return v->current < v->threads && t == &v->thread[v->current]
			       ? "runs"
			       : "ready";
	case K_THROTTLED:
		return keep_format("out of time until %s", seconds(v, t->due));
	case K_UNFUNDED:
		return "would run, and has no time";
	case K_SENDING:
		return keep_format("waits at %s to send", at);
	case K_CALLING:
		return keep_format("waits at %s to call", at);
	case K_RECEIVING:
		return keep_format("waits at %s for a message", at);
	case K_SERVING:
		return keep_format("waits at %s for a call", at);
	case K_REPLY:
		return keep_format("waits for the answer of %s",
				   name_of(v, t->answers));
	case K_ASLEEP:
		return "asleep";
	default:
		return keep_format("waits for %s", at);
	}
}

const char *inspect_words(const struct kview *v, const struct k_thread *t)
{
	const char *who[MODEL_TASKS];
	size_t i = (size_t)(t - v->thread);
	size_t others = inspect_others(v, t, who, MODEL_TASKS);
	bool asks = t->state == K_SENDING || t->state == K_CALLING;
	char *words = keep_text(doing(v, t));

	for (size_t k = 0; t->at && k < others; k++) {
		words = keep_format("%s%s%s", words,
				    k > 0  ? ", "
				    : asks ? ", heard by "
					   : " from ",
				    who[k]);
	}
	if (t->at && others == 0) {
		words = keep_format("%s, and by app.toml nobody can come",
				    words);
	}
	if (t->until != 0) {
		words = keep_format("%s until %s", words, seconds(v, t->until));
	}
	if (t->begun && t->state != K_STOPPED && t->on != i &&
	    t->on < v->threads) {
		words = keep_format("%s, on the time of %s", words,
				    name_of(v, t->on));
	}
	return words;
}

/* The right that who stands at the other end has. */
static uint8_t other_end(enum k_state s)
{
	return s == K_SENDING || s == K_CALLING     ? K5_RIGHT_RECV
	       : s == K_RECEIVING || s == K_SERVING ? K5_RIGHT_SEND
	       : s == K_WAITING                     ? K5_RIGHT_SIGNAL
						    : 0;
}

static bool task_may(const struct m_task *task, enum m_object type,
		     uint32_t object, uint8_t right)
{
	for (size_t i = 0; i < task->cap_count; i++) {
		const struct m_cap *c = &task->caps[i];

		if (c->type == type && c->object == object &&
		    (c->rights & right) != 0) {
			return true;
		}
	}
	return false;
}

/* One whose threads have all ended does nothing any more. */
static bool task_lives(const struct kview *v, size_t task)
{
	bool lives = false;

	for (size_t i = 0; i < v->threads; i++) {
		lives = lives || (v->thread[i].task == task &&
				  v->thread[i].state != K_STOPPED);
	}
	return lives;
}

static bool has_timer(const struct m_task *task)
{
	for (size_t i = 0; i < task->cap_count; i++) {
		if (task->caps[i].type == M_TIMER) {
			return true;
		}
	}
	return false;
}

/* What signals a notification beside tasks: lines, overruns, the own timer. */
static size_t signals(const struct kview *v, const struct k_thread *t,
		      const char **out, size_t size)
{
	const struct model *m = &v->app->model;
	size_t n = 0;

	for (size_t i = 0; i < m->irq_count && n < size; i++) {
		if (m->irqs[i].notification == t->object) {
			out[n++] = keep_format("irq %s", m->irqs[i].name);
		}
	}
	for (size_t i = 0; i < v->threads && n < size; i++) {
		const struct m_thread *th = threads_at(m, i, NULL);

		if (th->overrun_bits != 0 && th->overrun == t->object) {
			out[n++] =
				keep_format("overrun of %s", v->thread[i].name);
		}
	}
	if (has_timer(&m->tasks[t->task]) && n < size) {
		out[n++] = "its timer";
	}
	return n;
}

size_t inspect_others(const struct kview *v, const struct k_thread *t,
		      const char **out, size_t size)
{
	const struct model *m = &v->app->model;
	uint8_t right = other_end(t->state);
	enum m_object type =
		t->state == K_WAITING ? M_NOTIFICATION : M_ENDPOINT;
	size_t n = 0;

	if (t->state == K_REPLY && t->answers < v->threads && size > 0) {
		out[n++] = v->thread[t->answers].name;
	}
	for (size_t i = 0; right && t->at && i < m->task_count && n < size;
	     i++) {
		if (task_lives(v, i) &&
		    task_may(&m->tasks[i], type, t->object, right)) {
			out[n++] = m->tasks[i].name;
		}
	}
	return t->state == K_WAITING && t->at
		       ? n + signals(v, t, out + n, size - n)
		       : n;
}
