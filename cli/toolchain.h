/*
 * toolchain.h - is the board's compiler there, and does it take the flags?
 *
 * Each gives 0, or an exit code after having told why.
 */
#pragma once

#include "../codegen/model.h"

/* ninja and the compiler are in PATH. */
int toolchain_check(const struct model *m);

/* Asks the compiler for its C library: once an image is there, it was. */
int toolchain_check_library(const struct model *m);

/*
 * Asks the compiler about the board's flags, for what it says otherwise names
 * none of the reader's files, once for each file it compiles. Needed when the
 * build's commands have changed.
 */
int toolchain_check_flags(const struct model *m);
