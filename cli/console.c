/*
 * console.c - keys to the app, its words to us
 *
 * A terminal is set to give each key at once and to echo nothing: the app does
 * that. What it prints is still processed, for the log may go there as well.
 */
#include "console.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

#include "app.h"
#include "commands.h"
#include "config_keep.h"
#include "diag.h"

enum {
	LEAVE = 0x1d /* Ctrl-] */
};

static struct termios as_it_was;

static void set_back(void)
{
	tcsetattr(STDIN_FILENO, TCSANOW, &as_it_was);
}

int console_check(const struct model *m)
{
	struct diag d = {.code = "K5-E0420"};

	if (m->board.qemu_console == 0) {
		d.help = "a board's file says so with console in its [qemu]";
		diag_error(d, "the emulator of '%s' has no line for a console",
			   m->board.name);
		return K5X_USAGE;
	}
	if (!app_has_window(m, "console")) {
		d.help = "a driver takes it with mmio = [\"console\"]; "
			 "examples/console shows one";
		diag_error(d, "no task of '%s' has the window 'console'",
			   m->name);
		return K5X_USAGE;
	}
	return 0;
}

static void take_terminal(void)
{
	struct termios t;

	tcgetattr(STDIN_FILENO, &as_it_was);
	t = as_it_was;
	cfmakeraw(&t);
	t.c_oflag |= OPOST | ONLCR;
	tcsetattr(STDIN_FILENO, TCSANOW, &t);
	atexit(set_back);
	fputs("k5: Ctrl-] ends the run\n", stderr);
}

int console_open(struct console *c)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) {
		diag_error((struct diag){.code = "K5-E0401"},
			   "no line to the emulator: %s", strerror(errno));
		return K5X_TOOL;
	}
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	c->line = ends[0];
	c->theirs = ends[1];
	c->person = isatty(c->keys);
	if (c->person) {
		take_terminal();
	}
	return 0;
}

size_t console_arguments(const struct console *c, const struct model *m,
			 char **argv)
{
	static char serial[] = "-serial", null[] = "null";
	size_t n = 0;

	for (unsigned line = 1; line < m->board.qemu_console; line++) {
		argv[n++] = serial;
		argv[n++] = null;
	}
	argv[n++] = keep_text("-chardev");
	argv[n++] = keep_format("socket,id=console,fd=%d", c->theirs);
	argv[n++] = serial;
	argv[n++] = keep_text("chardev:console");
	return n;
}

void console_started(struct console *c)
{
	close(c->theirs);
	c->theirs = -1;
}

void console_poll(const struct console *c, struct pollfd *polls)
{
	short takes = c->held_count > 0 ? POLLIN | POLLOUT : POLLIN;

	polls[0] = (struct pollfd){.fd = c->line, .events = takes};
	polls[1] = (struct pollfd){.fd = c->held_count > 0 ? -1 : c->keys,
				   .events = POLLIN};
}

/* What the app said; the end of the emulator is for others to see. */
static void words_come(struct console *c)
{
	char text[1024];
	ssize_t n = read(c->line, text, sizeof(text));

	if (n > 0) {
		fwrite(text, 1, (size_t)n, c->out);
		fflush(c->out);
	} else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
		close(c->line);
		c->line = -1;
		c->held_count = 0;
	}
}

static void keys_go(struct console *c)
{
	ssize_t n = send(c->line, c->held, c->held_count, MSG_NOSIGNAL);

	if (n > 0) {
		c->held_count -= (size_t)n;
		memmove(c->held, c->held + n, c->held_count);
	}
}

static void keys_come(struct console *c)
{
	ssize_t n = read(c->keys, c->held, sizeof(c->held));

	if (n <= 0) {
		c->keys = n < 0 && errno == EINTR ? c->keys : -1;
		return;
	}
	c->held_count = (size_t)n;
	if (c->person && memchr(c->held, LEAVE, c->held_count)) {
		c->left = true;
	}
}

void console_move(struct console *c, const struct pollfd *polls)
{
	if (polls[1].revents) {
		keys_come(c);
	}
	if (polls[0].revents & POLLOUT) {
		keys_go(c);
	}
	if (polls[0].revents & (POLLIN | POLLHUP | POLLERR)) {
		words_come(c);
	}
}

void console_close(struct console *c)
{
	struct pollfd rest[CONSOLE_POLLS];

	while (c->line >= 0) { /* what was said before the end */
		console_poll(c, rest);
		rest[0].events = POLLIN;
		if (poll(rest, 1, 0) <= 0) {
			break;
		}
		words_come(c);
	}
	if (c->line >= 0) {
		close(c->line);
	}
	c->line = -1;
	if (c->person) {
		set_back();
	}
}
