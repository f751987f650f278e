/*
 * ninja.c - words that ninja and the shell read as they were meant
 *
 * A value passes ninja first, for which '$' is special, then the shell, for
 * which much is: so it is quoted for the shell if it has to be, and its '$'
 * doubled.
 */
#include "ninja.h"

#include <stdarg.h>
#include <string.h>

static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "0123456789+,-./:=@_%^";

void ninja_path(struct text *t, const char *path)
{
	for (; *path; path++) {
		if (strchr("$ :", *path))
			text_add(t, "$");
		text_add_bytes(t, path, 1);
	}
}

void ninja_word(struct text *t, const char *word)
{
	bool quote = word[strspn(word, plain)] != '\0';

	text_add(t, quote ? " '" : " ");
	for (; *word; word++) {
		if (*word == '\'')
			text_add(t, "'\\''");
		else if (*word == '$')
			text_add(t, "$$");
		else
			text_add_bytes(t, word, 1);
	}
	text_add(t, quote ? "'" : "");
}

void ninja_words(struct text *t, const char *format, ...)
{
	struct text word = {0};
	va_list args;

	va_start(args, format);
	text_add_v(&word, format, args);
	va_end(args);
	ninja_word(t, word.s ? word.s : "");
	text_free(&word);
}
