/*
 * list.c - examples, and `k5 internal-list` for the shells' completion
 */
#include "list.h"

#include <glob.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>

#include "../codegen/paths.h"
#include "commands.h"
#include "config.h"
#include "config_keep.h"
#include "diag.h"

char **list_examples(size_t *n)
{
	glob_t found;
	char **names;

	*n = 0;
	if (glob(keep_format("%s/examples/*/app.toml", path_root()), 0, NULL,
		 &found) != 0) {
		return keep_alloc(1, sizeof(*names));
	}
	names = keep_alloc(found.gl_pathc + 1, sizeof(*names));
	for (size_t i = 0; i < found.gl_pathc; i++) {
		names[i] = keep_text(basename(dirname(found.gl_pathv[i])));
	}
	*n = found.gl_pathc;
	globfree(&found);
	return names;
}

int command_INTERNAL_LIST(const struct args *args)
{
	size_t n = 0;
	char **names = strcmp(args->word[0], "boards") == 0
			       ? board_names(path_root(), &n)
			       : list_examples(&n);

	for (size_t i = 0; i < n; i++) {
		puts(names[i]);
	}
	return K5X_OK;
}
