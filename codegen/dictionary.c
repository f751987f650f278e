/*
 * dictionary.c - the strings of all parts, by id, as JSON
 *
 * A string in .k5_log reads FILE ':' LINE '\x1f' FORMAT '\0'; the compiler may
 * leave zeros between two of them. Bytes that are not UTF-8 become '?', since
 * JSON has no other way to carry them.
 */
#include "dictionary.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "../cli/config_keep.h"
#include "buildid.h"
#include "objects.h"

static json_t *text_json(const char *bytes, size_t length)
{
	json_t *s = json_stringn(bytes, length);

	if (s)
		return s;
	char *copy = keep_bytes(bytes, length);
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)copy[i] >= 0x80)
			copy[i] = '?';
	return json_stringn(copy, length);
}

/* One string: its place ends at the last ':' before the separator. */
static json_t *entry(const char *s, size_t id)
{
	const char *separator = strchr(s, '\x1f');
	const char *format = separator ? separator + 1 : s;
	const char *file_end = s;

	for (const char *p = s; separator && p < separator; p++)
		if (*p == ':')
			file_end = p;
	long line = file_end > s ? strtol(file_end + 1, NULL, 10) : 0;

	return json_pack("{s:I, s:o, s:I, s:o}", "id", (json_int_t)id, "file",
			 text_json(s, (size_t)(file_end - s)), "line",
			 (json_int_t)line, "format",
			 text_json(format, strlen(format)));
}

static json_t *strings(const struct elf_file *elf)
{
	const struct elf_section *log = elf_section(elf, ".k5_log");
	json_t *list = json_array();

	if (!log || !log->bytes)
		return list;

	const char *all = keep_bytes((const char *)log->bytes, log->size);
	for (size_t i = 0; i < log->size; i++) {
		if (all[i] == '\0')
			continue;
		json_array_append_new(list, entry(all + i, i));
		i += strlen(all + i);
	}
	return list;
}

static json_t *task_json(const struct m_task *task, const struct elf_file *elf)
{
	json_t *threads = json_array();

	for (size_t i = 0; i < task->thread_count; i++)
		json_array_append_new(threads,
				      json_string(task->threads[i].name));
	return json_pack("{s:s, s:o, s:o, s:o}", "name", task->name, "elf",
			 json_sprintf("%s.task/%s.elf", task->name, task->name),
			 "threads", threads, "strings", strings(elf));
}

bool dictionary_write(struct text *t, const struct image *image,
		      const char *out)
{
	const struct model *m = image->m;
	size_t first = image->parts - m->task_count;
	json_t *tasks = json_array();
	uint32_t build;

	if (!build_id_of(m, out, &build))
		return false;
	for (size_t i = 0; i < m->task_count; i++)
		json_array_append_new(
			tasks,
			task_json(&m->tasks[i], &image->part[first + i].elf));

	json_t *root = json_pack(
		"{s:i, s:o, s:I, s:i, s:s, s:s, s:o, s:o, s:{s:s, s:o}}",
		"version", 1, "build", json_sprintf("%08x", build), "hz",
		(json_int_t)m->board.clock_hz, "word", 4, "board",
		m->board.name, "app", m->name, "tasks", tasks, "objects",
		objects_json(m), "kernel", "elf", "kernel/kernel.elf",
		"strings", strings(&image->part[first - 1].elf));
	char *text = root ? json_dumps(root, JSON_INDENT(1)) : NULL;
	if (text)
		text_add(t, "%s\n", text);
	else
		diag_error((struct diag){.code = "K5-E0306"},
			   "cannot make the log dictionary of %s", m->name);
	free(text);
	json_decref(root);
	return text != NULL;
}
