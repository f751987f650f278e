/*
 * config_words.h - names, and lists of words for messages
 *
 * A name of app.toml becomes a C macro: "rx-ring" gives K5_SLOT_RX_RING. Two
 * names that give the same macro are the same name.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum {
	CFG_NAME_MAX = 32
};

/* NULL for a good name, else what is wrong with it. */
const char *name_fault(const char *name, size_t length);

bool name_same(const char *a, const char *b);

/* "a" and "a-size" would both define a macro A_SIZE. */
bool name_sizes_meet(const char *a, const char *b);

/* K5 gives this name a meaning of its own. */
bool name_reserved(const char *name);

/* Words in the order they were added; they are not copied. */
struct words {
	const char **word;
	size_t count;
	size_t room;
};

void words_add(struct words *w, const char *word);
void words_sort(struct words *w);

/* "a, b and c"; "none" without words. Long lists are cut. */
char *words_list(const struct words *w);

/* "did you mean 'x'?", or what there is: "its KINDS are a, b and c". */
char *words_help(const struct words *w, const char *word, const char *kinds);
