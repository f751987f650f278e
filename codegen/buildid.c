/*
 * buildid.c - 32 bits that name a build's log dictionary
 *
 * FNV-1a (Fowler, Noll, Vo): one multiplication a byte, good enough to tell
 * builds of one app apart; nothing is protected by it.
 */
#include "buildid.h"

#include <string.h>

#include "elffile.h"
#include "paths.h"

static uint32_t mix(uint32_t hash, const void *bytes, size_t length)
{
	const uint8_t *p = bytes;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ p[i]) * 16777619u;
	return hash;
}

/* The zero at the end keeps "ab" "c" and "a" "bc" apart. */
static uint32_t mix_text(uint32_t hash, const char *s)
{
	return mix(hash, s, strlen(s) + 1);
}

static bool mix_strings(uint32_t *hash, const char *path)
{
	struct elf_file elf;

	if (!elf_load(&elf, path))
		return false;

	const struct elf_section *log = elf_section(&elf, ".k5_log");
	if (log && log->bytes)
		*hash = mix(*hash, log->bytes, log->size);
	*hash = mix_text(*hash, "");
	elf_close(&elf);
	return true;
}

bool build_id_of(const struct model *m, const char *out, uint32_t *id)
{
	uint32_t hash = mix_text(2166136261u, m->name);

	hash = mix_text(hash, m->board.name);
	hash = mix(hash, &m->board.clock_hz, sizeof(m->board.clock_hz));
	for (size_t i = 0; i < m->task_count; i++) {
		const struct m_task *task = &m->tasks[i];

		hash = mix_text(hash, task->name);
		for (size_t j = 0; j < task->thread_count; j++)
			hash = mix_text(hash, task->threads[j].name);
		if (!mix_strings(&hash, path_task_elf(out, task)))
			return false;
	}
	*id = hash;
	return true;
}
