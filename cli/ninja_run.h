/*
 * ninja_run.h - runs ninja and passes on what matters of its output
 *
 * Shown are the compilers' and k5's own messages, as they are. Not shown are
 * ninja's bookkeeping and the failed command, unless asked for; progress is one
 * line that is written over, on a terminal only.
 */
#pragma once

#include "build.h"

/* Builds everything in `out`; result as build(). */
int ninja_run(const struct model *m, const struct build_options *o,
	      const char *out);

/* Asks ninja for the commands of some rules: a JSON text for editors. */
bool ninja_commands(const char *out, const char *path);
