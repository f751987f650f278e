/*
 * toolchain.c - the compiler, asked before ninja is
 */
#include "toolchain.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "config_keep.h"
#include "process.h"
#include "tools.h"

/* The compiler's packages, for a help that installs all of them at once. */
static const char *packages(const struct model *m, const char *compiler)
{
	const char *package = tool_package(compiler);
	const char *dash = strstr(m->board.toolchain, "riscv")
				   ? "riscv64-unknown-elf"
				   : "arm-none-eabi";

	return keep_format("%s picolibc-%s",
			   package ? package : keep_format("gcc-%s", dash),
			   dash);
}

static char *compiler_of(const struct model *m)
{
	return keep_format("%sgcc", m->board.toolchain);
}

static int missing(const struct model *m, const char *compiler,
		   const char *what)
{
	diag_error((struct diag){.code = "K5-E0401",
				 .help = tool_install(packages(m, compiler))},
		   "%s is not installed", what);
	return K5X_TOOL;
}

int toolchain_check(const struct model *m)
{
	const char *compiler = compiler_of(m);

	if (!process_exists("ninja")) {
		return tool_missing("ninja");
	}
	return process_exists(compiler) ? K5X_OK
					: missing(m, compiler, compiler);
}

int toolchain_check_library(const struct model *m)
{
	char *compiler = compiler_of(m);
	char *argv[] = {compiler, "-print-file-name=picolibc.specs", NULL};
	char answer[PATH_MAX];

	if (process_capture(argv, answer, sizeof(answer)) == 0 &&
	    strchr(answer, '/')) {
		return K5X_OK;
	}
	return missing(m, compiler, "the C library picolibc");
}

/* "cc1: error: WORDS" -> "WORDS", for each such line, at most three. */
static const char *errors_in(char *answer)
{
	static const char mark[] = "error: ";
	const char *words = NULL;
	int left = 3;

	for (char *line = strtok(answer, "\n"); line && left > 0;
	     line = strtok(NULL, "\n")) {
		const char *at = strstr(line, mark);

		if (at) {
			at += strlen(mark);
			words = words ? keep_format("%s; %s", words, at)
				      : keep_text(at);
			left--;
		}
	}
	return words ? words : "nothing";
}

/* An empty file, compiled with these flags. */
static int try_flags(const struct model *m, char *const *flags, size_t count,
		     struct where at, const char *key)
{
	static const char *const rest[] = {"-fsyntax-only", "-x", "c",
					   "/dev/null"};
	char **argv = keep_alloc(count + 6, sizeof(*argv));
	char answer[4096];
	size_t n = 0;

	argv[n++] = compiler_of(m);
	for (size_t i = 0; i < count; i++) {
		argv[n++] = flags[i];
	}
	for (size_t i = 0; i < sizeof(rest) / sizeof(rest[0]); i++) {
		argv[n++] = keep_text(rest[i]);
	}
	setenv("LC_ALL", "C", 1);
	if (process_capture(argv, answer, sizeof(answer)) == 0) {
		return K5X_OK;
	}
	diag_error((struct diag){.code = "K5-E0310",
				 .at = at,
				 .note = keep_format("for %s", argv[0]),
				 .help = keep_format("the compiler says: %s",
						     errors_in(answer))},
		   "the compiler refuses the board's %s", key);
	return K5X_USAGE;
}

int toolchain_check_flags(const struct model *m)
{
	const struct m_board *b = &m->board;
	int status = try_flags(m, b->task_flags, b->task_flag_count,
			       b->task_flags_at, "task_flags");

	if (status == K5X_OK) {
		status = try_flags(m, b->kernel_flags, b->kernel_flag_count,
				   b->kernel_flags_at, "kernel_flags");
	}
	return status;
}
