/*
 * clean.c - text from a device, made harmless
 *
 * A task may log any bytes. Well-formed UTF-8 passes; control characters, C1
 * controls and broken sequences are spelled out, so that no log line can move
 * the cursor, set the title, or break a JSON reader.
 */
#include "format.h"

#include <stdbool.h>

/* The length of the UTF-8 sequence that `lead` starts, 0 if none does. */
static size_t sequence(unsigned char lead)
{
	if (lead < 0x80) {
		return 1;
	}
	if (lead >= 0xc2 && lead < 0xe0) {
		return 2;
	}
	if (lead >= 0xe0 && lead < 0xf0) {
		return 3;
	}
	return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

/* Second bytes that would encode a C1 control, an overlong form, a surrogate
 * or something above the last character. */
static bool second_ok(unsigned char lead, unsigned char second)
{
	switch (lead) {
	case 0xc2:
		return second >= 0xa0;
	case 0xe0:
		return second >= 0xa0;
	case 0xed:
		return second < 0xa0;
	case 0xf0:
		return second >= 0x90;
	case 0xf4:
		return second < 0x90;
	default:
		return true;
	}
}

/* Bytes of the well-formed, printable character at `at`, 0 if it is none. */
static size_t printable(const unsigned char *at, size_t left)
{
	size_t n = sequence(at[0]);

	if (n == 1) {
		return at[0] >= 0x20 && at[0] != 0x7f;
	}
	if (n == 0 || n > left || !second_ok(at[0], at[1])) {
		return 0;
	}
	for (size_t i = 1; i < n; i++) {
		if ((at[i] & 0xc0) != 0x80) {
			return 0;
		}
	}
	return n;
}

void format_clean(FILE *out, const char *bytes, size_t length)
{
	const unsigned char *at = (const unsigned char *)bytes;

	while (length > 0) {
		size_t n = printable(at, length);

		if (n > 0) {
			fwrite(at, 1, n, out);
		} else if (*at == '\n') {
			fputs("\\n", out);
		} else if (*at == '\t') {
			fputc(' ', out);
		} else {
			fprintf(out, "\\x%02x", *at);
		}
		n = n ? n : 1;
		at += n;
		length -= n;
	}
}
