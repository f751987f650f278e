/*
 * completion.h - what the three shells' scripts have in common
 *
 * One file a shell prints its script from the table. Values that change
 * (boards, examples) are asked of the tool at the key press, with the hidden
 * `k5 internal-list`.
 */
#pragma once

#include "args.h"

#define LIST_BOARDS   "$(k5 internal-list boards 2>/dev/null)"
#define LIST_EXAMPLES "$(k5 internal-list examples 2>/dev/null)"

/* What one shell does for one kind of values. */
struct lister {
	const char *values; /* "@boards" and so on; "" ends the list */
	const char *action;
};

/* The shell's action for `values`; NULL if they are choices "a|b|c". */
const char *completion_action(const struct lister *list, const char *values);

/* Prints "a b c" for "a|b|c". */
void completion_choices(const char *values);

/* What the words after the command are, as the values of an option. */
const char *completion_words(const struct command *c);

/* Commands that help shows. */
bool completion_shown(const struct command *c);

void completion_bash(void);
void completion_zsh(void);
void completion_fish(void);
