/*
 * rules.h - the head of build.ninja: how each kind of step is done
 *
 * Rules `kernel`, `task_c` and `task_cxx` compile, `offsets` tells assembly of
 * C structs, `link_task` and `link` link, `k5` runs a step of the tool itself.
 */
#pragma once

#include "graph.h"

void rules_write(struct text *t, const struct model *m,
		 const struct graph_options *o);
