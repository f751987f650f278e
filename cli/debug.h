/*
 * debug.h - what gdb is told beside symbols: threads of K5's
 */
#pragma once

#include "../codegen/text.h"
#include "app.h"
#include "core.h"

/* Commands k5-threads and k5-bt, for a live target. */
void debug_commands(struct text *t, const struct app *app, uint16_t machine);

/* Names for the threads of a core. */
void debug_names(struct text *t, const struct app *app, const struct core *c);
