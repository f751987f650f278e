/*
 * complete_fish.c - completion for fish, one `complete` a fact
 */
#include <stdio.h>

#include "completion.h"

static const struct lister lister[] = {
	{"@boards", "-x -a '(k5 internal-list boards 2>/dev/null)'"},
	{"@examples", "-x -a '(k5 internal-list examples 2>/dev/null)'"},
	{"@files", "-r -F"},
	{"@dirs", "-x -a '(__fish_complete_directories)'"},
	{"@number", "-x"},
	{"@seconds", "-x"},
	{"", "-x"},
};

static void quoted(const char *text)
{
	putchar('\'');
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\') {
			putchar('\\');
		}
		putchar(*text);
	}
	putchar('\'');
}

static void values_of(const char *values)
{
	const char *action = completion_action(lister, values);

	if (action) {
		printf(" %s", action);
	} else {
		fputs(" -x -a '", stdout);
		completion_choices(values);
		putchar('\'');
	}
}

/* `command` is NULL for options that may stand anywhere. */
static void option(const struct option *o, const struct command *command)
{
	fputs("complete -c k5", stdout);
	if (command) {
		printf(" -n '__fish_seen_subcommand_from %s'", command->name);
	}
	printf(" -l %s", o->name);
	if (o->letter) {
		printf(" -s %c", o->letter);
	}
	if (*o->argument) {
		values_of(o->values);
	}
	fputs(" -d ", stdout);
	quoted(o->summary);
	putchar('\n');
}

static void options(uint64_t which, const struct command *command)
{
	for (size_t id = 0; id < OPT_COUNT; id++) {
		if (which >> id & 1) {
			option(&k5_option[id], command);
		}
	}
}

static void one_command(const struct command *c)
{
	printf("complete -c k5 -n __fish_use_subcommand -a %s -d ", c->name);
	quoted(c->summary);
	putchar('\n');
	options(c->options & ~k5_global_options, c);
	if (*completion_words(c)) {
		printf("complete -c k5 -n '__fish_seen_subcommand_from %s'",
		       c->name);
		values_of(completion_words(c));
		putchar('\n');
	}
}

void completion_fish(void)
{
	fputs("# fish completion for k5: k5 completion fish | source\n"
	      "complete -c k5 -f\n",
	      stdout);
	options(k5_global_options, NULL);
	for (size_t i = 0; i < CMD_COUNT; i++) {
		if (completion_shown(&k5_command[i])) {
			one_command(&k5_command[i]);
		}
	}
}
