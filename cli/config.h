/*
 * config.h - from app.toml and a board's file to the model
 *
 *      app.toml --\
 *                  >-- form (keys.def) -- meaning -- struct model
 *      board -----/
 *
 * Everything that can be judged without compiling is judged here, and as many
 * errors as possible are reported in one go. Nothing is written to disk. What
 * the model holds is kept until the tool ends (config_keep.h).
 */
#pragma once

#include <stddef.h>
#include <stdio.h>

#include "../codegen/model.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Reads APP_DIR/app.toml for the board it names, or for `board_or_null`. The
 * K5 tree lies at `root`. 0, or K5X_USAGE after having told why; *out is then
 * not to be used.
 */
int config_load(const char *app_dir, const char *board_or_null,
		const char *root, struct model *out);

/*
 * Makes the model one of a traced build, if it is not: with a ring, and more of
 * a kernel, in a build folder of its own. False after having told why not.
 */
bool config_trace(struct model *m);

/* The `boards` of APP_DIR/app.toml, none if it has no such key; as above. */
int config_boards(const char *app_dir, char ***names, size_t *n);

/* Reads ROOT/boards/NAME.toml alone; results as above. */
int board_load(const char *root, const char *name, struct m_board *out);

/* The boards there are, sorted; *n of them. */
char **board_names(const char *root, size_t *n);

/* Writes docs/app-toml.md: every key, from the table the reader uses. */
void docs_app_toml(FILE *to);

/* `k5 explain CODE`: 0, or K5X_USAGE after the list of all codes. */
int explain(const char *code);

#ifdef __cplusplus
}
#endif
