/*
 * threads.c - threads by number
 */
#include "threads.h"

size_t threads_before(const struct model *m, size_t task)
{
	size_t number = 0;

	for (size_t i = 0; i < task; i++)
		number += m->tasks[i].thread_count;
	return number;
}

const struct m_thread *threads_at(const struct model *m, size_t number,
				  size_t *task)
{
	for (size_t i = 0; i < m->task_count; i++) {
		if (number < m->tasks[i].thread_count) {
			if (task)
				*task = i;
			return &m->tasks[i].threads[number];
		}
		number -= m->tasks[i].thread_count;
	}
	return NULL;
}

bool threads_named(const struct model *m, enum m_object as, size_t number)
{
	for (size_t i = 0; i < m->task_count; i++) {
		const struct m_task *task = &m->tasks[i];

		for (size_t j = 0; j < task->cap_count; j++) {
			if (task->caps[j].type == as &&
			    task->caps[j].object == number)
				return true;
		}
	}
	return false;
}

size_t threads_watched(const struct model *m)
{
	const struct m_thread *t;
	size_t count = 0;

	for (size_t i = 0; (t = threads_at(m, i, NULL)); i++)
		count += t->overrun_bits != 0;
	return count;
}

size_t threads_controlled(const struct model *m)
{
	const struct m_thread *t;
	size_t count = 0;

	for (size_t i = 0; (t = threads_at(m, i, NULL)); i++)
		count += !t->entry || threads_named(m, M_THREAD, i);
	return count;
}

size_t threads_timed(const struct model *m)
{
	size_t count = 0;

	for (size_t i = 0; threads_at(m, i, NULL); i++)
		count += threads_named(m, M_SC, i);
	return count;
}
