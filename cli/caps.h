/*
 * caps.h - authority as text, as JSON, as a picture, and why
 */
#pragma once

#include <jansson.h>
#include <stdio.h>

#include "args.h"
#include "authority.h"

/* Each task with its threads, caps and regions, and who is at the other end. */
void caps_text(const struct authority *a, bool color);

/* The same, one object a line; k5 audit --diff reads it again (growth.h). */
void caps_json(const struct authority *a, FILE *out);

/* Writes a picture to `file`, by way of graphviz. 0, or an exit code. */
int caps_svg(const struct authority *a, const char *out, const char *file);

/* --why FROM TO: the chain, or K5X_POLICY after saying that there is none. */
int caps_why(const struct authority *a, const char *from, const char *to,
	     bool json);
