/*
 * backtrace.c - gdb, asked once for all threads of a core
 *
 *      @3                                    ours: the third thread's follow
 *      #0  k5_recv (...) at ...              gdb's
 *      #1  main () at server/main.c:34
 *      #2  ?? ()                             where its task's code begins: no
 *                                            caller, and not shown
 */
#include <stdlib.h>
#include <string.h>

#include "config_keep.h"
#include "inspect.h"
#include "process.h"
#include "symbols.h"
#include "tools.h"

enum {
	FRAMES = 32,
	SAID = 1 << 18
};

static char **command_line(const struct kview *v, const char *core)
{
	size_t n = 0, words = 40 + SYMBOL_WORDS + 4 * v->core->threads;
	char **argv = keep_alloc(words, sizeof(*argv));

	argv[n++] = "gdb-multiarch";
	argv[n++] = "-nx";
	argv[n++] = "-batch";
	argv[n++] = "-ex";
	argv[n++] = "set print frame-arguments none";
	argv[n++] = "-ex";
	argv[n++] = "set print entry-values no";
	argv[n++] = "-ex";
	argv[n++] = "set print address off";
	argv[n++] = "-ex";
	argv[n++] = "set backtrace past-main on";
	argv[n++] = "-ex";
	argv[n++] = "set print demangle off";
	argv[n++] = "-ex";
	argv[n++] = keep_format("file '%s'", v->app->elf);
	n += symbols_add(argv + n, v->app);
	argv[n++] = "-ex";
	argv[n++] = keep_format("core-file %s", core);
	for (size_t i = 0; i < v->core->threads; i++) {
		argv[n++] = "-ex";
		argv[n++] = keep_format("echo \\n@%u\\n",
					v->core->thread[i].number);
		argv[n++] = "-ex";
		argv[n++] = keep_format("thread apply %zu -q -s -- bt %d",
					i + 1, FRAMES);
	}
	argv[n] = NULL;
	return argv;
}

/* A line of gdb's belongs to the thread that was announced last. */
static void take(struct backtraces *b, const struct kview *v, char *said)
{
	size_t thread = K_NOBODY, frames = 0;
	char *rest = NULL;

	for (char *line = strtok_r(said, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest)) {
		if (line[0] == '@') {
			thread = (size_t)strtoul(line + 1, NULL, 10) - 1;
			frames = 0;
		} else if (line[0] == '#' && thread < v->threads &&
			   frames < FRAMES && !strstr(line, " ?? ()")) {
			if (!b->frame[thread]) {
				b->frame[thread] =
					keep_alloc(FRAMES + 1, sizeof(char *));
			}
			b->frame[thread][frames++] = keep_text(line);
		}
	}
}

int backtrace_all(struct backtraces *out, const struct kview *v,
		  const char *core)
{
	static char said[SAID];

	if (process_output(command_line(v, core), said, sizeof(said)) < 0) {
		return tool_missing("gdb-multiarch");
	}
	out->frame = keep_alloc(v->threads + 1, sizeof(*out->frame));
	take(out, v, said);
	return 0;
}
