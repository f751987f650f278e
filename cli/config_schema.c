/*
 * config_schema.c - the table of keys, and how values are read by it
 *
 * keys.def becomes an array of rows in the order of the file. A section's
 * rows are few, so they are searched one by one. How a tree is held against
 * them is in config_check.c.
 */
#include "config_schema.h"

#include <stdlib.h>
#include <string.h>

const struct cfg_key cfg_keys[] = {
#define K5_KEY(section, key, type, inner, preset, low, high, sentence)         \
	{CFG_##section, key, KEY_##type, CFG_##inner,                          \
	 preset,        low, high,       sentence},
#include "keys.def"
};

const size_t cfg_key_count = sizeof cfg_keys / sizeof cfg_keys[0];

const struct cfg_heading cfg_headings[CFG_SECTIONS] = {
#define K5_SECTION(section, heading, sentence) {heading, sentence},
#include "keys.def"
};

const char *cfg_type_words(enum cfg_type type)
{
	static const char *const words[] = {
		[KEY_NAME] = "a name",
		[KEY_SYMBOL] = "the name of a C function",
		[KEY_TEXT] = "a string",
		[KEY_NUMBER] = "a whole number",
		[KEY_FLAG] = "true or false",
		[KEY_TABLE] = "a table",
		[KEY_TABLES] = "a list of tables",
		[KEY_NAMES] = "a list of names",
		[KEY_TEXTS] = "a list of strings",
		[KEY_PAIRS] = "a list of pairs of numbers",
		[KEY_STEPS] = "a list of pairs or triples of numbers",
		[KEY_WINDOWS] = "a list of names and tables",
		[KEY_CAP] = "a list of rights or a table",
	};
	return words[type];
}

const struct cfg_key *cfg_row(enum cfg_section section, const char *key)
{
	for (size_t i = 0; i < cfg_key_count; i++) {
		const struct cfg_key *row = &cfg_keys[i];
		if (row->section == section && (strcmp(row->name, key) == 0 ||
						strcmp(row->name, "*") == 0)) {
			return row;
		}
	}
	return NULL;
}

static const struct toml_node *member(const struct toml_node *table,
				      const char *key)
{
	for (size_t i = 0; table && i < table->count; i++) {
		const struct toml_node *n = &table->child[i];
		if (n->key && strcmp(n->key, key) == 0) {
			return n;
		}
	}
	return NULL;
}

const struct toml_node *cfg_get(const struct toml_node *table, const char *key)
{
	const struct toml_node *n = member(table, key);
	return n && !n->bad ? n : NULL;
}

bool cfg_bad(const struct toml_node *table, const char *key)
{
	const struct toml_node *n = member(table, key);
	return n && n->bad;
}

uint32_t cfg_number(const struct toml_node *table, enum cfg_section section,
		    const char *key, uint32_t other)
{
	const struct toml_node *n = cfg_get(table, key);
	if (n && n->type == TOML_INTEGER) {
		return (uint32_t)n->integer;
	}
	const struct cfg_key *row = cfg_row(section, key);
	if (row && row->preset[0] >= '0' && row->preset[0] <= '9') {
		return (uint32_t)strtoul(row->preset, NULL, 0);
	}
	return other;
}

bool cfg_flag(const struct toml_node *table, const char *key)
{
	const struct toml_node *n = cfg_get(table, key);
	return n && n->type == TOML_BOOL && n->boolean;
}

char *cfg_text(const struct toml_node *table, const char *key)
{
	const struct toml_node *n = cfg_get(table, key);
	return n && n->type == TOML_STRING ? n->string : NULL;
}

struct where cfg_at(const struct toml_node *table, const char *key)
{
	const struct toml_node *n = member(table, key);
	return n ? n->at : table->at;
}
