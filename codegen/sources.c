/*
 * sources.c - the files that a part is made of
 */
#include "sources.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../cli/config_keep.h"
#include "../cli/diag.h"

static bool ends_in(const char *name, const char *endings)
{
	const char *dot = strrchr(name, '.');
	size_t length = dot ? strlen(dot) : 0;

	if (!dot || name[0] == '.')
		return false;
	while (*endings) {
		size_t n = strcspn(endings, " ");
		if (n == length && strncmp(dot, endings, n) == 0)
			return true;
		endings += n + (endings[n] == ' ');
	}
	return false;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void sources_add_file(struct sources *s, const char *path)
{
	if (s->count == SOURCES_MAX) {
		fprintf(stderr, "k5: more than %d source files\n", SOURCES_MAX);
		exit(K5X_BUILD);
	}
	s->path[s->count++] = keep_text(path);
}

void sources_add(struct sources *s, const char *folder, const char *endings)
{
	size_t first = s->count;
	DIR *dir = opendir(folder);
	struct dirent *entry;

	if (!dir)
		return;
	while ((entry = readdir(dir)))
		if (ends_in(entry->d_name, endings))
			sources_add_file(
				s, keep_format("%s/%s", folder, entry->d_name));
	closedir(dir);
	if (s->count > first)
		qsort(s->path + first, s->count - first, sizeof(*s->path),
		      by_name);
}
