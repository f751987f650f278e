/*
 * config_words.c - names, and lists of words for messages
 *
 * Names are compared as the C macros they become: letters in upper case, '-'
 * as '_'. Only ASCII letters count; the locale has no say in what compiles.
 */
#include "config_words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "config_keep.h"
#include "nearest.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

const char *name_fault(const char *name, size_t length)
{
	if (length == 0) {
		return "empty";
	}
	if (length > CFG_NAME_MAX) {
		return "longer than 32 characters";
	}
	if (!is_letter(name[0])) {
		return "does not start with a letter";
	}
	for (size_t i = 0; i < length; i++) {
		char c = name[i];
		if (!is_letter(c) && !is_digit(c) && c != '-' && c != '_') {
			return c == ' ' ? "a space is not allowed"
					: "a character that is not allowed";
		}
	}
	return NULL;
}

static char macro_char(char c)
{
	if (c >= 'a' && c <= 'z') {
		return (char)(c - 'a' + 'A');
	}
	return c == '-' ? '_' : c;
}

/* How many characters of a and b agree as macros. */
static size_t name_common(const char *a, const char *b)
{
	size_t i = 0;
	while (a[i] && macro_char(a[i]) == macro_char(b[i])) {
		i++;
	}
	return i;
}

bool name_same(const char *a, const char *b)
{
	size_t i = name_common(a, b);
	return a[i] == b[i];
}

bool name_sizes_meet(const char *a, const char *b)
{
	return name_same(a, b) || name_same(keep_format("%s-size", a), b) ||
	       name_same(a, keep_format("%s-size", b));
}

bool name_reserved(const char *name)
{
	static const char *const roots[] = {"reply", "free"};
	for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++) {
		size_t length = strlen(roots[i]);
		if (name_common(name, roots[i]) == length &&
		    (!name[length] || macro_char(name[length]) == '_')) {
			return true;
		}
	}
	return false;
}

void words_add(struct words *w, const char *word)
{
	if (w->count == w->room) {
		size_t room = w->room ? 2 * w->room : 16;
		const char **more = keep_alloc(room, sizeof *more);
		if (w->count > 0) {
			memcpy(more, w->word, w->count * sizeof *more);
		}
		w->word = more;
		w->room = room;
	}
	w->word[w->count++] = word;
}

static int by_word(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void words_sort(struct words *w)
{
	if (w->count > 1) {
		qsort(w->word, w->count, sizeof *w->word, by_word);
	}
}

char *words_list(const struct words *w)
{
	enum {
		SHOWN = 24
	};
	char *list = keep_text(w->count > 0 ? w->word[0] : "none");
	size_t shown = w->count < SHOWN ? w->count : SHOWN;
	for (size_t i = 1; i < shown; i++) {
		const char *between = i + 1 == w->count ? " and " : ", ";
		list = keep_format("%s%s%s", list, between, w->word[i]);
	}
	return shown < w->count ? keep_format("%s, ...", list) : list;
}

/* The one word that goes on where this one, of some length, stops; or NULL. */
static const char *sole_beginning(const struct words *w, const char *word)
{
	enum {
		LEAST = 4
	};
	const char *found = NULL;
	size_t length = strlen(word);
	for (size_t i = 0; i < w->count && length >= LEAST; i++) {
		if (strncmp(w->word[i], word, length) == 0) {
			if (found) {
				return NULL;
			}
			found = w->word[i];
		}
	}
	return found;
}

char *words_help(const struct words *w, const char *word, const char *kinds)
{
	struct nearest near = nearest_to(word);
	for (size_t i = 0; i < w->count; i++) {
		nearest_offer(&near, w->word[i]);
	}
	if (!near.best) {
		near.best = sole_beginning(w, word);
	}
	if (near.best) {
		return keep_format("did you mean '%s'?", near.best);
	}
	if (w->count == 0) {
		return keep_format("there are no %s", kinds);
	}
	return keep_format("the %s are %s", kinds, words_list(w));
}
