/*
 * entries.h - does a task have the functions that app.toml names?
 *
 * Looked up in the task's own objects before it is linked, so that the answer
 * is a line of app.toml instead of an undefined reference in start-up code.
 */
#pragma once

#include "model.h"

/* Objects are named from `out`. False after having told what is missing. */
bool entries_check(const struct model *m, const char *out, const char *task,
		   char *const *objects, size_t count);
