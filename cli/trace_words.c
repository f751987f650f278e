/*
 * trace_words.c - numbers of the kernel as names of app.toml
 */
#include <string.h>

#include "config_keep.h"
#include "trace.h"

/* In the order of enum thread_state. */
static const char *const state_word[] = {
	"stopped",  "ready",   "out of time", "without time",
	"sending",  "calling", "receiving",   "serving",
	"answered", "asleep",  "waiting",
};

/* Of these a thread's next job comes: serving is a passive thread's. */
enum {
	STATE_RECEIVING = 6,
	STATE_ANSWERED = 8, /* waits for it */
	STATE_ASLEEP = 9,
	STATE_WAITING = 10,
	STATES = sizeof(state_word) / sizeof(state_word[0])
};

static const char *const call_word[] = {
#define K5_SYSCALL(number, name, type, right, shape, doc) [number] = #name,
#include <k5/syscalls.def>
#undef K5_SYSCALL
};

enum {
	CALLS = sizeof(call_word) / sizeof(call_word[0])
};

static const char *const status_word[] = {
	[K5_OK] = "ok",
	[K5_ERR_NUMBER] = "K5_ERR_NUMBER",
	[K5_ERR_SLOT] = "K5_ERR_SLOT",
	[K5_ERR_TYPE] = "K5_ERR_TYPE",
	[K5_ERR_RIGHT] = "K5_ERR_RIGHT",
	[K5_ERR_MEMORY] = "K5_ERR_MEMORY",
	[K5_ERR_RANGE] = "K5_ERR_RANGE",
	[K5_ERR_AGAIN] = "K5_ERR_AGAIN",
	[K5_ERR_BUSY] = "K5_ERR_BUSY",
	[K5_ERR_DEAD] = "K5_ERR_DEAD",
	[K5_ERR_NAME] = "K5_ERR_NAME",
	[K5_ERR_FULL] = "K5_ERR_FULL",
	[K5_ERR_TIME] = "K5_ERR_TIME",
	[K5_ERR_LATE] = "K5_ERR_LATE",
	[K5_ERR_ABORTED] = "K5_ERR_ABORTED",
};

enum {
	STATUSES = sizeof(status_word) / sizeof(status_word[0])
};

_Static_assert(STATUSES == K5_ERR_LAST + 1, "each error has its word");

size_t trace_threads(const struct trace *t)
{
	size_t n = 0;

	for (size_t i = 0; t->dict && i < t->dict->task_count; i++) {
		n += t->dict->tasks[i].thread_count;
	}
	return n;
}

size_t trace_task(const struct trace *t, uint8_t thread)
{
	size_t rest = thread;
	size_t i = 0;

	while (i < t->dict->task_count &&
	       rest >= t->dict->tasks[i].thread_count) {
		rest -= t->dict->tasks[i++].thread_count;
	}
	return i;
}

static const char *thread_name(const struct trace *t, uint8_t thread)
{
	size_t task = t->dict ? trace_task(t, thread) : 0;
	size_t rest = thread;

	if (!t->dict || task == t->dict->task_count) {
		return keep_format("thread %u", thread);
	}
	for (size_t i = 0; i < task; i++) {
		rest -= t->dict->tasks[i].thread_count;
	}
	const struct dict_image *image = &t->dict->tasks[task];
	return rest == 0 ? image->name
			 : keep_format("%s/%s", image->name,
				       image->threads[rest]);
}

/* A tool has one trace: what was made up once is good for all events. */
const char *trace_thread(const struct trace *t, uint8_t thread)
{
	static const char *known[K5_TRACE_NOBODY];

	if (thread == K5_TRACE_NOBODY) {
		return "-";
	}
	if (!known[thread]) {
		known[thread] = thread_name(t, thread);
	}
	return known[thread];
}

const char *trace_call(const struct trace_event *e)
{
	uint32_t number = e->value[0] % K5_TRACE_CALL_NUMBERS;

	return number < CALLS ? call_word[number]
			      : keep_format("call %u", number);
}

/* Only what the row of the call asks for is its object. */
static bool takes_cap(uint32_t number)
{
	static const uint8_t type[] = {
#define K5_SYSCALL(number, name, type, right, shape, doc)                      \
	[number] = K5_CAP_##type,
#include <k5/syscalls.def>
#undef K5_SYSCALL
	};

	return number < CALLS && type[number] != K5_CAP_NONE;
}

const char *trace_object(const struct trace *t, const struct trace_event *e)
{
	uint32_t number = e->value[0] % K5_TRACE_CALL_NUMBERS;
	uint32_t type =
		(e->value[0] >> K5_TRACE_CALL_TYPE) % K5_TRACE_CALL_TYPES;
	uint32_t object = e->value[0] >> K5_TRACE_CALL_OBJECT;

	if (!takes_cap(number) || !t->dict) {
		return "";
	}
	switch (type) {
	case K5_CAP_NONE:
		return "an empty slot";
	case K5_CAP_SYSTEM:
		return "system";
	case K5_CAP_TIMER:
		return "timer";
	case K5_CAP_THREAD:
		return trace_thread(t, (uint8_t)object);
	case K5_CAP_SC: /* as many, and each its thread's */
		return keep_format("time of %s",
				   trace_thread(t, (uint8_t)object));
	default:
		return dict_object(t->dict, type, object);
	}
}

const char *trace_status(uint32_t status)
{
	return status < STATUSES ? status_word[status]
				 : keep_format("status %u", status);
}

const char *trace_state(uint32_t state)
{
	if (state == STATE_ANSWERED) {
		return "waiting for its answer";
	}
	return state < STATES ? state_word[state] : "in an unknown state";
}

bool trace_waits(uint32_t state)
{
	return state == STATE_RECEIVING || state == STATE_ASLEEP ||
	       state == STATE_WAITING;
}

const char *trace_line(const struct trace *t, uint32_t line)
{
	const char *name = t->dict ? dict_irq(t->dict, line) : NULL;

	return name ? name : keep_format("line %u", line);
}

double trace_us(const struct trace *t, uint64_t ticks)
{
	uint32_t hz = t->dict && t->dict->hz ? t->dict->hz : 1000000;

	return (double)ticks * 1e6 / hz;
}
