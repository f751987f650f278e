/*
 * gen_abi.c - writes docs/abi.md
 *
 *      gen_abi abi/k5/abi.h > docs/abi.md
 *
 * The rows of syscalls.def are compiled in. All else stands in abi.h, where
 * programmers look first, so it is read from there as text: the picture of
 * the registers in its head, and each enumeration whose lines carry a value
 * and a comment.
 *
 *      enum k5_err {                         | name | value | meaning |
 *              K5_ERR_SLOT = 2, <comment>    | `K5_ERR_SLOT` | 2 | ... |
 *
 * Not here: a C parser. The format that clang-format keeps is all it knows.
 */
#include <stdio.h>
#include <string.h>

enum {
	LINE = 256
};

struct row {
	int number;
	const char *name, *cap, *right, *shape, *doc;
};

static const struct row rows[] = {
#define K5_SYSCALL(number, name, cap, right, shape, doc)                       \
	{number, #name, #cap, #right, #shape, doc},
#include <k5/syscalls.def>
#undef K5_SYSCALL
};

static const char intro[] =
	"# System calls\n"
	"\n"
	"Made by `make docs` from `abi/k5/syscalls.def` and `abi/k5/abi.h`; "
	"change those.\n"
	"A task's authority is what its slots hold. Each call names one slot, "
	"and the kernel\n"
	"refuses it unless the cap there is of the type and carries the right "
	"that the\n"
	"call's row asks for.\n"
	"\n"
	"## Registers and shapes\n"
	"\n";

/* The head of the file, without its comment marks and its own title. */
static void print_head(FILE *header)
{
	char line[LINE];
	int number = 0;

	puts("```text");
	while (fgets(line, sizeof line, header) && strcmp(line, " */\n") != 0) {
		if (number++ > 2) {
			fputs(line[2] == ' ' ? line + 3 : line + 2, stdout);
		}
	}
	puts("```");
}

static const char *word(const char *name)
{
	return strcmp(name, "NONE") == 0 ? "-" : name;
}

static void print_calls(void)
{
	puts("\n## Calls\n");
	puts("| number | call | cap | right | shape | what it does |");
	puts("|---:|---|---|---|---|---|");
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct row *r = &rows[i];
		printf("| %d | `k5_%s` | %s | %s | %s | %s |\n", r->number,
		       r->name, word(r->cap), word(r->right), r->shape, r->doc);
	}
}

/* `line` reads NAME = VALUE, with a comment or without; else false. */
static int print_value(const char *line)
{
	char name[LINE], value[LINE], note[LINE] = "";

	if (sscanf(line, " %255[A-Z0-9_] = %255[0-9a-fx]", name, value) != 2) {
		return 0;
	}
	const char *comment = strstr(line, "/* ");
	if (comment) {
		sscanf(comment + 3, "%255[^\n]", note);
		char *end = strstr(note, " */");
		if (end) {
			*end = '\0';
		}
	}
	printf("| `%s` | %s | %s |\n", name, value, note);
	return 1;
}

/* The enumeration that follows the line `start`. Returns its rows. */
static int print_enum(FILE *header, const char *start, const char *title)
{
	char line[LINE];
	int values = 0;

	printf("\n## %s\n\n| name | value | meaning |\n|---|---:|---|\n",
	       title);
	rewind(header);
	while (fgets(line, sizeof line, header) && strcmp(line, start) != 0) {
	}
	while (fgets(line, sizeof line, header) && line[0] != '}') {
		values += print_value(line);
	}
	return values;
}

static const struct {
	const char *start, *title;
} enums[] = {
	{"enum k5_err {\n", "Errors"},
	{"enum k5_cap_type {\n", "Types of caps"},
	{"/* What a cap allows. Each operation asks for exactly one. */\n",
	 "Rights"},
	{"enum k5_fault {\n", "Faults"},
	{"enum k5_standing {\n", "How a thread stands"},
};

int main(int argc, char **argv)
{
	FILE *header = argc == 2 ? fopen(argv[1], "r") : NULL;
	if (!header) {
		fprintf(stderr, "usage: gen_abi abi/k5/abi.h > docs/abi.md\n");
		return 2;
	}
	fputs(intro, stdout);
	print_head(header);
	print_calls();
	for (size_t i = 0; i < sizeof enums / sizeof enums[0]; i++) {
		if (print_enum(header, enums[i].start, enums[i].title) == 0) {
			fprintf(stderr, "gen_abi: nothing for %s\n",
				enums[i].title);
			return 1;
		}
	}
	fclose(header);
	return ferror(stdout) ? 1 : 0;
}
