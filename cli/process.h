/*
 * process.h - other programs: QEMU, OpenOCD, compilers asked for a version
 *
 * A program started here never outlives k5. It runs in a group of its own; it
 * is killed by the kernel when k5 dies, however k5 dies (PR_SET_PDEATHSIG);
 * and process_stop ends its whole group, politely first.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct process {
	pid_t pid;
	int out; /* read end of its standard output, or -1 */
	int err; /* read end of its standard error, or -1 */
};

/* Which of its streams k5 reads; the others are k5's own. */
enum process_read {
	PROCESS_OUT = 1,
	PROCESS_ERR = 2,
	PROCESS_BOTH = 3
};

/*
 * Starts argv[0], looked up in PATH, with nothing on its standard input.
 * 0, or the errno of why not (ENOENT: no such program).
 */
int process_start(struct process *p, char *const argv[],
		  enum process_read read);

/* Waits for its end. Its exit status, or 128 + the signal that ended it. */
int process_wait(struct process *p);

/* The same without waiting: -1 while it runs. */
int process_poll(struct process *p);

/* What it says on standard error until it ends, on ours. */
void process_relay(struct process *p);

/* Ends it if it still runs: SIGTERM, and SIGKILL when that is not heard. */
void process_stop(struct process *p);

/* Ends at once what has nothing to put in order first. */
void process_kill(struct process *p);

/*
 * Runs argv to its end and collects the first bytes it prints, both streams,
 * as text. Its exit status, or -1 if it could not be started.
 */
int process_capture(char *const argv[], char *text, size_t size);

/* The same without what it says on standard error, which could cut a line in two. */
int process_output(char *const argv[], char *text, size_t size);

/* True if the program is found in PATH, or at its path. */
bool process_exists(const char *program);

/*
 * From now on SIGINT, SIGTERM and SIGHUP do not end k5 but can be read from
 * the descriptor returned (signalfd); programs started later get them as
 * usual. -1 if that is impossible.
 */
int process_signals(void);

/* The signal waiting in that descriptor, 0 if none. */
int process_signal(int fd);

/*
 * Runs argv with k5's own streams and terminal to its end; Ctrl-C is its own matter.
 * Its exit status, or 127 if it could not be started.
 */
int process_foreground(char *const argv[]);
