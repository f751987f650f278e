/*
 * ninja_hint.h - a compiler's error, in the words of app.toml
 */
#pragma once

#include "../codegen/model.h"

/*
 * Of a line that says a name is undeclared which k5/app.h would have, had app.toml
 * given it to the task: what to write. NULL: the line says nothing of the kind.
 */
char *ninja_hint(const struct model *m, const char *line);
