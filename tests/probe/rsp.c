/*
 * rsp.c - packets `$text#sum`, one question and one answer at a time
 */
#include "rsp.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum {
	PACKET = 4096,
	TRIES = 500,
	PAUSE_NS = 10000000
};

static int line = -1;
static unsigned word_size;
static char answer[PACKET];

_Noreturn static void give_up(const char *what)
{
	fprintf(stderr, "probe: %s: %s\n", what, strerror(errno));
	exit(2);
}

static char next_char(void)
{
	static char buffer[PACKET];
	static ssize_t have, at;

	if (at == have) {
		have = read(line, buffer, sizeof(buffer));
		at = 0;
		if (have <= 0)
			give_up("QEMU has gone");
	}
	return buffer[at++];
}

/* The text of the next packet; the sum is the transport's to check. */
static void receive(void)
{
	size_t n = 0;
	char c;

	while (next_char() != '$') {
	}
	while ((c = next_char()) != '#') {
		if (n + 1 < sizeof(answer))
			answer[n++] = c;
	}
	answer[n] = '\0';
	next_char();
	next_char();
}

__attribute__((format(printf, 1, 2))) static void ask(const char *format, ...)
{
	static char text[PACKET], packet[PACKET + 8];
	va_list args;
	uint8_t sum = 0;
	int length;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	for (const char *c = text; *c; c++)
		sum = (uint8_t)(sum + (uint8_t)*c);
	length = snprintf(packet, sizeof(packet), "$%s#%02x", text, sum);
	if (write(line, packet, (size_t)length) != length)
		give_up("QEMU does not listen");
	receive();
	if (answer[0] == 'E') {
		fprintf(stderr, "probe: QEMU refuses %s\n", text);
		exit(2);
	}
}

void rsp_open(const char *path, unsigned word)
{
	struct sockaddr_un name = {.sun_family = AF_UNIX};
	const struct timespec pause = {.tv_nsec = PAUSE_NS};
	int tries = 0;

	word_size = word;
	snprintf(name.sun_path, sizeof(name.sun_path), "%s", path);
	line = socket(AF_UNIX, SOCK_STREAM, 0);
	while (connect(line, (struct sockaddr *)&name, sizeof(name)) != 0) {
		if (++tries == TRIES)
			give_up(path);
		nanosleep(&pause, NULL);
	}
	/* who has read this may name registers one by one */
	ask("qXfer:features:read:target.xml:0,ffb");
	ask("?");
}

static uint8_t hex(char c)
{
	return (uint8_t)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
}

static void bytes_of(uint8_t *bytes, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		bytes[i] = (uint8_t)(hex(answer[2 * i]) << 4 |
				     hex(answer[2 * i + 1]));
}

static void text_of(char *text, const uint8_t *bytes, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		sprintf(text + 2 * (size_t)i, "%02x", bytes[i]);
}

uint64_t rsp_register(unsigned number)
{
	uint8_t bytes[8] = {0};
	uint64_t value = 0;

	ask("p%x", number);
	bytes_of(bytes, word_size);
	for (unsigned i = word_size; i-- > 0;)
		value = value << 8 | bytes[i];
	return value;
}

void rsp_register_set(unsigned number, uint64_t value)
{
	uint8_t bytes[8];
	char text[17];

	for (unsigned i = 0; i < word_size; i++)
		bytes[i] = (uint8_t)(value >> 8 * i);
	text_of(text, bytes, word_size);
	ask("P%x=%s", number, text);
}

void rsp_read(uint64_t address, uint8_t *bytes, unsigned count)
{
	ask("m%llx,%x", (unsigned long long)address, count);
	bytes_of(bytes, count);
}

void rsp_write(uint64_t address, const uint8_t *bytes, unsigned count)
{
	char text[PACKET / 2];

	text_of(text, bytes, count);
	ask("M%llx,%x:%s", (unsigned long long)address, count, text);
}

void rsp_run_to(uint64_t address)
{
	ask("Z0,%llx,2", (unsigned long long)address);
	ask("c");
	ask("z0,%llx,2", (unsigned long long)address);
}

void rsp_step(void)
{
	ask("s");
}
