/*
 * help.c - help on the terminal, laid out from the table
 */
#include "help.h"

#include <string.h>

#include "commands.h"
#include "diag.h"

enum {
	WIDTH = 78,
	COLUMN = 26
};

const char *help_group(enum command_group group)
{
	static const char *const title[GROUP_SHOWN] = {
		[GROUP_APP] = "Your app",
		[GROUP_TARGET] = "A board on your desk",
		[GROUP_HELP] = "Help",
	};
	return title[group];
}

void help_option(char *text, size_t size, const struct option *option)
{
	char letter[8] = "    ";

	if (option->letter) {
		snprintf(letter, sizeof(letter), "-%c, ", option->letter);
	}
	snprintf(text, size, "%s--%s%s%s", letter, option->name,
		 *option->argument ? " " : "", option->argument);
}

/* Prints words up to WIDTH, further lines indented. */
static void wrapped(FILE *out, const char *text, int column, int indent)
{
	const char *space = "";

	while (*text) {
		int n = (int)strcspn(text, " ");

		if (column + n + 1 > WIDTH && column > indent) {
			fprintf(out, "\n%*s", indent, "");
			column = indent;
			space = "";
		}
		fprintf(out, "%s%.*s", space, n, text);
		column += n + (int)strlen(space);
		space = " ";
		text += n;
		text += strspn(text, " ");
	}
	fputc('\n', out);
}

static void row(FILE *out, const char *left, const char *right)
{
	fprintf(out, "  %-*s", COLUMN - 2, left);
	if (strlen(left) + 3 > COLUMN) {
		fprintf(out, "\n%*s", COLUMN, "");
	}
	wrapped(out, right, COLUMN, COLUMN);
}

static void option_row(FILE *out, const struct option *o)
{
	char left[64];
	char right[200];
	bool choice = *o->values && *o->values != '@';

	help_option(left, sizeof(left), o);
	snprintf(right, sizeof(right), "%s%s%s%s", o->summary,
		 choice ? " (" : "", choice ? o->values : "",
		 choice ? ")" : "");
	row(out, left, right);
}

static void options(FILE *out, const char *title, uint64_t which)
{
	if (which) {
		fprintf(out, "\n%s:\n", title);
	}
	for (size_t id = 0; id < OPT_COUNT; id++) {
		if (which >> id & 1) {
			option_row(out, &k5_option[id]);
		}
	}
}

static void commands(FILE *out)
{
	for (enum command_group g = 0; g < GROUP_SHOWN; g++) {
		fprintf(out, "\n%s:\n", help_group(g));
		for (size_t i = 0; i < CMD_COUNT; i++) {
			const struct command *c = &k5_command[i];
			char left[64];

			if (c->group != g) {
				continue;
			}
			snprintf(left, sizeof(left), "%s %s", c->name,
				 c->arguments);
			row(out, left, c->summary);
		}
	}
}

void help_short(FILE *out)
{
	fputs("k5 - apps on the K5 microkernel, from app.toml to decoded "
	      "logs\n"
	      "\n"
	      "  k5 new blink      start an app\n"
	      "  cd blink\n"
	      "  k5 run            build it, boot it in an emulator, print its "
	      "log\n"
	      "\n"
	      "'k5 --help' lists the rest; 'k5 doctor' says what is missing "
	      "here.\n",
	      out);
}

void help_all(FILE *out)
{
	fputs("usage: k5 [OPTION...] COMMAND [OPTION...] [ARGUMENT...]\n", out);
	commands(out);
	options(out, "Options of every command", k5_global_options);
	fputs("\nExit codes: 0 well, 1 the build failed, 2 usage or app.toml, "
	      "3 the target\nfaulted, 4 policy, 5 a tool or probe is missing, "
	      "124 timeout.\n"
	      "'k5 COMMAND --help' says more of one.\n",
	      out);
}

void help_command(FILE *out, const struct command *c)
{
	fprintf(out, "usage: k5 %s%s%s%s\n\n%s.\n", c->name,
		c->options & ~k5_global_options ? " [OPTION...]" : "",
		*c->arguments ? " " : "", c->arguments, c->summary);
	if (*c->text) {
		fputc('\n', out);
		wrapped(out, c->text, 0, 0);
	}
	options(out, "Options", c->options & ~k5_global_options);
	options(out, "Options of every command", k5_global_options);
}

static int topic(const char *name)
{
	const struct command *c = command_find(name);

	if (!c) {
		diag_error((struct diag){.code = "K5-E0101",
					 .help = "'k5 --help' lists them"},
			   "there is no command '%s'", name);
		return K5X_USAGE;
	}
	help_command(stdout, c);
	return K5X_OK;
}

int command_HELP(const struct args *args)
{
	if (args->words > 0) {
		return topic(args->word[0]);
	}
	help_all(stdout);
	return K5X_OK;
}
