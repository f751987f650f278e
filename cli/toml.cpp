/*
 * toml.cpp - toml++ behind a C header
 *
 * The one C++ file of the tool. toml++ sorts the members of a table by name;
 * here they return to the file's order, because slots are numbered by it.
 * Nesting is limited in both directions, since toml++ destroys its tree by
 * recursion: values inside values by the macro below, dotted keys by counting
 * the dots of a line. Nothing here knows what a key means.
 */
#include "toml.h"

#include <algorithm>
#include <string>
#include <string_view>

#define TOML_EXCEPTIONS        0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_MAX_NESTED_VALUES 16
#include <toml++/toml.h>

#include "config_keep.h"

namespace
{

constexpr int max_dots = 32; /* in one line */

where place(const char *file, const toml::source_region &r)
{
	int line = static_cast<int>(r.begin.line);
	int column = static_cast<int>(r.begin.column);
	int width = 1;
	if (r.end.line == r.begin.line && r.end.column > r.begin.column) {
		width = static_cast<int>(r.end.column - r.begin.column);
	}
	return {file, line, column, width};
}

bool before(const toml_node &a, const toml_node &b)
{
	if (a.key_at.line != b.key_at.line) {
		return a.key_at.line < b.key_at.line;
	}
	return a.key_at.column < b.key_at.column;
}

toml_node copy(const char *file, const toml::node &from);

toml_node *children(size_t count)
{
	return static_cast<toml_node *>(keep_alloc(count, sizeof(toml_node)));
}

void copy_table(const char *file, const toml::table &from, toml_node *to)
{
	to->type = TOML_TABLE;
	to->child = children(from.size());
	for (auto &&[key, value] : from) {
		toml_node &n = to->child[to->count++];
		n = copy(file, value);
		n.key = keep_bytes(key.data(), key.length());
		n.key_at = place(file, key.source());
	}
	std::sort(to->child, to->child + to->count, before);
}

void copy_array(const char *file, const toml::array &from, toml_node *to)
{
	to->type = TOML_ARRAY;
	to->child = children(from.size());
	for (auto &&value : from) {
		to->child[to->count++] = copy(file, value);
	}
}

toml_node copy(const char *file, const toml::node &from)
{
	toml_node to{};
	to.at = place(file, from.source());
	if (auto table = from.as_table()) {
		copy_table(file, *table, &to);
	} else if (auto array = from.as_array()) {
		copy_array(file, *array, &to);
	} else if (auto text = from.as_string()) {
		to.type = TOML_STRING;
		to.length = text->get().length();
		to.string = keep_bytes(text->get().data(), to.length);
	} else if (auto integer = from.as_integer()) {
		to.type = TOML_INTEGER;
		to.integer = integer->get();
	} else if (auto boolean = from.as_boolean()) {
		to.type = TOML_BOOL;
		to.boolean = boolean->get();
	} else {
		to.type = from.is_floating_point() ? TOML_FLOAT : TOML_DATE;
	}
	return to;
}

/* The first line with too many dots outside a comment line; 0: none. */
int dotted_line(std::string_view text)
{
	int line = 1;
	int dots = 0;
	bool blank = true;
	bool comment = false;
	for (char c : text) {
		if (c == '\n') {
			line++;
			dots = 0;
			blank = true;
			comment = false;
			continue;
		}
		comment = comment || (blank && c == '#');
		blank = blank && (c == ' ' || c == '\t');
		dots += c == '.' && !comment;
		if (dots > max_dots) {
			return line;
		}
	}
	return 0;
}

} // namespace

extern "C" toml_node *toml_parse(const char *file, const char *text,
				 size_t length, toml_error *error)
{
	std::string_view view(text, length);
	if (int line = dotted_line(view); line > 0) {
		error->message = keep_text("too many dots in one line");
		error->at = {file, line, 1, 1};
		return nullptr;
	}
	toml::parse_result result = toml::parse(view);
	if (!result) {
		auto what = result.error().description();
		error->message = keep_bytes(what.data(), what.length());
		error->at = place(file, result.error().source());
		return nullptr;
	}
	toml_node *root = children(1);
	copy_table(file, result.table(), root);
	root->at = {file, 1, 1, 1};
	return root;
}
