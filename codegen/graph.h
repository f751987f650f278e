/*
 * graph.h - what ninja is told
 *
 *      task sources -> sized.elf --+
 *                                  +-> layout -> pass2/memory.ld -> TASK.elf
 *      task sources -> sized.elf --+                                    |
 *                                                                    tables
 *      monitor sources ----------------------+                          |
 *      kernel sources ------------------ kernel.elf <---------------- app.c
 *                                            |
 *                      image: NAME.elf .hex .bin .uf2 .map .dict.json
 *
 * layout and tables leave files alone that would not change, so a changed
 * string links one task anew and nothing else.
 */
#pragma once

#include "model.h"
#include "text.h"

struct graph_options {
	const char *root;     /* the K5 tree, absolute */
	const char *tool;     /* k5 itself, absolute */
	const char *optimize; /* "s" or "2" */
	bool release;         /* leaves out debug and trace records */
};

/* The text of build.ninja. */
void graph_write(struct text *t, const struct model *m,
		 const struct graph_options *o);
