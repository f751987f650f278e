/*
 * complete_bash.c - completion for bash
 *
 * The script first finds the command among the words, then decides by the
 * word before the cursor (an option that takes an argument?), then by the
 * command.
 */
#include <stdio.h>

#include "completion.h"

static const struct lister lister[] = {
	{"@boards", "-W \"" LIST_BOARDS "\""},
	{"@examples", "-W \"" LIST_EXAMPLES "\""},
	{"@files", "-f"},
	{"@dirs", "-d"},
	{"@number", "-W ''"},
	{"@seconds", "-W ''"},
	{"", "-W ''"},
};

static void list(const char *values)
{
	const char *action = completion_action(lister, values);

	fputs("COMPREPLY=($(compgen ", stdout);
	if (action) {
		fputs(action, stdout);
	} else {
		fputs("-W '", stdout);
		completion_choices(values);
		putchar('\'');
	}
	fputs(" -- \"$cur\"))", stdout);
}

/* A case for one option of one command; `name` may be "*" for all. */
static void value_case(const char *name, const struct option *o)
{
	printf("\t%s:--%s", name, o->name);
	if (o->letter) {
		printf(" | %s:-%c", name, o->letter);
	}
	fputs(")\n\t\t", stdout);
	list(o->values);
	fputs("\n\t\treturn\n\t\t;;\n", stdout);
}

/* Cases for those of `which` options that take an argument. */
static void value_cases(const char *name, uint64_t which)
{
	for (size_t id = 0; id < OPT_COUNT; id++) {
		if ((which >> id & 1) && *k5_option[id].argument) {
			value_case(name, &k5_option[id]);
		}
	}
}

static void option_names(const struct command *c)
{
	for (size_t id = 0; id < OPT_COUNT; id++) {
		if (command_takes(c, (enum option_id)id)) {
			printf("--%s ", k5_option[id].name);
		}
	}
}

/* Which words before the command are not it: options and their arguments. */
static void find_command(void)
{
	fputs("\tlocal cmd= skip= word\n"
	      "\tfor word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
	      "\t\tif [[ $skip ]]; then skip=; continue; fi\n"
	      "\t\tcase $word in\n\t\t",
	      stdout);
	const char *bar = "";
	for (size_t id = 0; id < OPT_COUNT; id++) {
		const struct option *o = &k5_option[id];
		if (!(k5_global_options >> id & 1) || !*o->argument) {
			continue;
		}
		printf("%s--%s", bar, o->name);
		if (o->letter) {
			printf(" | -%c", o->letter);
		}
		bar = " | ";
	}
	fputs(") skip=1 ;;\n"
	      "\t\t-*) ;;\n"
	      "\t\t*) cmd=$word; break ;;\n"
	      "\t\tesac\n"
	      "\tdone\n",
	      stdout);
}

static void command_case(const struct command *c)
{
	printf("\t%s)\n\t\tif [[ $cur == -* ]]; then\n"
	       "\t\t\tCOMPREPLY=($(compgen -W '",
	       c->name);
	option_names(c);
	fputs("' -- \"$cur\"))\n\t\telse\n\t\t\t", stdout);
	list(completion_words(c));
	fputs("\n\t\tfi\n\t\t;;\n", stdout);
}

static void no_command_case(void)
{
	fputs("\t'')\n\t\tCOMPREPLY=($(compgen -W '", stdout);
	for (size_t i = 0; i < CMD_COUNT; i++) {
		if (completion_shown(&k5_command[i])) {
			printf("%s ", k5_command[i].name);
		}
	}
	option_names(NULL);
	fputs("' -- \"$cur\"))\n\t\t;;\n", stdout);
}

void completion_bash(void)
{
	fputs("# bash completion for k5: source <(k5 completion bash)\n"
	      "_k5() {\n"
	      "\tlocal cur=${COMP_WORDS[COMP_CWORD]}\n"
	      "\tlocal prev=${COMP_WORDS[COMP_CWORD-1]}\n",
	      stdout);
	find_command();
	fputs("\tcase \"$cmd:$prev\" in\n", stdout);
	value_cases("*", k5_global_options);
	for (size_t i = 0; i < CMD_COUNT; i++) {
		const struct command *c = &k5_command[i];
		if (completion_shown(c)) {
			value_cases(c->name, c->options & ~k5_global_options);
		}
	}
	fputs("\tesac\n\tcase $cmd in\n", stdout);
	no_command_case();
	for (size_t i = 0; i < CMD_COUNT; i++) {
		if (completion_shown(&k5_command[i])) {
			command_case(&k5_command[i]);
		}
	}
	fputs("\tesac\n}\ncomplete -F _k5 k5\n", stdout);
}
