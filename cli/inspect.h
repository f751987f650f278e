/*
 * inspect.h - a machine's threads and tasks, for people and for programs
 */
#pragma once

#include <stdio.h>

#include "kview.h"

/* Frames of each thread, innermost first, as gdb words them; see backtrace.c. */
struct backtraces {
	char ***frame; /* of thread i, ended by NULL; NULL: there are none */
};

/*
 * Asks gdb about the core in that file, which `v` reads. 0, or an exit code after
 * saying that there is no gdb.
 */
int backtrace_all(struct backtraces *out, const struct kview *v,
		  const char *core);

/* The command line's first argument, if it is a core's file and not an app. */
const char *core_named(const struct args *args);

/*
 * A core, and the app it is of: the one it names, or the second argument. 0, or an
 * exit code after saying what does not fit.
 */
int core_app(const struct args *args, const char *path, struct app *app,
	     struct core *c);

/* "ready": one word for each state. */
const char *inspect_state(const struct kview *v, const struct k_thread *t);

/* "waits for the answer of server, on the time of client_a". Kept. */
const char *inspect_words(const struct kview *v, const struct k_thread *t);

/*
 * Who could end a thread's waiting: threads and tasks by name, at most `size`.
 * Who may send at its endpoint if it receives there, and so on.
 */
size_t inspect_others(const struct kview *v, const struct k_thread *t,
		      const char **out, size_t size);

void inspect_text(const struct kview *v, const struct backtraces *b, FILE *out);
void inspect_json(const struct kview *v, const struct backtraces *b, FILE *out);
