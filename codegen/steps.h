/*
 * steps.h - the steps of a build that k5 itself does, called by ninja
 *
 *      entries TASK OBJECT...  has the task main and its other entries?
 *      layout                  sizes -> memory.ld of every task
 *      tables                  tasks -> app.c
 *      image                   all parts -> image, map, dictionary
 *
 * Each reads and writes below APP/build/BOARD only, and leaves a file alone
 * that would not change.
 */
#pragma once

#include "model.h"

bool step_known(const char *name);

/* False after having told why. OBJECT is named from the build folder. */
bool step_run(const char *name, const struct model *m, char *const *words,
	      size_t count);
