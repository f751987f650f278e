/*
 * test_format.c - arguments off the wire: every conversion, and every way to
 * be short, long or wrong
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../cli/format.h"

#define D(x) x, sizeof(x) - 1

struct example {
	const char *format;
	const char *bytes;
	size_t length;
	const char *text;
};

static const struct example examples[] = {
	{"plain", D(""), "plain"},
	{"100%%", D(""), "100%"},
	{"%d", D("\x05\0\0\0"), "5"},
	{"%i", D("\xff\xff\xff\xff"), "-1"},
	{"%u", D("\xff\xff\xff\xff"), "4294967295"},
	{"%x %X", D("\xef\xbe\xad\xde\xef\xbe\xad\xde"), "deadbeef DEADBEEF"},
	{"%o", D("\x08\0\0\0"), "10"},
	{"%#x %#o", D("\xff\0\0\0\x08\0\0\0"), "0xff 010"},
	{"%c%c",
	 D("K\0\0\0"
	   "5\0\0\0"),
	 "K5"},
	{"%p", D("\x00\x00\x20\x00"), "0x00200000"},
	{"%hhd %hhu", D("\xff\xff\xff\xff\xff\xff\xff\xff"), "-1 255"},
	{"%hd %hu", D("\xff\xff\xff\xff\xff\xff\xff\xff"), "-1 65535"},
	{"%hd %hhd", D("\0\x80\1\0\x80\1\0\0"), "-32768 -128"},
	{"%hx", D("\x34\x12\xff\xff"), "1234"},
	{"%ld %lu", D("\xfe\xff\xff\xff\xfe\xff\xff\xff"), "-2 4294967294"},
	{"%zu %td", D("\x07\0\0\0\xf9\xff\xff\xff"), "7 -7"},
	{"%zd", D("\xf9\xff\xff\xff"), "-7"},
	{"%lld", D("\xff\xff\xff\xff\xff\xff\xff\xff"), "-1"},
	{"%llx", D("\xf0\xde\xbc\x9a\x78\x56\x34\x12"), "123456789abcdef0"},
	{"%ju %jd", D("\1\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff"),
	 "1 -1"},
	{"%s", D("\5hello"), "hello"},
	{"%s|%s", D("\0\3abc"), "|abc"},
	{"%f", D("\0\0\0\0\0\0\xf8\x3f"), "1.500000"},
	{"%.2f", D("\x1f\x85\xeb\x51\xb8\x1e\x09\x40"), "3.14"},
	{"%e", D("\0\0\0\0\0\0\xf8\x3f"), "1.500000e+00"},
	{"%E", D("\0\0\0\0\0\0\xf8\x3f"), "1.500000E+00"},
	{"%g %G", D("\0\0\0\0\0\0\xf8\x3f\0\0\0\0\0\0\xf8\x3f"), "1.5 1.5"},
	{"%a", D("\0\0\0\0\0\0\xf8\x3f"), "0x1.8p+0"},
	{"%A", D("\0\0\0\0\0\0\xf8\x3f"), "0X1.8P+0"},
	{"%F", D("\0\0\0\0\0\0\xf0\x7f"), "INF"},
	{"%f", D("\0\0\0\0\0\0\xf0\xff"), "-inf"},
	/* flags, widths, precisions */
	{"[%5d]", D("\x2a\0\0\0"), "[   42]"},
	{"[%-5d]", D("\x2a\0\0\0"), "[42   ]"},
	{"[%05d]", D("\x2a\0\0\0"), "[00042]"},
	{"[%+d% d]", D("\x2a\0\0\0\x2a\0\0\0"), "[+42 42]"},
	{"[%.4d]", D("\x2a\0\0\0"), "[0042]"},
	{"[%8.4x]", D("\x2a\0\0\0"), "[    002a]"},
	{"[%6s]", D("\3abc"), "[   abc]"},
	{"[%-6s]", D("\3abc"), "[abc   ]"},
	{"[%.2s]", D("\3abc"), "[ab]"},
	{"[%4c]", D("x\0\0\0"), "[   x]"},
	{"[%12p]", D("\1\0\0\0"), "[  0x00000001]"},
	{"[%-----5d]", D("\x2a\0\0\0"), "[42   ]"},
	{"%.0f", D("\0\0\0\0\0\0\x04\x40"), "2"},
	{"%d %s %lld", D("\1\0\0\0\2hi\2\0\0\0\0\0\0\0"), "1 hi 2"},
	/* short */
	{"%d", D(""), "<cut>"},
	{"a %d b", D("\1\2\3"), "a <cut>"},
	{"%lld", D("\1\2\3\4\5\6\7"), "<cut>"},
	{"%s", D(""), "<cut>"},
	{"%s!", D("\5hel"), "hel<cut>"},
	{"%d %s", D("\1\0\0\0"), "1 <cut>"},
	{"%f", D("\0\0\0\0"), "<cut>"},
	/* long */
	{"%d", D("\1\0\0\0\2"), "1 <+1 bytes>"},
	{"none", D("abc"), "none <+3 bytes>"},
	/* wrong */
	{"%", D(""), ""},
	{"a%", D(""), "a"},
	{"%5", D(""), ""},
	{"%ll", D(""), ""},
	{"%n", D("\1\0\0\0"), "<%n>"},
	{"%y %d", D("\1\0\0\0"), "<%y> <cut>"},
	{"%*d", D("\1\0\0\0\1\0\0\0"), "<%*>d"},
	{"%m", D(""), "<%m>"},
	{"%$d", D(""), "<%$>d"},
};

enum {
	EXAMPLES = sizeof(examples) / sizeof(examples[0])
};

static char *formatted(const char *format, unsigned word, const void *bytes,
		       size_t length)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	/* of exactly this size, so that a sanitizer sees a step beyond */
	uint8_t *copy = malloc(length ? length : 1);

	memcpy(copy, bytes, length);
	format_args(out, format, word, copy, length);
	free(copy);
	fclose(out);
	return text;
}

static void all_examples(void **state)
{
	(void)state;
	for (size_t i = 0; i < EXAMPLES; i++) {
		const struct example *e = &examples[i];
		char *text = formatted(e->format, 4, e->bytes, e->length);

		if (strcmp(text, e->text) != 0) {
			print_error("format '%s'\n", e->format);
		}
		assert_string_equal(text, e->text);
		free(text);
	}
}

/* Fewer bytes than the format asks for always show. */
static void every_prefix(void **state)
{
	(void)state;
	for (size_t i = 0; i < EXAMPLES; i++) {
		const struct example *e = &examples[i];

		if (strchr(e->text, '<')) {
			continue;
		}
		for (size_t n = 0; n < e->length; n++) {
			char *text = formatted(e->format, 4, e->bytes, n);
			assert_non_null(strstr(text, "<cut>"));
			free(text);
		}
	}
}

static void wide_words(void **state)
{
	static const char bytes[] = "\xff\xff\xff\xff\xff\xff\xff\xff";
	char *text = formatted("%ld", 8, bytes, 8);

	(void)state;
	assert_string_equal(text, "-1");
	free(text);
	text = formatted("%p", 8, "\1\2\3\4\5\6\7\x08", 8);
	assert_string_equal(text, "0x0807060504030201");
	free(text);
	text = formatted("%lu", 8, bytes, 4);
	assert_string_equal(text, "<cut>");
	free(text);
}

/* A width meant to fill the disk is no wider than a screen or two. */
static void absurd_widths(void **state)
{
	char *text = formatted("%999999999d", 4, "\1\0\0\0", 4);

	(void)state;
	assert_int_equal(strlen(text), 200);
	free(text);
	text = formatted("%.99999999999999999999f", 4, "\0\0\0\0\0\0\xf8\x3f",
			 8);
	assert_int_equal(strlen(text), 202);
	free(text);
}

static void check_clean(const char *bytes, size_t length, const char *expected)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	format_clean(out, bytes, length);
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
}

static void clean_text(void **state)
{
	(void)state;
	check_clean(D("plain"), "plain");
	check_clean(D("gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x8e\x89"),
		    "gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x8e\x89");
	check_clean(D("\x1b[2Jgone"), "\\x1b[2Jgone");
	check_clean(D("a\nb\tc\r\0d"), "a\\nb c\\x0d\\x00d");
	check_clean(D("\x7f"), "\\x7f");
	/* C1 controls, as one byte and as UTF-8 */
	check_clean(D("\x9b"
		      "2J"),
		    "\\x9b2J");
	check_clean(D("\xc2\x9b"), "\\xc2\\x9b");
	/* broken, overlong, surrogate, above the last */
	check_clean(D("\xc3"), "\\xc3");
	check_clean(D("\xe2\x82"), "\\xe2\\x82");
	check_clean(D("\xc0\xaf"), "\\xc0\\xaf");
	check_clean(D("\xe0\x80\xaf"), "\\xe0\\x80\\xaf");
	check_clean(D("\xed\xa0\x80"), "\\xed\\xa0\\x80");
	check_clean(D("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");
	check_clean(D("\xf0\x80\x80\x80"), "\\xf0\\x80\\x80\\x80");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_examples), cmocka_unit_test(every_prefix),
		cmocka_unit_test(wide_words),   cmocka_unit_test(absurd_widths),
		cmocka_unit_test(clean_text),
	};
	return cmocka_run_group_tests_name("format", tests, NULL, NULL);
}
