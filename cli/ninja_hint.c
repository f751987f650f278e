/*
 * ninja_hint.c - a compiler's error, in the words of app.toml
 *
 *      ui/main.c:9:20: error: 'k5_cap_timer' undeclared (...)
 *      task 'ui' has no cap 'timer': give it one in its [tasks.caps]
 *
 * The names are those of codegen/header.c. Which task it is follows from the
 * file's folder, unless several tasks are made from that.
 */
#include "ninja_hint.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "config_keep.h"

/* The one task whose folder the line's file is in, or NULL. */
static const char *task_of(const struct model *m, const char *line)
{
	const char *found = NULL;

	for (size_t i = 0; i < m->task_count; i++) {
		char folder[PATH_MAX];
		size_t n;

		if (!realpath(m->tasks[i].source, folder)) {
			continue;
		}
		n = strlen(folder);
		if (strncmp(line, folder, n) != 0 || line[n] != '/') {
			continue;
		}
		if (found) {
			return NULL;
		}
		found = m->tasks[i].name;
	}
	return found;
}

/* The quoted name that gcc calls undeclared, in C or in C++; or NULL. */
static char *undeclared(const char *line)
{
	const char *from = strstr(line, "error: '");
	const char *to;

	if (!from) {
		return NULL;
	}
	from += strlen("error: '");
	to = strchr(from, '\'');
	if (!to || (strncmp(to, "' undeclared", 12) != 0 &&
		    strncmp(to, "' was not declared", 18) != 0)) {
		return NULL;
	}
	return keep_format("%.*s", (int)(to - from), from);
}

/* What follows a prefix, as app.toml would have it; NULL: it has another. */
static char *behind(const char *name, const char *prefix)
{
	size_t n = strlen(prefix);
	char *word;

	if (strncmp(name, prefix, n) != 0) {
		return NULL;
	}
	word = keep_text(name + n);
	for (char *s = word; *s; s++) {
		*s = (char)tolower((unsigned char)*s);
	}
	return word;
}

static char *cap_hint(const char *task, const char *cap)
{
	if (strncmp(cap, "free", 4) == 0) {
		return keep_format("%s has no empty slots: write slots = 1 or "
				   "more in its [[tasks]]",
				   task);
	}
	if (strncmp(cap, "reply", 5) == 0) {
		return keep_format("%s has no '%s': a reply is for each thread "
				   "of a task with recv or listen",
				   task, cap);
	}
	return keep_format("%s has no cap '%s': give it one in its "
			   "[tasks.caps]",
			   task, cap);
}

char *ninja_hint(const struct model *m, const char *line)
{
	const char *name = undeclared(line);
	const char *one, *task, *word;

	if (!name) {
		return NULL;
	}
	one = task_of(m, line);
	task = one ? keep_format("task '%s'", one) : "the task";
	if ((word = behind(name, "k5_cap_")) ||
	    (word = behind(name, "K5_SLOT_"))) {
		return cap_hint(task, word);
	}
	if (behind(name, "K5_REGION_")) {
		return keep_format("%s has no region by that name at boot: who "
				   "has a cap to one of [[memory]] does",
				   task);
	}
	if (behind(name, "K5_SHARED_")) {
		return keep_format("%s sees no shared memory by that name: "
				   "[tasks.shared] says what it sees",
				   task);
	}
	return NULL;
}
