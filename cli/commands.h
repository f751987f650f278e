/*
 * commands.h - one function a row of commands.def
 *
 * Each returns the exit code of k5.
 */
#pragma once

#include "args.h"

#define K5_COMMAND(id, name, words, least, most, options, group, summary,      \
		   text)                                                       \
	int command_##id(const struct args *args);
#include "commands.def"
