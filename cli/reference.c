/*
 * reference.c - docs/k5.md and its sisters, from the tables
 */
#include <string.h>

#include "diag.h"
#include "help.h"

static void option_row(FILE *out, const struct option *o)
{
	char left[64];

	help_option(left, sizeof(left), o);
	fprintf(out, "| `%s` | %s", left + strspn(left, " "), o->summary);
	if (*o->values && *o->values != '@') {
		fputs(": ", out);
		for (const char *v = o->values; *v; v++) {
			fputc(*v == '|' ? '/' : *v, out);
		}
	}
	fputs(" |\n", out);
}

static void options(FILE *out, uint64_t which)
{
	if (!which) {
		return;
	}
	fputs("\n| option | does |\n|---|---|\n", out);
	for (size_t id = 0; id < OPT_COUNT; id++) {
		if (which >> id & 1) {
			option_row(out, &k5_option[id]);
		}
	}
}

static void one_command(FILE *out, const struct command *c)
{
	fprintf(out, "\n### `k5 %s%s%s`\n\n%s. %s\n", c->name,
		*c->arguments ? " " : "", c->arguments, c->summary, c->text);
	options(out, c->options & ~k5_global_options);
}

void docs_cli(FILE *out)
{
	fputs("# The k5 tool\n\n"
	      "<!-- made by `k5 internal-docs cli` from cli/commands.def "
	      "-->\n\n"
	      "One binary, one configuration file. Every message speaks of "
	      "your "
	      "app.toml and carries a code that `k5 explain` knows.\n",
	      out);
	for (enum command_group g = 0; g < GROUP_SHOWN; g++) {
		fprintf(out, "\n## %s\n", help_group(g));
		for (size_t i = 0; i < CMD_COUNT; i++) {
			if (k5_command[i].group == g) {
				one_command(out, &k5_command[i]);
			}
		}
	}
	fputs("\n## Options of every command\n", out);
	options(out, k5_global_options);
	fputs("\n## Exit codes\n\n"
	      "| code | means |\n|---|---|\n"
	      "| 0 | well |\n| 1 | the build failed |\n"
	      "| 2 | usage, or something in app.toml |\n"
	      "| 3 | the target faulted |\n| 4 | a policy is broken |\n"
	      "| 5 | a tool or probe is missing |\n"
	      "| 70 | the kernel broke its own contract |\n"
	      "| 124 | timeout |\n\n"
	      "`k5 run` exits as the app does.\n",
	      out);
}
