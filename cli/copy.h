/*
 * copy.h - making folders and files that were not there
 */
#pragma once

#include <stdbool.h>

/* Words to replace: "@name@" by its value; name NULL ends the list. */
struct copy_word {
	const char *name;
	const char *value;
};

/*
 * Copies a text file with words replaced, making folders on the way. False,
 * errno set, if that fails or if `to` exists.
 */
bool copy_file(const char *from, const char *to, const struct copy_word *words);

/*
 * Copies what git would keep of a folder: no build/, nothing hidden but
 * .gitignore. False, errno set, if anything fails.
 */
bool copy_folder(const char *from, const char *to);
