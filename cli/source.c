/*
 * source.c - files, lines and sockets, told apart by what they are
 *
 * A path that exists is opened; if it is a terminal, it is a serial line and
 * set to raw bytes. Anything else with a colon and a number is a host.
 */
#include "source.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "config_keep.h"
#include "diag.h"

static const struct {
	long baud;
	speed_t speed;
} speeds[] = {
	{9600, B9600},       {19200, B19200},     {38400, B38400},
	{57600, B57600},     {115200, B115200},   {230400, B230400},
	{460800, B460800},   {500000, B500000},   {921600, B921600},
	{1000000, B1000000}, {1500000, B1500000}, {2000000, B2000000},
	{3000000, B3000000}, {4000000, B4000000},
};

static int refused(const char *from, const char *why)
{
	diag_error((struct diag){.code = "K5-E0504",
				 .help = "--from takes a file, - for standard "
					 "input, HOST:PORT or a serial device"},
		   "cannot read from '%s': %s", from, why);
	return -1;
}

static bool find_speed(long baud, speed_t *out)
{
	for (size_t i = 0; i < sizeof(speeds) / sizeof(speeds[0]); i++) {
		if (speeds[i].baud == baud) {
			*out = speeds[i].speed;
			return true;
		}
	}
	return false;
}

/* Raw bytes, eight bits, no handshake. NULL, or what is wrong. */
static const char *set_line(int fd, long baud)
{
	struct termios t;
	speed_t speed;

	if (!find_speed(baud, &speed)) {
		return "no serial line has that speed";
	}
	if (tcgetattr(fd, &t) != 0) {
		return strerror(errno);
	}
	cfmakeraw(&t);
	t.c_cflag |= CLOCAL | CREAD;
	t.c_cc[VMIN] = 1;
	t.c_cc[VTIME] = 0;
	if (cfsetspeed(&t, speed) != 0 || tcsetattr(fd, TCSANOW, &t) != 0) {
		return strerror(errno);
	}
	return NULL;
}

static int open_path(const char *from, long baud)
{
	struct stat st;
	/* opening a serial line must not wait for its modem */
	int fd = open(from, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &st) != 0) {
		return refused(from, strerror(errno));
	}
	const char *wrong = S_ISDIR(st.st_mode) ? strerror(EISDIR)
			    : isatty(fd)        ? set_line(fd, baud)
						: NULL;
	if (wrong) {
		close(fd);
		return refused(from, wrong);
	}
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
	return fd;
}

int source_connect(const char *host, const char *port)
{
	struct addrinfo wish = {.ai_socktype = SOCK_STREAM};
	struct addrinfo *found = NULL;
	int fd = -1;

	if (getaddrinfo(host, port, &wish, &found) != 0) {
		errno = EADDRNOTAVAIL;
		return -1;
	}
	for (struct addrinfo *a = found; a && fd < 0; a = a->ai_next) {
		fd = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC,
			    a->ai_protocol);
		if (fd >= 0 && connect(fd, a->ai_addr, a->ai_addrlen) != 0) {
			int why = errno;
			close(fd);
			fd = -1;
			errno = why;
		}
	}
	freeaddrinfo(found);
	return fd;
}

int source_open(const char *from, long baud)
{
	const char *colon = strrchr(from, ':');
	bool port = colon && colon[1] &&
		    strspn(colon + 1, "0123456789") == strlen(colon + 1);

	if (strcmp(from, "-") == 0) {
		return STDIN_FILENO;
	}
	if (!port || access(from, F_OK) == 0) {
		return open_path(from, baud);
	}
	const char *host = colon == from
				   ? "127.0.0.1"
				   : keep_bytes(from, (size_t)(colon - from));
	int fd = source_connect(host, colon + 1);
	return fd >= 0 ? fd : refused(from, strerror(errno));
}
