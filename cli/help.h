/*
 * help.h - the table in commands.def, for people and for their shells
 */
#pragma once

#include <stdio.h>

#include "args.h"

#define K5_VERSION "0.1.0"

/* The short, friendly one: `k5` alone. */
void help_short(FILE *out);

/* All commands and global options: `k5 --help`. */
void help_all(FILE *out);

/* One command: `k5 help run`. */
void help_command(FILE *out, const struct command *command);

/* The reference in markdown: docs/k5.md. */
void docs_cli(FILE *out);

/* The heading of a group of commands. */
const char *help_group(enum command_group group);

/* "-b, --board BOARD" into `text`. */
void help_option(char *text, size_t size, const struct option *option);
