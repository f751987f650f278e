/*
 * completion.c - choosing the shell
 */
#include "completion.h"

#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "diag.h"

bool completion_shown(const struct command *c)
{
	return c->group < GROUP_SHOWN;
}

const char *completion_action(const struct lister *list, const char *values)
{
	while (*list->values && strcmp(list->values, values) != 0) {
		list++;
	}
	return strcmp(list->values, values) == 0 ? list->action : NULL;
}

void completion_choices(const char *values)
{
	for (; *values; values++) {
		putchar(*values == '|' ? ' ' : *values);
	}
}

const char *completion_words(const struct command *c)
{
	if (strcmp(c->arguments, "[PATH]") == 0) {
		return "@dirs";
	}
	return strcmp(c->arguments, "SHELL") == 0 ? "bash|zsh|fish" : "";
}

int command_COMPLETION(const struct args *args)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} shell[] = {
		{"bash", completion_bash},
		{"zsh", completion_zsh},
		{"fish", completion_fish},
	};

	for (size_t i = 0; i < sizeof(shell) / sizeof(shell[0]); i++) {
		if (strcmp(shell[i].name, args->word[0]) == 0) {
			shell[i].print();
			return K5X_OK;
		}
	}
	diag_error((struct diag){.code = "K5-E0104",
				 .help = "there is completion for bash, zsh "
					 "and fish"},
		   "no completion for the shell '%s'", args->word[0]);
	return K5X_USAGE;
}
