/*
 * new.c - k5 new: an app of one's own
 *
 *      NAME/
 *        app.toml            one task, commented
 *        NAME/main.c         which logs and ends with 0   (or an example's
 *        .gitignore                                        files instead)
 *        .clangd  .vscode/settings.json
 *        .ci/run  .github/workflows/k5.yml
 *
 * The app may lie anywhere: the tool finds the K5 tree by where it is itself.
 */
#include <errno.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../codegen/paths.h"
#include "app.h"
#include "commands.h"
#include "config.h"
#include "config_keep.h"
#include "config_words.h"
#include "copy.h"
#include "diag.h"
#include "json_line.h"
#include "list.h"
#include "nearest.h"

#define BOARD "mps2-an505"

/* Files every app gets, and those an example has itself. */
static const struct {
	const char *template;
	const char *file; /* below the app's folder */
	bool by_example;
} files[] = {
	{"app.toml", "app.toml", true},
	{"main.c", "@task@/main.c", true},
	{"gitignore", ".gitignore", false},
	{"clangd", ".clangd", false},
	{"vscode.json", ".vscode/settings.json", false},
	{"ci", ".ci/run", false},
	{"workflow.yml", ".github/workflows/k5.yml", false},
};

enum {
	FILES = sizeof(files) / sizeof(files[0])
};

static int failed(const char *what)
{
	diag_error((struct diag){.code = "K5-E0109"}, "cannot make %s: %s",
		   what, strerror(errno));
	return K5X_USAGE;
}

static int check_name(const char *dir, const char *name)
{
	const char *fault = name_fault(name, strlen(name));
	struct stat st;

	if (fault) {
		diag_error((struct diag){.code = "K5-E0108", .help = fault},
			   "'%s' cannot be the name of an app", name);
		return K5X_USAGE;
	}
	if (lstat(dir, &st) == 0) {
		diag_error((struct diag){.code = "K5-E0109",
					 .help = "choose another name, or "
						 "remove it first"},
			   "'%s' is already there, and nothing is overwritten",
			   dir);
		return K5X_USAGE;
	}
	return 0;
}

static int check_example(const char *example)
{
	size_t n = 0;
	char **names = list_examples(&n);
	struct nearest near = nearest_to(example);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(names[i], example) == 0) {
			return 0;
		}
		nearest_offer(&near, names[i]);
	}
	diag_error((struct diag){.code = "K5-E0110",
				 .help = near.best ? keep_format("did you mean "
								 "'%s'?",
								 near.best)
						   : "they are the folders of "
						     "examples/ in the K5 "
						     "tree"},
		   "there is no example '%s'", example);
	return K5X_USAGE;
}

/*
 * An example may be for some boards only: it says so, or it wants what this one
 * does not have, which its own messages then tell.
 */
static int check_both(const char *example, const char *board)
{
	char *from = keep_format("%s/examples/%s", path_root(), example);
	struct model m = {0};
	struct words boards = {0};
	char **names;
	size_t n = 0;
	int status = config_boards(from, &names, &n);

	for (size_t i = 0; status == 0 && i < n; i++) {
		if (strcmp(names[i], board) == 0) {
			n = 0;
		} else {
			words_add(&boards, names[i]);
		}
	}
	if (status == 0 && n == 0 &&
	    config_load(from, board, path_root(), &m) == 0) {
		return 0;
	}
	diag_error(
		(struct diag){.code = "K5-E0111",
			      .help = n > 0 ? keep_format("its boards are %s",
							  words_list(&boards))
					    : "k5 new without --from makes an "
					      "app for any board"},
		"the example '%s' is not for the board '%s'", example, board);
	return K5X_USAGE;
}

static int check_board(const char *name)
{
	struct m_board board = {0};

	return board_load(path_root(), name, &board);
}

/* True if the line sets `key`. */
static bool sets(const char *line, const char *key)
{
	size_t n = strlen(key);

	return strncmp(line, key, n) == 0 &&
	       line[n + strspn(line + n, " \t")] == '=';
}

/* Behind the name of the example in "# NAME - what it is", or NULL. */
static const char *headline(const char *line, const char *example)
{
	size_t n = strlen(example);

	return strncmp(line, "# ", 2) == 0 &&
			       strncmp(line + 2, example, n) == 0 &&
			       strncmp(line + 2 + n, " - ", 3) == 0
		       ? line + 2 + n
		       : NULL;
}

/*
 * Gives the copy of an example its own name, and the board asked for. Both
 * keys stand above the first heading, or nowhere; the name heads the file too.
 */
static bool adapt(const char *example, const char *to, const char *name,
		  const char *board)
{
	char *from =
		keep_format("%s/examples/%s/app.toml", path_root(), example);
	char *line = NULL;
	size_t room = 0;
	bool top = true;
	FILE *in = fopen(from, "r");
	FILE *out = in ? fopen(to, "w") : NULL;

	while (out && getline(&line, &room, in) >= 0) {
		if (top && line[0] == '[') {
			fprintf(out, board ? "board = \"%s\"\n\n" : "", board);
			top = false;
		}
		const char *rest = headline(line, example);

		if (top && rest) {
			fprintf(out, "# %s%s", name, rest);
		} else if (top && sets(line, "name")) {
			fprintf(out, "name = \"%s\"\n", name);
		} else if (!(top && board && sets(line, "board"))) {
			fputs(line, out);
		}
	}
	free(line);
	if (in) {
		fclose(in);
	}
	return out && fclose(out) == 0;
}

static int copy_example(const struct args *args, const char *dir,
			const char *name)
{
	char *from = keep_format("%s/examples/%s", path_root(),
				 args->value[OPT_EXAMPLE]);

	if (copy_folder(from, dir) &&
	    adapt(args->value[OPT_EXAMPLE], keep_format("%s/app.toml", dir),
		  name, args->value[OPT_BOARD])) {
		return 0;
	}
	return failed(dir);
}

/* `text` with @task@ in front replaced. */
static const char *placed(const char *text, const char *task)
{
	return strncmp(text, "@task@", 6) == 0
		       ? keep_format("%s%s", task, text + 6)
		       : text;
}

static int write_files(const char *dir, const struct copy_word *words,
		       const char *task, bool example)
{
	for (size_t i = 0; i < FILES; i++) {
		char *from = keep_format("%s/cli/templates/%s", path_root(),
					 files[i].template);
		char *to =
			keep_format("%s/%s", dir, placed(files[i].file, task));
		struct stat st;

		/* an example's own file stands; else every file is new */
		if (example && (files[i].by_example || stat(to, &st) == 0)) {
			continue;
		}
		if (!copy_file(from, to, words)) {
			return failed(to);
		}
	}
	return 0;
}

static void congratulate(const struct args *args, const char *dir)
{
	if (args_has(args, OPT_JSON)) {
		json_t *o = json_pack("{s:i, s:s, s:s}", "v", 1, "kind", "new",
				      "dir", dir);
		json_line(o, stdout);
	} else if (!args_has(args, OPT_QUIET)) {
		printf("made %s/; now: cd %s && k5 run\n", dir, dir);
	}
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* A path without slashes at its end. */
static const char *trimmed(const char *path)
{
	size_t n = strlen(path);

	while (n > 1 && path[n - 1] == '/') {
		n--;
	}
	return keep_bytes(path, n);
}

int command_NEW(const struct args *args)
{
	const char *dir = trimmed(args->word[0]);
	const char *name = last_part(dir);
	const char *example = args->value[OPT_EXAMPLE];
	const char *board = args->value[OPT_BOARD];
	const struct copy_word words[] = {
		{"@name@", name},
		{"@task@", name},
		{"@board@", board ? board : BOARD},
		{NULL, NULL},
	};
	int status = check_name(dir, name);

	status = status == 0 && example ? check_example(example) : status;
	status = status == 0 ? check_board(board ? board : BOARD) : status;
	if (status == 0 && example && board) {
		status = check_both(example, board);
	}
	status =
		status == 0 && example ? copy_example(args, dir, name) : status;
	status = status == 0 ? write_files(dir, words, name, example != NULL)
			     : status;
	if (status == 0) {
		congratulate(args, dir);
	}
	return status;
}
