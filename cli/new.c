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
#include <stdio.h>
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

static int check_board(const char *name)
{
	struct m_board board = {0};

	return board_load(path_root(), name, &board);
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
		printf("{\"v\":1,\"kind\":\"new\",\"dir\":\"%s\"}\n", dir);
	} else if (!args_has(args, OPT_QUIET)) {
		printf("made %s/; now: cd %s && k5 run\n", dir, dir);
	}
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

int command_NEW(const struct args *args)
{
	const char *dir = args->word[0];
	const char *name = last_part(dir);
	const char *example = args->value[OPT_EXAMPLE];
	const char *board =
		args_has(args, OPT_BOARD) ? args->value[OPT_BOARD] : BOARD;
	const struct copy_word words[] = {
		{"@name@", name},
		{"@task@", name},
		{"@board@", board},
		{NULL, NULL},
	};
	int status = check_name(dir, name);

	status = status == 0 && example ? check_example(example) : status;
	status = status == 0 ? check_board(board) : status;
	if (status != 0) {
		return status;
	}
	if (example &&
	    !copy_folder(keep_format("%s/examples/%s", path_root(), example),
			 dir)) {
		return failed(dir);
	}
	status = write_files(dir, words, name, example != NULL);
	if (status == 0) {
		congratulate(args, dir);
	}
	return status;
}
