/*
 * header.h - <k5/app.h>, what a task's source may know of app.toml
 */
#pragma once

#include "model.h"
#include "text.h"

/* The header of one task. */
void header_write(struct text *t, const struct model *m,
		  const struct m_task *task);

/* The symbol of a shared region, in C and for the linker. */
char *header_shared(const char *name);
