/*
 * ninja.h - words that ninja and the shell read as they were meant
 */
#pragma once

#include "text.h"

/* A path in a build statement. */
void ninja_path(struct text *t, const char *path);

/* One argument of a command, in a variable's value: a blank, then the word. */
void ninja_word(struct text *t, const char *word);

/* The same, printf-like. */
void ninja_words(struct text *t, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
