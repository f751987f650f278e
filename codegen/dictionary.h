/*
 * dictionary.h - what `k5 logs` needs to read the log: cli/dict.h has the shape
 */
#pragma once

#include "image.h"

/* The JSON text. False after having told why. */
bool dictionary_write(struct text *t, const struct image *image,
		      const char *out);
