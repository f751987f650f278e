/*
 * dump.h - the machine that a command line means, as a core
 */
#pragma once

#include "target.h"

/*
 * Connects or boots, halts, reads, lets go. `v` then reads `c`; close it. 0, or an
 * exit code after saying what is wrong.
 */
int dump_take(const struct args *args, const struct app *app, struct core *c,
	      struct kview *v);
