/*
 * sources.h - the files that a part is made of
 */
#pragma once

#include <stddef.h>

enum {
	SOURCES_MAX = 1024
};

/* Paths in order of name, so that the same tree links the same way. */
struct sources {
	char *path[SOURCES_MAX];
	size_t count;
};

/*
 * Adds the files of a folder, not of folders inside it, whose names end in one
 * of the space-separated endings (".c .S"). A folder that is not there adds
 * none.
 */
void sources_add(struct sources *s, const char *folder, const char *endings);

/* Adds one file by its path. */
void sources_add_file(struct sources *s, const char *path);
