/*
 * copy.c - text files, whole and line by line
 */
#include "copy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config_keep.h"

static const struct copy_word no_words[] = {{NULL, NULL}};

/* Makes the folders above a file. */
static bool folders_above(const char *file)
{
	char *path = keep_text(file);

	for (char *at = path + 1; (at = strchr(at, '/')); at++) {
		*at = '\0';
		if (mkdir(path, 0777) != 0 && errno != EEXIST) {
			return false;
		}
		*at = '/';
	}
	return true;
}

/* The word of the list that `at` starts with, NULL if none. */
static const struct copy_word *word_at(const char *at,
				       const struct copy_word *words)
{
	for (; words->name; words++) {
		if (strncmp(at, words->name, strlen(words->name)) == 0) {
			return words;
		}
	}
	return NULL;
}

static void put_line(FILE *out, const char *line, size_t length,
		     const struct copy_word *words)
{
	const char *end = line + length;

	while (line < end) {
		const struct copy_word *word = word_at(line, words);

		if (word) {
			fputs(word->value, out);
			line += strlen(word->name);
		} else {
			fputc(*line++, out);
		}
	}
}

/* A new file, executable if the one it is made from is. */
static FILE *create(const char *to, mode_t mode)
{
	int fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		      mode & 0111 ? 0777 : 0666);

	return fd >= 0 ? fdopen(fd, "w") : NULL;
}

bool copy_file(const char *from, const char *to, const struct copy_word *words)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length;
	struct stat st;
	FILE *in = fopen(from, "r");

	if (!in || fstat(fileno(in), &st) != 0 || !folders_above(to)) {
		if (in) {
			fclose(in);
		}
		return false;
	}
	FILE *out = create(to, st.st_mode);
	while (out && (length = getline(&line, &room, in)) >= 0) {
		put_line(out, line, (size_t)length, words);
	}
	free(line);
	fclose(in);
	return out && fclose(out) == 0;
}

static bool kept(const char *name)
{
	return strcmp(name, "build") != 0 &&
	       (name[0] != '.' || strcmp(name, ".gitignore") == 0);
}

static bool copy_entry(const char *from, const char *to)
{
	struct stat st;

	if (stat(from, &st) != 0) {
		return false;
	}
	return S_ISDIR(st.st_mode) ? copy_folder(from, to)
				   : copy_file(from, to, no_words);
}

bool copy_folder(const char *from, const char *to)
{
	DIR *dir = opendir(from);
	struct dirent *entry;
	bool good = dir != NULL;

	while (good && (entry = readdir(dir))) {
		if (kept(entry->d_name)) {
			good = copy_entry(
				keep_format("%s/%s", from, entry->d_name),
				keep_format("%s/%s", to, entry->d_name));
		}
	}
	if (dir) {
		int why = errno;
		closedir(dir);
		errno = why;
	}
	return good;
}
