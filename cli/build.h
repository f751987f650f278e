/*
 * build.h - from a model to an image, through ninja
 *
 *      model -> headers, memory files, build.ninja -> ninja -> image
 *
 * Everything made lies in APP/build/BOARD (codegen/paths.h). A build in which
 * nothing changed writes nothing and costs one look of ninja.
 */
#pragma once

#include "../codegen/model.h"

struct build_options {
	const char *optimize; /* "s", "2"; NULL: "s" */
	bool release;         /* no debug and trace records */
	bool explain;         /* print why each thing lies where it lies */
	bool verbose;         /* print each command */
	bool quiet;           /* no progress */
	bool json;            /* errors as JSON */
	bool color;           /* errors in colour */
};

/*
 * 0; K5X_BUILD; K5X_USAGE if app.toml is to blame; K5X_TOOL if ninja or the
 * compiler is missing. All but 0 after having told why.
 */
int build(const struct model *m, const struct build_options *o);
