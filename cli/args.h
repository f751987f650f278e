/*
 * args.h - the command line, read against the table in commands.def
 *
 *      argv -> args_parse -> struct args -> command_RUN(&args)
 *
 * The parser knows no command by name: what an option is called, whether it
 * takes an argument, and who may use it are columns of the table.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_id {
#define K5_OPTION(id, letter, name, argument, values, summary) OPT_##id,
#include "commands.def"
	OPT_COUNT
};

enum command_id {
#define K5_COMMAND(id, name, words, least, most, options, group, summary,      \
		   text)                                                       \
	CMD_##id,
#include "commands.def"
	CMD_COUNT
};

/* Under which heading help shows a command, if at all. */
enum command_group {
	GROUP_APP,
	GROUP_TARGET,
	GROUP_HELP,
	GROUP_SHOWN, /* groups before this one appear in help */
	GROUP_HIDDEN,
	GROUP_RAW
};

struct option {
	char letter;
	const char *name;
	const char *argument;
	const char *values;
	const char *summary;
};

struct args;

struct command {
	const char *name;
	const char *arguments;
	size_t least;
	size_t most;
	uint64_t options; /* bit OPT_x: takes it; global ones included */
	enum command_group group;
	const char *summary;
	const char *text;
	int (*run)(const struct args *args);
};

enum {
	ARGS_WORDS = 100
};

struct args {
	const struct command *command; /* NULL: none was named */
	const char *value[OPT_COUNT]; /* NULL: not given; "" without argument */
	const char *second;           /* of the option with two arguments */
	char *word[ARGS_WORDS + 1];   /* the arguments; NULL after the last */
	size_t words;
};

extern const struct option k5_option[OPT_COUNT];
extern const struct command k5_command[CMD_COUNT];

/* The options every command takes. */
extern const uint64_t k5_global_options;

/* Fills `out`; 0, or K5X_USAGE after saying what is wrong. */
int args_parse(int argc, char **argv, struct args *out);

static inline bool args_has(const struct args *args, enum option_id id)
{
	return args->value[id] != NULL;
}

/* The value of a "@number" option, already checked; or `otherwise`. */
long args_number(const struct args *args, enum option_id id, long otherwise);

/* The value of a "@seconds" option, in microseconds; 0 without it. */
int64_t args_micros(const struct args *args, enum option_id id);

/* The folder or file the command is about: its argument, or ".". */
static inline const char *args_path(const struct args *args)
{
	return args->words > 0 ? args->word[0] : ".";
}

/* The command or NULL. */
const struct command *command_find(const char *name);

/* True if `command` (or k5 itself, NULL) takes the option. */
bool command_takes(const struct command *command, enum option_id id);
