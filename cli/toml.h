/*
 * toml.h - a TOML text as a tree that C can walk
 *
 *      board = "x"     table -- key "board": string "x"
 *      [[tasks]]             \- key "tasks": array -- table -- key "name" ...
 *      name = "a"
 *
 * Every node knows where it was written; members of a table come in the
 * file's order. The grammar is toml++'s; this side only copies the result.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "diag.h"

#ifdef __cplusplus
extern "C" {
#endif

enum toml_type {
	TOML_TABLE,
	TOML_ARRAY,
	TOML_STRING,
	TOML_INTEGER,
	TOML_FLOAT,
	TOML_BOOL,
	TOML_DATE, /* a date, a time or both */
	TOML_TYPES
};

struct toml_node {
	enum toml_type type;
	bool bad;      /* for the reader: already complained about */
	char *key;     /* NULL in an array and at the root */
	char *string;  /* TOML_STRING */
	size_t length; /* of string, which may hold NULs */
	int64_t integer;
	bool boolean;
	struct toml_node *child; /* TOML_TABLE, TOML_ARRAY: count of them */
	size_t count;
	struct where key_at;
	struct where at;
};

/* What the grammar did not allow, and where. */
struct toml_error {
	char *message;
	struct where at;
};

/*
 * The tree of `text`, kept (config_keep.h); NULL and *error if it is no TOML.
 * `file` names it in every place and must outlive the tree; a NUL stands after
 * the text.
 */
struct toml_node *toml_parse(const char *file, const char *text, size_t length,
			     struct toml_error *error);

/*
 * False and *error if the text holds what the library must not see: letters
 * outside ASCII in code, or very deep dotted keys (toml_scan.c).
 */
bool toml_scan(const char *file, const char *text, size_t length,
	       struct toml_error *error);

#ifdef __cplusplus
}
#endif
