/*
 * peer.c - the other end of a line: sends a file to whoever reads
 *
 *      peer tcp FILE       prints a port of this machine, serves once
 *      peer tcp:PORT FILE  the same, at this port
 *      peer pty FILE       prints a terminal's name, sends when it was opened
 *
 * With nothing to send it stays silent until it is killed.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

static int tcp(const char *port)
{
	struct sockaddr_in a = {.sin_family = AF_INET};
	socklen_t n = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	a.sin_port = htons((uint16_t)atoi(port));
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (bind(fd, (struct sockaddr *)&a, n) != 0 || listen(fd, 1) != 0 ||
	    getsockname(fd, (struct sockaddr *)&a, &n) != 0) {
		exit(1);
	}
	printf("%d\n", ntohs(a.sin_port));
	fflush(stdout);
	return accept(fd, NULL, NULL);
}

/* True if the reader has set its end to raw bytes. */
static int is_raw(const char *name)
{
	struct termios t;
	int fd = open(name, O_RDWR | O_NOCTTY);
	int raw = tcgetattr(fd, &t) == 0 && !(t.c_lflag & (ICANON | ECHO)) &&
		  !(t.c_iflag & ICRNL);

	close(fd);
	return raw;
}

static int pty(void)
{
	int fd = posix_openpt(O_RDWR | O_NOCTTY);

	if (fd < 0 || grantpt(fd) != 0 || unlockpt(fd) != 0) {
		exit(1);
	}
	char *name = ptsname(fd);
	printf("%s\n", name);
	fflush(stdout);
	for (int i = 0; i < 500 && !is_raw(name); i++) {
		usleep(10000);
	}
	return fd;
}

int main(int argc, char **argv)
{
	char bytes[4096];
	FILE *in = argc == 3 ? fopen(argv[2], "r") : NULL;

	if (!in) {
		return 2;
	}
	alarm(60); /* nobody came: a test fails, it does not hang */
	size_t n = fread(bytes, 1, sizeof(bytes), in);
	const char *colon = strchr(argv[1], ':');
	int line = argv[1][0] == 't' ? tcp(colon ? colon + 1 : "0") : pty();

	if (write(line, bytes, n) != (ssize_t)n) {
		return 1;
	}
	if (n == 0) {
		pause();
	}
	usleep(300000); /* a terminal's unread bytes die with its other end */
	return 0;
}
