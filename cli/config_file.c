/*
 * config_file.c - a configuration file, as a checked tree
 *
 * What opens may still be a folder, a pipe without end or a disk image, so
 * only regular files up to a size are read, and in one piece.
 */
#include "config_app.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config_keep.h"

enum {
	SIZE_LIMIT = 256 * 1024
};

bool cfg_exists(const char *file)
{
	struct stat st;
	return stat(file, &st) == 0 || errno != ENOENT;
}

char *cfg_path(const char *dir, const char *name)
{
	if (name[0] == '/' || strcmp(dir, ".") == 0 || dir[0] == '\0') {
		return keep_text(name);
	}
	const char *slash = dir[strlen(dir) - 1] == '/' ? "" : "/";
	return keep_format("%s%s%s", dir, slash, name);
}

static void unreadable(const char *file, const char *why)
{
	diag_error((struct diag){.code = "K5-E0202"}, "cannot read %s: %s",
		   file, why);
}

/* Everything in `fd`, NUL-terminated; NULL after having told why. */
static char *read_all(int fd, const char *file, size_t *length)
{
	char *text = keep_alloc(SIZE_LIMIT + 2, 1);
	ssize_t n = 1;
	*length = 0;
	while (n > 0 && *length <= SIZE_LIMIT) {
		n = read(fd, text + *length, SIZE_LIMIT + 1 - *length);
		*length += n > 0 ? (size_t)n : 0;
	}
	if (n < 0) {
		unreadable(file, strerror(errno));
		return NULL;
	}
	if (*length > SIZE_LIMIT) {
		unreadable(file, "it is larger than 256 KiB");
		return NULL;
	}
	return text;
}

static char *read_file(const char *file, size_t *length)
{
	struct stat st;
	int fd = open(file, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0) {
		unreadable(file, strerror(errno));
		return NULL;
	}
	char *text = NULL;
	if (S_ISREG(st.st_mode)) {
		text = read_all(fd, file, length);
	} else {
		unreadable(file, S_ISDIR(st.st_mode) ? "it is a folder"
						     : "it is not a file");
	}
	close(fd);
	return text;
}

/* toml++ starts most sentences alike; the reader needs only the rest. */
static char *reason(const char *message)
{
	static const char start[] = "Error while parsing ";
	size_t length = sizeof start - 1;
	if (strstr(message, "TOML_MAX_NESTED_VALUES")) {
		return keep_text("not valid for K5: nested too deeply");
	}
	if (strstr(message, "invalid utf-8")) {
		return keep_text("not valid TOML: the text is not UTF-8");
	}
	if (strncmp(message, start, length) == 0) {
		return keep_format("not valid TOML in %s", message + length);
	}
	return keep_format("not valid TOML: %s", message);
}

/* A bracket that is missing shows only in what follows it. */
static const char *syntax_help(const struct toml_error *error)
{
	return strstr(error->message, "parsing array")
		       ? "the list before this place has no end: write the ']' "
			 "where it ends"
	       : strstr(error->message, "parsing inline table")
		       ? "the table before this place has no end: write the "
			 "'}' "
			 "where it ends, on the same line"
		       : NULL;
}

struct toml_node *cfg_read(const char *file, enum cfg_section section)
{
	size_t length;
	char *text = read_file(file, &length);
	if (!text) {
		return NULL;
	}
	struct toml_error error;
	struct toml_node *tree =
		toml_parse(keep_text(file), text, length, &error);
	if (!tree) {
		diag_error((struct diag){.code = "K5-E0203",
					 .at = error.at,
					 .note = "here",
					 .help = syntax_help(&error)},
			   "%s", reason(error.message));
		return NULL;
	}
	schema_check(tree, section);
	return tree;
}
