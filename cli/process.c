/*
 * process.c - fork, exec, and no orphans
 *
 * The child reports a failed exec through a pipe that a successful one closes,
 * so the parent knows why before it goes on:
 *
 *      k5 --fork--> child: own group, die with parent, streams, exec
 *       `--read--------- errno, or end of file: it runs
 */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	POLITE_MS = 1000,
	STEP_MS = 10
};

static sigset_t ending_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	return set;
}

int process_signals(void)
{
	sigset_t set = ending_signals();

	if (sigprocmask(SIG_BLOCK, &set, NULL) != 0) {
		return -1;
	}
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int process_signal(int fd)
{
	struct signalfd_siginfo info;

	return read(fd, &info, sizeof(info)) == sizeof(info)
		       ? (int)info.ssi_signo
		       : 0;
}

/* The child's side: becomes the program, or exits having said why not. */
_Noreturn static void become(char *const argv[], pid_t parent, const int *out,
			     const int *err, int why)
{
	sigset_t set = ending_signals();
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() == parent) {
		sigprocmask(SIG_UNBLOCK, &set, NULL);
		dup2(null, STDIN_FILENO);
		if (out[1] >= 0) {
			dup2(out[1], STDOUT_FILENO);
		}
		if (err[1] >= 0) {
			dup2(err[1], STDERR_FILENO);
		}
		execvp(argv[0], argv);
	}
	int error = errno;
	if (write(why, &error, sizeof(error)) < 0) {
		_exit(126);
	}
	_exit(127);
}

static void close_pair(int *pair)
{
	for (int i = 0; i < 2; i++) {
		if (pair[i] >= 0) {
			close(pair[i]);
			pair[i] = -1;
		}
	}
}

/* The errno a failed exec left, 0 if the program runs. */
static int exec_error(int fd)
{
	int error = 0;
	ssize_t n;

	do {
		n = read(fd, &error, sizeof(error));
	} while (n < 0 && errno == EINTR);
	return n == sizeof(error) ? error : 0;
}

static int launch(struct process *p, char *const argv[], int *out, int *err,
		  int *why)
{
	pid_t parent = getpid();

	fflush(NULL);
	p->pid = fork();
	if (p->pid < 0) {
		return errno;
	}
	if (p->pid == 0) {
		become(argv, parent, out, err, why[1]);
	}
	setpgid(p->pid, p->pid);
	close(why[1]);
	why[1] = -1;

	int error = exec_error(why[0]);
	if (error != 0) {
		waitpid(p->pid, NULL, 0);
		p->pid = -1;
		return error;
	}
	p->out = out[0];
	p->err = err[0];
	out[0] = -1;
	err[0] = -1;
	return 0;
}

int process_start(struct process *p, char *const argv[], enum process_read read)
{
	int out[2] = {-1, -1};
	int err[2] = {-1, -1};
	int why[2] = {-1, -1};
	int error = 0;

	*p = (struct process){.pid = -1, .out = -1, .err = -1};
	if (pipe2(why, O_CLOEXEC) != 0 ||
	    ((read & PROCESS_OUT) && pipe2(out, O_CLOEXEC) != 0) ||
	    ((read & PROCESS_ERR) && pipe2(err, O_CLOEXEC) != 0)) {
		error = errno;
	} else {
		error = launch(p, argv, out, err, why);
	}
	close_pair(out);
	close_pair(err);
	close_pair(why);
	return error;
}

static int ended(struct process *p, int status)
{
	p->pid = -1;
	for (int *fd = &p->out; fd; fd = fd == &p->out ? &p->err : NULL) {
		if (*fd >= 0) {
			close(*fd);
			*fd = -1;
		}
	}
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}

int process_wait(struct process *p)
{
	int status = 0;

	while (waitpid(p->pid, &status, 0) < 0 && errno == EINTR) {
	}
	return ended(p, status);
}

int process_poll(struct process *p)
{
	int status;

	return waitpid(p->pid, &status, WNOHANG) == p->pid ? ended(p, status)
							   : -1;
}

void process_stop(struct process *p)
{
	struct timespec step = {.tv_nsec = STEP_MS * 1000000L};

	if (p->pid < 0) {
		return;
	}
	kill(-p->pid, SIGTERM);
	for (int ms = 0; ms < POLITE_MS; ms += STEP_MS) {
		pid_t group = p->pid;
		if (process_poll(p) >= 0) {
			kill(-group, SIGKILL);
			return;
		}
		nanosleep(&step, NULL);
	}
	process_kill(p);
}

void process_relay(struct process *p)
{
	char words[512];
	ssize_t n;

	while (p->err >= 0 && (n = read(p->err, words, sizeof(words))) > 0) {
		fwrite(words, 1, (size_t)n, stderr);
	}
}

void process_kill(struct process *p)
{
	if (p->pid >= 0) {
		kill(-p->pid, SIGKILL);
		process_wait(p);
	}
}

/* Reads both streams until both end; keeps what fits, of its errors if wanted. */
static void collect(struct process *p, char *text, size_t size, bool errors)
{
	struct pollfd from[2] = {{.fd = p->out, .events = POLLIN},
				 {.fd = p->err, .events = POLLIN}};
	char rest[512];
	size_t used = 0;

	while (from[0].fd >= 0 || from[1].fd >= 0) {
		if (poll(from, 2, -1) < 0 && errno != EINTR) {
			break;
		}
		for (int i = 0; i < 2; i++) {
			if (from[i].fd < 0 || from[i].revents == 0) {
				continue;
			}
			ssize_t n = read(from[i].fd, rest, sizeof(rest));
			if (n <= 0) {
				from[i].fd = -1;
				continue;
			}
			if (i == 1 && !errors) {
				continue;
			}
			size_t fits = size - 1 - used;
			fits = (size_t)n < fits ? (size_t)n : fits;
			memcpy(text + used, rest, fits);
			used += fits;
		}
	}
	text[used] = '\0';
}

static int capture(char *const argv[], char *text, size_t size, bool errors)
{
	struct process p;

	text[0] = '\0';
	if (process_start(&p, argv, PROCESS_BOTH) != 0) {
		return -1;
	}
	collect(&p, text, size, errors);
	return process_wait(&p);
}

int process_capture(char *const argv[], char *text, size_t size)
{
	return capture(argv, text, size, true);
}

int process_output(char *const argv[], char *text, size_t size)
{
	return capture(argv, text, size, false);
}

int process_foreground(char *const argv[])
{
	int status = 127 << 8;

	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		execvp(argv[0], argv);
		_exit(127);
	}
	void (*before)(int) = signal(SIGINT, SIG_IGN);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
	}
	signal(SIGINT, before);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}

bool process_exists(const char *program)
{
	const char *path = getenv("PATH");

	if (strchr(program, '/')) {
		return access(program, X_OK) == 0;
	}
	while (path && *path) {
		char file[4096];
		int n = (int)strcspn(path, ":");

		snprintf(file, sizeof(file), "%.*s/%s", n, path, program);
		if (access(file, X_OK) == 0) {
			return true;
		}
		path += n;
		path += *path == ':';
	}
	return false;
}
