/*
 * authority_threads.c - threads as nodes: those that somebody watches over
 *
 *      watcher --control--> thread server/server --write--> server
 *                                   `--signal 0x1--> late --wait--> watcher
 *
 * A thread is its task's memory at work, so what reaches the one reaches the
 * other. Only those that a cap names or that signal an overrun are nodes: of the
 * others there is nothing to say. A thread's time is a node apart, if a cap names it:
 * who sets that says when the thread runs, not what it does.
 */
#include "authority.h"

#include <k5/abi.h>

#include "../codegen/threads.h"
#include "config_keep.h"

static bool is_node(const struct model *m, size_t number)
{
	return threads_at(m, number, NULL)->overrun_bits != 0 ||
	       threads_named(m, M_THREAD, number);
}

size_t authority_threads(const struct model *m, size_t number)
{
	size_t count = 0;

	for (size_t i = 0; i < number && threads_at(m, i, NULL); i++) {
		count += is_node(m, i);
	}
	return count;
}

size_t authority_thread_nodes(const struct model *m, struct a_node *out)
{
	const struct m_thread *t;
	size_t task = 0, count = 0;

	for (size_t i = 0; (t = threads_at(m, i, &task)); i++) {
		if (!is_node(m, i)) {
			continue;
		}
		out[count++] = (struct a_node){
			.kind = A_THREAD,
			.name = keep_format("%s/%s", m->tasks[task].name,
					    t->name),
			.at = t->at};
	}
	return count;
}

size_t authority_thread_holds(const struct model *m, size_t first,
			      size_t notifications, struct a_hold *out)
{
	const struct m_thread *t;
	size_t task = 0, count = 0;

	for (size_t i = 0; (t = threads_at(m, i, &task)); i++) {
		if (!is_node(m, i)) {
			continue;
		}
		out[count++] = (struct a_hold){.subject = first,
					       .object = task,
					       .name = m->tasks[task].name,
					       .rights = A_READ | A_WRITE,
					       .at = t->at};
		if (t->overrun_bits != 0) {
			out[count++] = (struct a_hold){
				.subject = first,
				.object = notifications + t->overrun,
				.name = "overrun",
				.rights = K5_RIGHT_SIGNAL,
				.badge = t->overrun_bits,
				.at = t->overrun_at};
		}
		first++;
	}
	return count;
}

size_t authority_times(const struct model *m, size_t number)
{
	size_t count = 0;

	for (size_t i = 0; i < number && threads_at(m, i, NULL); i++) {
		count += threads_named(m, M_SC, i);
	}
	return count;
}

size_t authority_time_nodes(const struct model *m, struct a_node *out)
{
	const struct m_thread *t;
	size_t task = 0, count = 0;

	for (size_t i = 0; (t = threads_at(m, i, &task)); i++) {
		if (!threads_named(m, M_SC, i)) {
			continue;
		}
		out[count++] = (struct a_node){
			.kind = A_TIME,
			.name = keep_format("%s/%s", m->tasks[task].name,
					    t->name),
			.at = t->at};
	}
	return count;
}
