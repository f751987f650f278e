/*
 * config_schema.h - the shape of app.toml and board files
 *
 * keys.def says which keys a section has, what type each takes and within
 * which bounds. schema_check holds a whole tree against it, in the file's
 * order; a node that failed is marked bad and reads as if it were missing, so
 * that the checks of meaning that follow do not complain a second time.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "toml.h"

enum cfg_section {
#define K5_SECTION(section, heading, sentence) CFG_##section,
#include "keys.def"
	CFG_SECTIONS,
	CFG_NONE = CFG_SECTIONS
};

enum cfg_type {
	KEY_NAME,    /* becomes part of a C name and of file names */
	KEY_SYMBOL,  /* a C identifier */
	KEY_TEXT,    /* any printable text */
	KEY_NUMBER,  /* a whole number of 32 bits */
	KEY_FLAG,    /* true or false */
	KEY_TABLE,   /* a table of the inner section */
	KEY_TABLES,  /* a list of them */
	KEY_NAMES,   /* a list of names */
	KEY_TEXTS,   /* a list of texts */
	KEY_PAIRS,   /* a list of pairs of numbers */
	KEY_STEPS,   /* a list of pairs and of triples of them */
	KEY_WINDOWS, /* a list of names and tables */
	KEY_CAP      /* a list of texts, or a table */
};

struct cfg_key {
	enum cfg_section section;
	const char *name; /* "*": any name */
	enum cfg_type type;
	enum cfg_section inner;
	const char *preset; /* "required", "none", a value, or words */
	uint32_t low;
	uint32_t high;
	const char *sentence;
};

struct cfg_heading {
	const char *heading;
	const char *sentence;
};

extern const struct cfg_key cfg_keys[];
extern const size_t cfg_key_count;
extern const struct cfg_heading cfg_headings[CFG_SECTIONS];

/* What a type is called in a message: "a whole number". */
const char *cfg_type_words(enum cfg_type type);

/* The row for a key of a section, or NULL. */
const struct cfg_key *cfg_row(enum cfg_section section, const char *key);

/* Reports everything in `table` that a section's rows do not allow. */
void schema_check(struct toml_node *table, enum cfg_section section);

/* The member of a table, or NULL if it is missing or bad. */
const struct toml_node *cfg_get(const struct toml_node *table, const char *key);

/* Whether a key is there, but bad: its default would be a guess. */
bool cfg_bad(const struct toml_node *table, const char *key);

/*
 * The value of a key of its section, else its default in keys.def; `other`
 * where the default there is words.
 */
uint32_t cfg_number(const struct toml_node *table, enum cfg_section section,
		    const char *key, uint32_t other);
bool cfg_flag(const struct toml_node *table, const char *key);

/*
 * Words for a key of [[tasks]] that stands below a heading inside the task, and so
 * belongs to that; NULL: it is none.
 */
const char *cfg_misplaced(enum cfg_section section, const char *key);

/* NULL if it is missing or bad. */
char *cfg_text(const struct toml_node *table, const char *key);

/* Where a key's value stands, else where its table does. */
struct where cfg_at(const struct toml_node *table, const char *key);
