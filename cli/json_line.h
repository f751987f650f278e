/*
 * json_line.h - one JSON object a line, as every command prints it
 */
#pragma once

#include <jansson.h>
#include <stdio.h>

/* Prints the object and lets go of it. */
static inline void json_line(json_t *object, FILE *out)
{
	json_dumpf(object, out, JSON_COMPACT);
	fputc('\n', out);
	json_decref(object);
}
