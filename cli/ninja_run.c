/*
 * ninja_run.c - runs ninja and passes on what matters of its output
 *
 * NINJA_STATUS begins each status line with a byte that no compiler prints, so
 * a line is told apart by how it begins:
 *
 *      \x01 3/20 compile ...     progress
 *      FAILED: ...               followed by the command, one line
 *      anything else             for the user
 *
 * Names that app.toml would have declared get a line of help at the end. The one
 * message that is replaced is ld's about a full region of the kernel: it names a
 * linker script that nobody wrote, where app.toml has a number.
 */
#include "ninja_run.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../codegen/text.h"
#include "config_keep.h"
#include "config_words.h"
#include "diag.h"
#include "json_line.h"
#include "ninja_hint.h"
#include "process.h"

#define STATUS "\x01"

struct filter {
	const struct model *m;
	bool verbose;
	bool json;
	bool progress;
	bool shown;         /* a progress line is on the screen */
	bool command;       /* the next line is the command that failed */
	bool config;        /* app.toml is to blame */
	bool overflow;      /* what the linker says next is said already */
	struct words hints; /* for the end, each once */
};

static void clear(struct filter *f)
{
	if (f->shown) {
		fputs("\r\033[K", stderr);
	}
	f->shown = false;
}

static void progress(struct filter *f, const char *line)
{
	if (f->progress) {
		fprintf(stderr, "\r[%.100s\033[K", line + strlen(STATUS));
		f->shown = true;
	}
}

static uint32_t round_up(unsigned long n, uint32_t to)
{
	return (uint32_t)((n + to - 1) / to * to);
}

/* What a region of ours is called in app.toml; NULL: a task's region. */
static const char *reservation(const char *region, const struct model *m,
			       uint32_t *size)
{
	if (strcmp(region, "KFLASH") == 0) {
		*size = m->kernel_flash;
		return "flash";
	}
	if (strcmp(region, "KRAM") == 0) {
		*size = m->kernel_ram;
		return "ram";
	}
	return NULL;
}

/* "region `KRAM' overflowed by 12 bytes", and the lines around it. */
static bool full(struct filter *f, const char *line)
{
	char region[16];
	unsigned long over;
	uint32_t size = 0;
	const char *tick = strchr(line, '`');
	const char *at = strstr(line, "region `");

	if (tick && strstr(line, "will not fit in region `K")) {
		return true;
	}
	if (!at || sscanf(at, "region `%15[^']' overflowed by %lu", region,
			  &over) != 2) {
		return false;
	}
	const char *name = reservation(region, f->m, &size);
	if (!name) {
		return false;
	}
	uint32_t need = round_up(size + over, 1024);
	diag_error(
		(struct diag){.code = "K5-E0305",
			      .at = f->m->kernel_at,
			      .help = keep_format(
				      "in [kernel], write sizes = { %s = 0x%x "
				      "} or more",
				      name, need)},
		"the kernel needs %lu bytes of %s, and %u are kept for it",
		size + over, name, size);
	f->config = f->overflow = true;
	return true;
}

/* Errors that app.toml can mend; they must exit with K5X_USAGE. */
static bool blames_config(const char *line)
{
	const char *code = strstr(line, "K5-E030");

	return code && code[7] >= '1' && code[7] <= '5';
}

static bool bookkeeping(struct filter *f, const char *line)
{
	if (f->command) {
		f->command = false;
		return true;
	}
	if (strncmp(line, "FAILED: ", 8) == 0) {
		f->command = true;
		return true;
	}
	return strncmp(line, "ninja: build stopped", 20) == 0 ||
	       strncmp(line, "ninja: no work", 14) == 0 ||
	       strncmp(line, "ninja: Entering", 15) == 0 ||
	       (f->overflow && strncmp(line, "collect2: ", 10) == 0);
}

/* k5's own steps speak JSON by themselves when asked to. */
static void show(const struct filter *f, const char *line)
{
	if (!f->json || line[0] == '{') {
		fprintf(stderr, "%s\n", line);
		return;
	}
	json_t *o = json_pack("{s:i, s:s, s:s}", "v", 1, "type", "output",
			      "message", line);
	if (o) {
		json_line(o, stderr);
	}
}

static void hint(struct filter *f, const char *line)
{
	const char *text = ninja_hint(f->m, line);

	for (size_t i = 0; text && i < f->hints.count; i++) {
		text = strcmp(f->hints.word[i], text) == 0 ? NULL : text;
	}
	if (text) {
		words_add(&f->hints, text);
	}
}

static void pass(struct filter *f, const char *line)
{
	if (strncmp(line, STATUS, strlen(STATUS)) == 0) {
		if (f->verbose) {
			fprintf(stderr, "[%s\n", line + strlen(STATUS));
		} else {
			progress(f, line);
		}
		return;
	}
	clear(f);
	if ((bookkeeping(f, line) && !f->verbose) || full(f, line)) {
		return;
	}
	f->config |= blames_config(line);
	show(f, line);
	hint(f, line);
}

static void pass_all(struct filter *f, int fd)
{
	char *line = NULL;
	size_t room = 0;
	FILE *from = fdopen(fd, "r");

	if (!from) {
		return;
	}
	while (getline(&line, &room, from) > 0) {
		line[strcspn(line, "\r\n")] = '\0';
		pass(f, line);
	}
	clear(f);
	for (size_t i = 0; i < f->hints.count; i++) {
		show(f, keep_format("help: %s", f->hints.word[i]));
	}
	free(line);
	fclose(from);
}

int ninja_run(const struct model *m, const struct build_options *o,
	      const char *out)
{
	struct process p;
	struct filter f = {.m = m,
			   .verbose = o->verbose,
			   .json = o->json,
			   .progress = !o->quiet && !o->json &&
				       isatty(STDERR_FILENO)};
	char *argv[] = {"ninja", "-C", keep_text(out), o->verbose ? "-v" : NULL,
			NULL};

	setenv("NINJA_STATUS", STATUS "%f/%t] ", 1);
	setenv("LC_ALL", "C", 1);
	if (process_start(&p, argv, PROCESS_OUT) != 0) {
		return K5X_TOOL;
	}
	pass_all(&f, p.out);
	if (process_wait(&p) == 0) {
		return K5X_OK;
	}
	return f.config ? K5X_USAGE : K5X_BUILD;
}

bool ninja_commands(const char *out, const char *path)
{
	struct process p;
	struct text t = {0};
	char piece[4096];
	ssize_t n;
	char *argv[] = {"ninja",  "-C",     keep_text(out), "-t", "compdb",
			"kernel", "task_c", "task_cxx",     NULL};

	if (process_start(&p, argv, PROCESS_OUT) != 0) {
		return false;
	}
	while ((n = read(p.out, piece, sizeof(piece))) > 0) {
		text_add_bytes(&t, piece, (size_t)n);
	}
	close(p.out);
	bool ok = process_wait(&p) == 0 && text_save(&t, path) != SAVE_FAILED;
	text_free(&t);
	return ok;
}
