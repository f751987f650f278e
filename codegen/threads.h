/*
 * threads.h - threads by number, task by task, as the kernel has them
 *
 *      task a: 0 1 | its pool's: 2 3 | task b: 4 ...
 */
#pragma once

#include "model.h"

/* The number of the first thread of a task. */
size_t threads_before(const struct model *m, size_t task);

/* That thread, and its task if `task` is not NULL; NULL: there are fewer. */
const struct m_thread *threads_at(const struct model *m, size_t number,
				  size_t *task);

/* Does some cap of app.toml name it (M_THREAD), or its time (M_SC)? */
bool threads_named(const struct model *m, enum m_object as, size_t number);

/* How many say who hears that their time is out. */
size_t threads_watched(const struct model *m);

/* How many a cap can name: those named by one, and those in pools. */
size_t threads_controlled(const struct model *m);

/* Of how many some cap names the time. */
size_t threads_timed(const struct model *m);
