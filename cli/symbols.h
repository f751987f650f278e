/*
 * symbols.h - what gdb is told of an app: the image, and each part's source lines
 */
#pragma once

#include "app.h"

enum {
	SYMBOL_WORDS = 4 * (MODEL_TASKS + 2)
};

/*
 * Adds words to a command line of gdb's that load the debug information of kernel,
 * monitor and tasks beside the image; returns how many. At most SYMBOL_WORDS.
 */
size_t symbols_add(char **argv, const struct app *app);
