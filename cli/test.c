/*
 * test.c - k5 test: apps run on boards, and say what they should
 *
 *      PATH/app.toml             the app
 *      PATH/X/app.toml           or each of these, if PATH is none itself
 *           x   the board, or with --board all each one that is emulated
 *
 * An app passes if it ends with exit code 0, or expected.code's, and, where expected.log lies beside
 * its app.toml, its log without the times is that file. input.txt is typed at its
 * console, and output.txt, where it lies there, is what the app must say to that.
 */
#include <fcntl.h>
#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../codegen/paths.h"
#include "commands.h"
#include "config.h"
#include "config_keep.h"
#include "diag.h"
#include "json_line.h"
#include "run.h"

struct tests {
	const struct args *args;
	unsigned passed;
	unsigned failed;
	bool stopped; /* by a signal, from the outside */
};

struct result {
	const char *app;
	const char *board; /* NULL: unknown */
	const char *why;   /* "": passed */
	char *log;         /* what it said, without times; NULL: never ran */
	char *said;        /* the same at its console; NULL: it had none */
	bool stopped;
};

/* The next line of *text, which moves behind it; NULL at the end. */
static char *next_line(const char **text)
{
	size_t n = strcspn(*text, "\n");

	if (**text == '\0') {
		return NULL;
	}
	char *line = keep_bytes(*text, n);
	*text += n + ((*text)[n] == '\n');
	return line;
}

/* "" if both are the same, else what differs first. */
static const char *difference(const char *expected, const char *got)
{
	for (int n = 1;; n++) {
		const char *e = next_line(&expected);
		const char *g = next_line(&got);

		if (!e && !g) {
			return "";
		}
		if (!e || !g || strcmp(e, g) != 0) {
			return keep_format("line %d should be '%s'", n,
					   e ? e : "");
		}
	}
}

/* The file as text, or NULL if there is none. */
static char *expected(const char *file)
{
	FILE *f = fopen(file, "r");
	char *text = NULL;
	size_t size = 0;

	if (!f) {
		return NULL;
	}
	if (getdelim(&text, &size, '\0', f) < 0) {
		free(text);
		text = strdup("");
	}
	fclose(f);
	return text;
}

/* 0, unless a file says that the app ends otherwise. */
static int code_due(const char *folder)
{
	char *text = expected(keep_format("%s/expected.code", folder));
	int code = text ? atoi(text) : 0;

	free(text);
	return code;
}

/* "", or what of `got` is not as the file says, if there is one. */
static const char *compare(const char *folder, const char *name,
			   const char *got)
{
	char *text = expected(keep_format("%s/%s", folder, name));
	const char *why = text ? difference(text, got) : "";

	free(text);
	return why;
}

/* As a file can hold it: without CR, other control characters as ^X. */
static void make_visible(FILE *out, const char *said, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (said[i] == '\n' || (said[i] & 0xe0) != 0) {
			fputc(said[i], out);
		} else if (said[i] != '\r') {
			fprintf(out, "^%c", said[i] + '@');
		}
	}
}

/* The app runs; if there is an input.txt, that is typed and its words are kept. */
static int run_typed(const struct args *args, struct app *app, struct show *s,
		     struct result *r)
{
	char *raw = NULL;
	size_t size, kept;
	int keys = open(keep_format("%s/input.txt", app->model.dir),
			O_RDONLY | O_CLOEXEC);

	if (keys < 0) {
		return run_shown(args, app, s);
	}
	FILE *said = open_memstream(&raw, &size);
	FILE *seen = open_memstream(&r->said, &kept);
	if (!said || !seen) {
		abort();
	}
	struct console c = {.line = -1, .keys = keys, .out = said};
	int status = run_connected(args, app, s, &c);
	fclose(said);
	make_visible(seen, raw, size);
	fclose(seen);
	free(raw);
	close(keys);
	return status;
}

/* Nothing on standard output: what was logged is kept. */
static int run_kept(const struct args *args, struct app *app, struct result *r)
{
	struct show s;
	size_t size;
	int status = show_open(&s, args);

	s.json = s.color = s.verbose = false;
	s.timeless = true;
	s.out = open_memstream(&r->log, &size);
	if (!s.out) {
		abort();
	}
	status = status != 0 ? status : run_typed(args, app, &s, r);
	fclose(s.out);
	r->stopped = status > 128 && !s.exited;
	return status;
}

static void judge(const struct args *args, struct result *r)
{
	struct app app;

	if (app_load(args, &app) != 0) {
		r->why = "it cannot be built";
		return;
	}
	r->board = app.model.board.name;
	int status = run_kept(args, &app, r);
	if (status != code_due(app.model.dir)) {
		r->why = keep_format("exit code %d", status);
		return;
	}
	r->why = compare(app.model.dir, "expected.log", r->log);
	if (!*r->why && r->said) {
		const char *why = compare(app.model.dir, "output.txt", r->said);
		r->why = *why ? keep_format("at its console, %s", why) : "";
	}
}

static void report_json(const struct result *r)
{
	json_t *o = json_pack("{s:i, s:s, s:s*, s:b, s:s*}", "v", 1, "app",
			      r->app, "board", r->board, "passed", !*r->why,
			      "why", *r->why ? r->why : NULL);

	json_line(o, stdout);
}

static void report(const struct args *args, const struct result *r)
{
	const char *on = r->board ? " on " : "";
	const char *board = r->board ? r->board : "";

	if (args_has(args, OPT_JSON)) {
		report_json(r);
	} else if (*r->why) {
		const char *log = r->log ? r->log : "";

		printf("FAIL  %s%s%s: %s\n", r->app, on, board, r->why);
		for (char *line; (line = next_line(&log));) {
			printf("      %s\n", line);
		}
	} else if (!args_has(args, OPT_QUIET)) {
		printf("ok    %s%s%s\n", r->app, on, board);
	}
	fflush(stdout);
}

/* `board` may be NULL: the one that app.toml names. */
static void test_on(struct tests *t, char *folder, const char *board)
{
	char *whole = path_absolute(folder);
	struct args args = *t->args;
	struct result r = {.app = strrchr(whole, '/') + 1, .board = board};

	args.word[0] = folder;
	args.words = 1;
	args.value[OPT_BOARD] = board;
	if (!args_has(&args, OPT_TIMEOUT)) {
		args.value[OPT_TIMEOUT] = "120"; /* a test ends */
	}
	judge(&args, &r);
	*(*r.why ? &t->failed : &t->passed) += 1;
	t->stopped = r.stopped;
	report(&args, &r);
	free(r.log);
	free(r.said);
}

/* Of `names` those with an emulator; how many. */
static size_t keep_emulated(char **names, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		struct m_board board;

		if (board_load(path_root(), names[i], &board) == 0 &&
		    board.qemu_count > 0) {
			names[kept++] = names[i];
		}
	}
	return kept;
}

/* On each board the app is for: its own list, or all emulated ones. */
static void test_everywhere(struct tests *t, char *folder)
{
	char **names;
	size_t n;

	if (config_boards(folder, &names, &n) != 0) {
		t->failed++;
		return;
	}
	if (n == 0) {
		names = board_names(path_root(), &n);
		n = keep_emulated(names, n);
	}
	for (size_t i = 0; i < n && !t->stopped; i++) {
		test_on(t, folder, names[i]);
	}
}

static void test_app(struct tests *t, char *folder)
{
	const char *board = t->args->value[OPT_BOARD];

	if (board && strcmp(board, "all") == 0) {
		test_everywhere(t, folder);
	} else {
		test_on(t, folder, board);
	}
}

static void test_apps(struct tests *t, const char *under)
{
	const size_t ending = strlen("/app.toml");
	glob_t found;

	if (glob(keep_format("%s/*/app.toml", under), 0, NULL, &found) != 0) {
		test_app(t, keep_text(under)); /* says that there is none */
		return;
	}
	for (size_t i = 0; i < found.gl_pathc && !t->stopped; i++) {
		const char *file = found.gl_pathv[i];

		test_app(t, keep_bytes(file, strlen(file) - ending));
	}
	globfree(&found);
}

int command_TEST(const struct args *args)
{
	struct tests t = {.args = args};
	const char *path = args_path(args);
	const char *slash = strrchr(path, '/');

	if (strcmp(slash ? slash + 1 : path, "app.toml") == 0) {
		path = slash ? keep_bytes(path, (size_t)(slash - path)) : ".";
	}
	if (access(keep_format("%s/app.toml", path), F_OK) == 0) {
		test_app(&t, keep_text(path));
	} else {
		test_apps(&t, path);
	}
	if (!args_has(args, OPT_JSON)) {
		printf("test: %u passed, %u failed\n", t.passed, t.failed);
	}
	return t.failed == 0 ? K5X_OK : K5X_BUILD;
}
