/*
 * buildid.h - 32 bits that name a build's log dictionary
 *
 * Everything that decodes a task's record goes in: names of app, board, tasks
 * and threads, the clock, and the tasks' strings. Two builds with the same id
 * read each other's logs; the kernel's own strings are left out, since the id
 * lies in a file that is linked with them.
 */
#pragma once

#include "model.h"

/* FNV-1a over the tasks linked in `out`. False after having told why. */
bool build_id_of(const struct model *m, const char *out, uint32_t *id);
