/*
 * stream.c - frames from lines of text, for the scripts that test k5
 *
 *      KIND LEVEL TASK DROPPED BUILD TICKS [HEX]
 *
 * Numbers as C writes them; HEX is the payload, blanks allowed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frames.h"

static size_t hex(const char *text, uint8_t *out, size_t room)
{
	size_t n = 0;

	while (n < room && *(text += strspn(text, " \n"))) {
		char pair[3] = {text[0], text[1], '\0'};
		out[n++] = (uint8_t)strtoul(pair, NULL, 16);
		text += 2;
	}
	return n;
}

int main(void)
{
	static struct frames f;
	char line[1024];

	while (fgets(line, sizeof(line), stdin)) {
		unsigned long long v[6];
		uint8_t payload[256];
		char *at = line;

		for (int i = 0; i < 6; i++) {
			v[i] = strtoull(at, &at, 0);
		}
		struct frame_head head = {
			.kind = (uint8_t)v[0],
			.level = (uint8_t)v[1],
			.task = (uint8_t)v[2],
			.dropped = (uint16_t)v[3],
			.build = (uint32_t)v[4],
			.ticks = v[5],
		};
		frames_add(&f, head, payload,
			   hex(at, payload, sizeof(payload)));
	}
	return fwrite(f.bytes, 1, f.used, stdout) == f.used ? 0 : 1;
}
