/*
 * config_check.c - a tree held against the table of keys
 *
 *      table -> each member -> its row -> type, bounds -> tables inside
 *            -> each required row without a member
 *
 * Only form is judged here, so a file can be checked before anything is known
 * about the board or the folders it names. The depth of the recursion is that
 * of the sections, not of the file: a table without a section is not entered.
 */
#include "config_schema.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "config_keep.h"
#include "config_words.h"
#include "nearest.h"

static const char *type_words(const struct toml_node *n)
{
	static const char *const words[TOML_TYPES] = {
		[TOML_TABLE] = "a table",
		[TOML_ARRAY] = "a list",
		[TOML_STRING] = "a string",
		[TOML_INTEGER] = "a whole number",
		[TOML_FLOAT] = "a number with a point",
		[TOML_BOOL] = "true or false",
		[TOML_DATE] = "a date or time",
	};
	return words[n->type];
}

/* "*" is no word for a reader. */
static char *row_help(const struct cfg_key *row)
{
	if (strcmp(row->name, "*") == 0) {
		return keep_text(row->sentence);
	}
	return keep_format("%s: %s", row->name, row->sentence);
}

/* What a message is about: 'key', or one element of its list. */
static char *subject(const struct toml_node *n, const struct cfg_key *row)
{
	if (n->key) {
		return keep_format("'%.64s'", n->key);
	}
	bool any = strcmp(row->name, "*") == 0;
	return keep_format("an entry of '%s'", any ? "rights" : row->name);
}

/* What a section is called in a message: its heading, or the key it is. */
static const char *section_words(const struct toml_node *table,
				 enum cfg_section section)
{
	const char *heading = cfg_headings[section].heading;
	if (section == CFG_APP || section == CFG_BOARD ||
	    section == CFG_POLICY || section == CFG_IDL) {
		const char *slash = strrchr(table->at.file, '/');
		return slash ? slash + 1 : table->at.file;
	}
	if (heading[0] == '[' || !table->key) {
		return heading;
	}
	return keep_format("'%s'", table->key);
}

const char *cfg_misplaced(enum cfg_section section, const char *key)
{
	const struct cfg_key *row = cfg_row(CFG_TASK, key);

	if (!row || (section != CFG_CAPS && section != CFG_VIEWS &&
		     section != CFG_THREAD)) {
		return NULL;
	}
	return keep_format("'%s' is a key of [[tasks]]: write it above %s",
			   row->name, cfg_headings[section].heading);
}

static bool is_type(const struct toml_node *n, enum toml_type type,
		    const struct cfg_key *row, const char *wanted)
{
	if (n->type == type) {
		return true;
	}
	const char *help = row_help(row);
	const char *misplaced = n->key && strcmp(row->name, "*") == 0
					? cfg_misplaced(row->section, n->key)
					: NULL;
	if (misplaced) {
		help = misplaced;
	}
	if (row->type == KEY_TABLES && n->type == TOML_TABLE && n->key) {
		help = keep_format("write [[%s]], with two brackets", n->key);
	}
	diag_error((struct diag){.code = "K5-E0205",
				 .at = n->at,
				 .note = type_words(n),
				 .help = help},
		   "%s must be %s, not %s", subject(n, row), wanted,
		   type_words(n));
	return false;
}

static bool check_number(const struct toml_node *n, const struct cfg_key *row)
{
	if (!is_type(n, TOML_INTEGER, row, "a whole number")) {
		return false;
	}
	if (n->integer >= row->low && n->integer <= row->high) {
		return true;
	}
	bool any = strcmp(row->name, "*") == 0;
	char *help = keep_format("%s%s%" PRIu32 " to %" PRIu32 ". %s",
				 any ? "" : row->name, any ? "" : ": ",
				 row->low, row->high, row->sentence);
	diag_error((struct diag){.code = "K5-E0206",
				 .at = n->at,
				 .note = n->integer < row->low ? "too small"
							       : "too large",
				 .help = help},
		   "%s cannot be %" PRId64, subject(n, row), n->integer);
	return false;
}

/* No control characters, no NUL, not empty, not endless. */
static bool check_text(const struct toml_node *n, const struct cfg_key *row)
{
	enum {
		LONGEST = 1024
	};
	if (!is_type(n, TOML_STRING, row, "a string")) {
		return false;
	}
	const char *fault = n->length == 0        ? "empty"
			    : n->length > LONGEST ? "too long"
						  : NULL;
	for (size_t i = 0; i < n->length && !fault; i++) {
		unsigned char c = (unsigned char)n->string[i];
		fault = c < 0x20 || c == 0x7f ? "a control character" : NULL;
	}
	if (!fault) {
		return true;
	}
	diag_error((struct diag){.code = "K5-E0206",
				 .at = n->at,
				 .note = fault,
				 .help = row_help(row)},
		   "%s cannot be this string", subject(n, row));
	return false;
}

static bool good_name(struct where at, const char *name, size_t length)
{
	const char *fault = name_fault(name, length);
	if (!fault) {
		return true;
	}
	diag_error((struct diag){.code = "K5-E0209",
				 .at = at,
				 .note = fault,
				 .help = "a letter first, then letters, "
					 "digits, '-' and '_', at most 32"},
		   "'%.64s' cannot be a name", name);
	return false;
}

static bool check_name(const struct toml_node *n, const struct cfg_key *row)
{
	return is_type(n, TOML_STRING, row, "a name in quotes") &&
	       good_name(n->at, n->string, n->length);
}

static bool check_symbol(const struct toml_node *n, const struct cfg_key *row)
{
	if (!check_text(n, row)) {
		return false;
	}
	bool good = !isdigit((unsigned char)n->string[0]);
	for (const char *s = n->string; *s; s++) {
		good = good && (isalnum((unsigned char)*s) || *s == '_');
	}
	if (good) {
		return true;
	}
	diag_error((struct diag){.code = "K5-E0209",
				 .at = n->at,
				 .note = "not a C identifier",
				 .help = row_help(row)},
		   "'%s' cannot be a function's name", n->string);
	return false;
}

static bool check_table(struct toml_node *n, const struct cfg_key *row)
{
	if (!is_type(n, TOML_TABLE, row, "a table")) {
		return false;
	}
	schema_check(n, row->inner);
	return true;
}

static bool check_pair(struct toml_node *n, const struct cfg_key *row)
{
	const char *words = cfg_type_words(row->type);
	size_t most = row->type == KEY_STEPS ? 3 : 2;
	bool good = true;

	if (!is_type(n, TOML_ARRAY, row, words)) {
		return false;
	}
	if (n->count < 2 || n->count > most) {
		diag_error((struct diag){.code = "K5-E0205",
					 .at = n->at,
					 .note = "not a pair",
					 .help = row_help(row)},
			   "'%s' must be %s", row->name, words);
		return false;
	}
	for (size_t i = 0; i < n->count && good; i++) {
		good = check_number(&n->child[i], row);
	}
	return good;
}

static bool check_element(struct toml_node *n, const struct cfg_key *row)
{
	switch (row->type) {
	case KEY_TABLES:
		return check_table(n, row);
	case KEY_NAMES:
		return check_name(n, row);
	case KEY_PAIRS:
	case KEY_STEPS:
		return check_pair(n, row);
	case KEY_WINDOWS:
		return n->type == TOML_TABLE ? check_table(n, row)
					     : check_name(n, row);
	default:
		return check_text(n, row);
	}
}

static bool check_list(struct toml_node *n, const struct cfg_key *row)
{
	if (!is_type(n, TOML_ARRAY, row, cfg_type_words(row->type))) {
		return false;
	}
	for (size_t i = 0; i < n->count; i++) {
		n->child[i].bad = !check_element(&n->child[i], row);
	}
	return true;
}

static bool check_value(struct toml_node *n, const struct cfg_key *row)
{
	switch (row->type) {
	case KEY_NAME:
		return check_name(n, row);
	case KEY_SYMBOL:
		return check_symbol(n, row);
	case KEY_TEXT:
		return check_text(n, row);
	case KEY_NUMBER:
		return check_number(n, row);
	case KEY_FLAG:
		return is_type(n, TOML_BOOL, row, "true or false");
	case KEY_TABLE:
		return check_table(n, row);
	case KEY_CAP:
		return n->type == TOML_TABLE ? check_table(n, row)
					     : check_list(n, row);
	default:
		return check_list(n, row);
	}
}

/*
 * A slip of the pen stands for the key it was meant to be, so that this one is
 * not reported as missing as well.
 */
static void unknown_key(const struct toml_node *table, struct toml_node *n,
			enum cfg_section section)
{
	struct nearest near = nearest_to(n->key);
	struct words all = {0};
	for (size_t i = 0; i < cfg_key_count; i++) {
		if (cfg_keys[i].section == section) {
			nearest_offer(&near, cfg_keys[i].name);
			words_add(&all, cfg_keys[i].name);
		}
	}
	const char *misplaced = cfg_misplaced(section, n->key);
	const char *help =
		misplaced   ? misplaced
		: near.best ? keep_format("did you mean '%s'?", near.best)
			    : keep_format("its keys are %s", words_list(&all));
	diag_error((struct diag){.code = "K5-E0204",
				 .at = n->key_at,
				 .note = "nobody reads this",
				 .help = help},
		   "unknown key '%.64s' in %s", n->key,
		   section_words(table, section));
	n->bad = true;
	if (near.best && !cfg_get(table, near.best)) {
		n->key = keep_text(near.best);
	}
}

static void check_required(const struct toml_node *table,
			   const struct cfg_key *row)
{
	if (strcmp(row->preset, "required") != 0 || cfg_get(table, row->name) ||
	    cfg_bad(table, row->name)) {
		return;
	}
	if (row->section == CFG_APP) {
		diag_error((struct diag){.code = "K5-E0216",
					 .at = table->at,
					 .help = "add [[tasks]] with name = "
						 "\"...\" and a folder of "
						 "that name"},
			   "the app has no tasks");
		return;
	}
	diag_error((struct diag){.code = "K5-E0208",
				 .at = table->key ? table->key_at : table->at,
				 .note = "in here",
				 .help = row_help(row)},
		   "'%s' is missing in %s", row->name,
		   section_words(table, row->section));
}

void schema_check(struct toml_node *table, enum cfg_section section)
{
	for (size_t i = 0; i < table->count; i++) {
		struct toml_node *n = &table->child[i];
		const struct cfg_key *row = cfg_row(section, n->key);
		if (!row) {
			unknown_key(table, n, section);
		} else if (strcmp(row->name, "*") == 0 &&
			   !good_name(n->key_at, n->key, strlen(n->key))) {
			n->bad = true;
		} else {
			n->bad = !check_value(n, row);
		}
	}
	for (size_t i = 0; i < cfg_key_count; i++) {
		if (cfg_keys[i].section == section) {
			check_required(table, &cfg_keys[i]);
		}
	}
}
