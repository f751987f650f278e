/*
 * man.c - the man page, in roff, from the table
 */
#include <string.h>

#include "commands.h"
#include "diag.h"
#include "help.h"

/* Text as roff takes it: no line may begin with a control character. */
static void put(const char *text)
{
	for (; *text; text++) {
		if (*text == '\\') {
			fputs("\\e", stdout);
		} else if (*text == '-') {
			fputs("\\-", stdout);
		} else {
			putchar(*text);
		}
	}
}

static void line(const char *text)
{
	if (*text == '.' || *text == '\'') {
		fputs("\\&", stdout);
	}
	put(text);
	putchar('\n');
}

static void option(const struct option *o)
{
	fputs(".TP\n", stdout);
	if (o->letter) {
		printf("\\fB\\-%c\\fR, ", o->letter);
	}
	fputs("\\fB\\-\\-", stdout);
	put(o->name);
	fputs("\\fR", stdout);
	if (*o->argument) {
		printf(" \\fI%s\\fR", o->argument);
	}
	putchar('\n');
	if (*o->values && *o->values != '@') {
		put(o->summary);
		printf(" (%s).\n", o->values);
	} else {
		put(o->summary);
		fputs(".\n", stdout);
	}
}

static void options(uint64_t which)
{
	for (size_t id = 0; id < OPT_COUNT; id++) {
		if (which >> id & 1) {
			option(&k5_option[id]);
		}
	}
}

static void commands(enum command_group group)
{
	printf(".SH %s\n", help_group(group));
	for (size_t i = 0; i < CMD_COUNT; i++) {
		const struct command *c = &k5_command[i];
		uint64_t own = c->options & ~k5_global_options;

		if (c->group != group) {
			continue;
		}
		printf(".SS k5 %s %s\n", c->name, c->arguments);
		put(c->summary);
		fputs(".\n", stdout);
		line(c->text);
		options(own);
	}
}

int command_MAN(const struct args *args)
{
	(void)args;
	fputs(".TH K5 1 \"\" \"k5 " K5_VERSION "\"\n"
	      ".SH NAME\n"
	      "k5 \\- apps on the K5 microkernel\n"
	      ".SH SYNOPSIS\n"
	      ".B k5\n"
	      "[\\fIOPTION\\fR...] \\fICOMMAND\\fR [\\fIOPTION\\fR...] "
	      "[\\fIARGUMENT\\fR...]\n"
	      ".SH DESCRIPTION\n"
	      "Makes an image from an app.toml, runs it in an emulator or on a "
	      "board, and prints its decoded log.\n",
	      stdout);
	for (enum command_group g = 0; g < GROUP_SHOWN; g++) {
		commands(g);
	}
	fputs(".SH OPTIONS OF EVERY COMMAND\n", stdout);
	options(k5_global_options);
	fputs(".SH EXIT STATUS\n"
	      "0 well; 1 the build failed; 2 usage or app.toml; 3 the target "
	      "faulted; 4 policy; 5 a tool or probe is missing; 70 the kernel "
	      "broke its own contract; 124 timeout. \\fBk5 run\\fR exits as "
	      "the app does.\n"
	      ".SH ENVIRONMENT\n"
	      ".TP\n\\fBK5_ROOT\\fR\nThe K5 tree, if not the one the tool lies "
	      "in.\n"
	      ".TP\n\\fBNO_COLOR\\fR\nNo colours, if set and not empty.\n",
	      stdout);
	return K5X_OK;
}
