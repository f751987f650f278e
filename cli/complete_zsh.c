/*
 * complete_zsh.c - completion for zsh, in the words of _arguments
 */
#include <stdio.h>
#include <string.h>

#include "completion.h"

static const struct lister lister[] = {
	{"@boards", "(" LIST_BOARDS ")"},
	{"@examples", "(" LIST_EXAMPLES ")"},
	{"@files", "_files"},
	{"@dirs", "_files -/"},
	{"@number", " "},
	{"@seconds", " "},
	{"", " "},
};

/* Text inside single quotes; brackets and colons mean something to zsh. */
static void quoted(const char *text)
{
	for (; *text; text++) {
		if (*text == '\'') {
			fputs("'\\''", stdout);
			continue;
		}
		if (strchr("[]:\\", *text)) {
			putchar('\\');
		}
		putchar(*text);
	}
}

static void action(const char *values)
{
	const char *found = completion_action(lister, values);

	if (found) {
		fputs(found, stdout);
	} else {
		putchar('(');
		completion_choices(values);
		putchar(')');
	}
}

static void one_form(const char *dashes, const char *name,
		     const struct option *o)
{
	printf(" \\\n\t\t\t'%s%s[", dashes, name);
	quoted(o->summary);
	putchar(']');
	for (const char *word = o->argument; *word;) {
		int n = (int)strcspn(word, " ");

		printf(":%.*s:", n, word);
		action(o->values);
		word += n + (word[n] == ' ');
	}
	putchar('\'');
}

static void options(const struct command *c)
{
	for (size_t id = 0; id < OPT_COUNT; id++) {
		const struct option *o = &k5_option[id];
		char letter[2] = {o->letter, '\0'};

		if (!command_takes(c, (enum option_id)id)) {
			continue;
		}
		one_form("--", o->name, o);
		if (o->letter) {
			one_form("-", letter, o);
		}
	}
}

static void command_case(const struct command *c)
{
	printf("\t\t%s)\n\t\t\t_arguments", c->name);
	options(c);
	if (c->most > 0) {
		fputs(" \\\n\t\t\t'*:", stdout);
		quoted(c->arguments);
		putchar(':');
		action(completion_words(c));
		putchar('\'');
	}
	fputs("\n\t\t\t;;\n", stdout);
}

static void descriptions(void)
{
	fputs("\tcommand)\n\t\tlocal -a commands=(\n", stdout);
	for (size_t i = 0; i < CMD_COUNT; i++) {
		if (completion_shown(&k5_command[i])) {
			printf("\t\t\t'%s:", k5_command[i].name);
			quoted(k5_command[i].summary);
			fputs("'\n", stdout);
		}
	}
	fputs("\t\t)\n\t\t_describe command commands\n\t\t;;\n", stdout);
}

void completion_zsh(void)
{
	fputs("#compdef k5\n"
	      "_k5() {\n"
	      "\tlocal line state\n"
	      "\t_arguments -C",
	      stdout);
	options(NULL);
	fputs(" \\\n\t\t\t'1: :->command' '*:: :->rest'\n"
	      "\tcase $state in\n",
	      stdout);
	descriptions();
	fputs("\trest)\n\t\tcase $line[1] in\n", stdout);
	for (size_t i = 0; i < CMD_COUNT; i++) {
		if (completion_shown(&k5_command[i])) {
			command_case(&k5_command[i]);
		}
	}
	fputs("\t\tesac\n\t\t;;\n\tesac\n}\n"
	      "if [ \"$funcstack[1]\" = _k5 ]; then\n\t_k5 \"$@\"\nelse\n"
	      "\tcompdef _k5 k5\nfi\n",
	      stdout);
}
