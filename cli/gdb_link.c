/*
 * gdb_link.c - packets: $text#sum, each answered
 *
 * A stub answers every question in its turn, so there is one question under way
 * at a time. Acknowledgements are given and not waited for: the streams below do
 * not lose bytes, and a wrong sum means that no stub is there.
 */
#include "gdb_link.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "config_keep.h"
#include "source.h"

enum {
	ANSWER_MS = 10000,
	CHUNK = 0x400 /* bytes of memory a question: any stub has room */
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool put(struct gdb_link *g, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = send(g->fd, bytes, length, MSG_NOSIGNAL);

		if (n < 0 && errno != EINTR) {
			return false;
		}
		if (n > 0) {
			bytes += n;
			length -= (size_t)n;
		}
	}
	return true;
}

static uint8_t sum_of(const char *text, size_t length)
{
	uint8_t sum = 0;

	for (size_t i = 0; i < length; i++) {
		sum = (uint8_t)(sum + (uint8_t)text[i]);
	}
	return sum;
}

static bool ask(struct gdb_link *g, const char *question)
{
	char packet[128];
	int n = snprintf(packet, sizeof(packet), "$%s#%02x", question,
			 sum_of(question, strlen(question)));

	return put(g, packet, (size_t)n);
}

/* Takes what has come; a whole packet leaves its text in `out`. */
static bool packet_in(struct gdb_link *g, char *out, size_t size, bool *whole)
{
	char *start = memchr(g->in, '$', g->used);
	char *end =
		start ? memchr(start, '#', g->used - (size_t)(start - g->in))
		      : NULL;

	*whole = end && g->used - (size_t)(end - g->in) >= 3;
	if (!*whole) {
		return g->used < sizeof(g->in);
	}
	size_t length = (size_t)(end - start) - 1;
	char sum[3] = {end[1], end[2], '\0'};

	if (length >= size ||
	    strtoul(sum, NULL, 16) != sum_of(start + 1, length)) {
		return false;
	}
	memcpy(out, start + 1, length);
	out[length] = '\0';
	g->used -= (size_t)(end + 3 - g->in);
	memmove(g->in, end + 3, g->used);
	return put(g, "+", 1);
}

/* Bytes, if they come before `end`; -1 is never. */
static enum link_end more(struct gdb_link *g, int64_t end, int signals)
{
	struct pollfd from[2] = {{.fd = g->fd, .events = POLLIN},
				 {.fd = signals, .events = POLLIN}};
	int64_t left = end < 0 ? -1 : end - now_ms();

	if (left < 0 && end >= 0) {
		return LINK_TIMEOUT;
	}
	int ready = poll(from, 2, left > 60000 ? 60000 : (int)left);
	if (ready > 0 && from[1].revents) {
		return LINK_SIGNAL;
	}
	if (ready <= 0 || !from[0].revents) {
		return ready < 0 && errno != EINTR ? LINK_GONE : LINK_HALTED;
	}
	ssize_t n = read(g->fd, g->in + g->used, sizeof(g->in) - g->used);
	if (n <= 0) {
		return LINK_GONE;
	}
	g->used += (size_t)n;
	return LINK_HALTED;
}

static enum link_end answer(struct gdb_link *g, char *out, size_t size,
			    int64_t end, int signals)
{
	bool whole = false;

	for (;;) {
		if (!packet_in(g, out, size, &whole)) {
			return LINK_GONE;
		}
		if (whole && out[0] == 'O' && out[1] != 'K') {
			continue; /* words of OpenOCD's for a console */
		}
		if (whole) {
			return LINK_HALTED;
		}
		enum link_end e = more(g, end, signals);
		if (e != LINK_HALTED) {
			return e;
		}
	}
}

/*
 * QEMU says twice of a target that ran before that it has halted: once since it has,
 * once since it was asked. The second is no answer to what is asked next.
 */
static bool asked(struct gdb_link *g, const char *question, char *out,
		  size_t size)
{
	int64_t end = now_ms() + ANSWER_MS;
	bool halts = strcmp(question, "?") == 0;
	bool got = ask(g, question);

	do {
		got = got && answer(g, out, size, end, -1) == LINK_HALTED;
	} while (got && !halts && (out[0] == 'T' || out[0] == 'S'));
	return got;
}

static int connect_path(const char *path)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(to.sun_path, sizeof(to.sun_path), "%s", path);
	if (fd >= 0 &&
	    connect(fd, (const struct sockaddr *)&to, sizeof(to)) != 0) {
		int why = errno;
		close(fd);
		errno = why;
		return -1;
	}
	return fd;
}

static int connect_to(const char *where)
{
	const char *colon = strrchr(where, ':');

	if (strchr(where, '/') || !colon) {
		return connect_path(where);
	}
	return source_connect(
		colon == where ? "127.0.0.1"
			       : keep_bytes(where, (size_t)(colon - where)),
		colon + 1);
}

bool link_open(struct gdb_link *g, const char *where)
{
	char reply[LINK_PACKET];

	*g = (struct gdb_link){.fd = connect_to(where)};
	if (g->fd < 0) {
		return false;
	}
	if (!asked(g, "?", reply, sizeof(reply)) ||
	    !strchr("ST", reply[0] ? reply[0] : 'x')) {
		close(g->fd);
		g->fd = -1;
		errno = EPROTO;
		return false;
	}
	return true;
}

void link_close(struct gdb_link *g, bool go)
{
	char reply[LINK_PACKET];

	if (g->fd < 0) {
		return;
	}
	if (go) {
		asked(g, "D", reply, sizeof(reply));
	}
	close(g->fd);
	g->fd = -1;
}

/* Bytes of a text of digits; 0: it is none, or there are too many. */
static size_t from_hex(const char *text, uint8_t *out, size_t size)
{
	size_t n = strlen(text) / 2;

	if (n > size ||
	    strspn(text, "0123456789abcdefABCDEFxX") != strlen(text)) {
		return 0;
	}
	for (size_t i = 0; i < n; i++) {
		char byte[3] = {text[2 * i], text[2 * i + 1], '\0'};

		out[i] = (uint8_t)strtoul(byte, NULL, 16);
	}
	return n;
}

size_t link_registers(struct gdb_link *g, uint8_t *out, size_t size)
{
	char reply[LINK_PACKET];

	return asked(g, "g", reply, sizeof(reply)) ? from_hex(reply, out, size)
						   : 0;
}

bool link_read(struct gdb_link *g, uint64_t address, void *out, size_t size)
{
	uint8_t *to = out;
	char question[64], reply[LINK_PACKET];

	while (size > 0) {
		size_t n = size < CHUNK ? size : CHUNK;

		snprintf(question, sizeof(question), "m%llx,%zx",
			 (unsigned long long)address, n);
		if (!asked(g, question, reply, sizeof(reply)) ||
		    from_hex(reply, to, n) != n) {
			return false;
		}
		address += n;
		to += n;
		size -= n;
	}
	return true;
}

bool link_watch(struct gdb_link *g, uint64_t address, bool on)
{
	char question[64], reply[LINK_PACKET];

	snprintf(question, sizeof(question), "%c2,%llx,4", on ? 'Z' : 'z',
		 (unsigned long long)address);
	return asked(g, question, reply, sizeof(reply)) &&
	       strcmp(reply, "OK") == 0;
}

bool link_physical(struct gdb_link *g, bool on)
{
	char reply[LINK_PACKET];

	return asked(g, on ? "Qqemu.PhyMemMode:1" : "Qqemu.PhyMemMode:0", reply,
		     sizeof(reply)) &&
	       strcmp(reply, "OK") == 0;
}

bool link_break(struct gdb_link *g, uint64_t address, bool on)
{
	char question[64], reply[LINK_PACKET];

	snprintf(question, sizeof(question), "%c1,%llx,2", on ? 'Z' : 'z',
		 (unsigned long long)address);
	return asked(g, question, reply, sizeof(reply)) &&
	       strcmp(reply, "OK") == 0;
}

bool link_set(struct gdb_link *g, unsigned number, uint32_t value)
{
	char question[64], reply[LINK_PACKET];

	snprintf(question, sizeof(question), "P%x=%08x", number,
		 __builtin_bswap32(value));
	/* QEMU knows single registers only after it was asked what there are */
	return asked(g, "qXfer:features:read:target.xml:0,400", reply,
		     sizeof(reply)) &&
	       asked(g, question, reply, sizeof(reply)) &&
	       strcmp(reply, "OK") == 0;
}

/* Waits for the word that the target has halted, or ended. */
static enum link_end halted(struct gdb_link *g, int timeout_ms, int signals)
{
	char reply[LINK_PACKET];
	enum link_end e =
		answer(g, reply, sizeof(reply),
		       timeout_ms < 0 ? -1 : now_ms() + timeout_ms, signals);

	return e == LINK_HALTED && !strchr("ST", reply[0] ? reply[0] : 'x')
		       ? LINK_GONE
		       : e;
}

enum link_end link_step(struct gdb_link *g)
{
	return ask(g, "s") ? halted(g, ANSWER_MS, -1) : LINK_GONE;
}

enum link_end link_run(struct gdb_link *g, int timeout_ms, int signals)
{
	enum link_end e =
		ask(g, "c") ? halted(g, timeout_ms, signals) : LINK_GONE;

	if (e == LINK_TIMEOUT || e == LINK_SIGNAL) {
		enum link_end stop =
			put(g, "\3", 1) ? halted(g, ANSWER_MS, -1) : LINK_GONE;
		return stop == LINK_HALTED ? e : LINK_GONE;
	}
	return e;
}
