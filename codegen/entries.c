/*
 * entries.c - does a task have the functions that app.toml names?
 */
#include "entries.h"

#include <stdio.h>
#include <string.h>

#include "../cli/config_keep.h"
#include "elffile.h"

/* How an entry turned out; the best of all objects counts. */
enum found {
	NOWHERE,
	LOCAL,
	MANGLED,
	FOUND
};

/* g++ names `void f(void)` _Z1fv; f stands behind its length. */
static bool is_mangled(const char *symbol, const char *name)
{
	const char *v = keep_format("_Z%zu%sv", strlen(name), name);

	return strcmp(symbol, v) == 0;
}

static enum found look(const struct elf_file *elf, const char *name)
{
	enum found best = name ? NOWHERE : FOUND; /* in a pool: any will do */

	for (size_t i = 0; name && i < elf->symbol_count; i++) {
		const struct elf_symbol *s = &elf->symbols[i];
		enum found here = NOWHERE;

		if (!s->defined || !s->name)
			continue;
		if (strcmp(s->name, name) == 0)
			here = s->global ? FOUND : LOCAL;
		else if (is_mangled(s->name, name))
			here = MANGLED;
		if (here > best)
			best = here;
	}
	return best;
}

static void complain(const struct m_task *task, const struct m_thread *thread,
		     enum found found)
{
	const char *name = thread->entry;
	const char *help = keep_format(
		"define 'void %s(void)' in a file of the folder '%s'", name,
		task->source);

	if (strcmp(name, "main") == 0)
		help = keep_format("define 'int main(void)' in a file of the "
				   "folder '%s'",
				   task->source);
	if (found == MANGLED)
		help = keep_format("it is a C++ function: declare it "
				   "extern \"C\" void %s(void)",
				   name);
	if (found == LOCAL)
		help = "it is static: take that word away";

	diag_error((struct diag){.code = "K5-E0304",
				 .at = thread->at,
				 .note = keep_format("starts in %s()", name),
				 .help = help},
		   "task '%s' has no function '%s'", task->name, name);
}

static const struct m_task *find_task(const struct model *m, const char *name)
{
	for (size_t i = 0; i < m->task_count; i++)
		if (strcmp(m->tasks[i].name, name) == 0)
			return &m->tasks[i];
	return NULL;
}

bool entries_check(const struct model *m, const char *out, const char *task,
		   char *const *objects, size_t count)
{
	const struct m_task *k = find_task(m, task);
	enum found found[MODEL_THREADS] = {NOWHERE};
	bool ok = k != NULL;

	for (size_t i = 0; ok && i < count; i++) {
		struct elf_file elf;

		ok = elf_load(&elf, keep_format("%s/%s", out, objects[i]));
		for (size_t j = 0; ok && j < k->thread_count; j++) {
			enum found f = look(&elf, k->threads[j].entry);
			if (f > found[j])
				found[j] = f;
		}
		if (ok)
			elf_close(&elf);
	}
	for (size_t j = 0; k && j < k->thread_count; j++) {
		if (ok && found[j] != FOUND)
			complain(k, &k->threads[j], found[j]);
	}
	for (size_t j = 0; ok && j < k->thread_count; j++)
		ok = found[j] == FOUND;
	return ok;
}
