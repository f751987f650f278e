/*
 * map.h - memory as a picture
 */
#pragma once

#include "../codegen/model.h"

/* Prints the memories of an app that was built; as JSON, one object a line. */
int map(const struct model *m, bool json);
