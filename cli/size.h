/*
 * size.h - what each task and the kernel cost
 */
#pragma once

#include "../codegen/model.h"

/* Prints the sizes of an app that was built; as JSON, one object a line. */
int size(const struct model *m, bool json);
