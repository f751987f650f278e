/*
 * report.h - memory as a picture for people
 */
#pragma once

#include "image.h"

/* NAME.map: both memories by address, then every function and object. */
bool report_map(struct text *t, const struct image *image, const char *out);

/* `k5 build --explain`: why each thing lies where it lies. */
bool report_explain(struct text *t, const struct model *m, const char *out);
