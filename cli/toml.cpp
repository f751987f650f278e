/*
 * toml.cpp - toml++ behind a C header
 *
 * The one C++ file of the tool. toml++ sorts the members of a table by name;
 * here they return to the file's order, because slots are numbered by it.
 * The library is sharp at some edges. toml_scan.c keeps texts away from it that
 * lead to undefined behaviour, a macro limits how deep values nest, and its
 * assertions, which bad files can fail ("[{x]"), throw here; a search for the
 * shortest text that does so then finds the line to blame.
 *
 * A NUL in a key would end it early in C, so it becomes a '?', which no key
 * has. Nothing here knows what a key means.
 */
#include "toml.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace
{

struct asserted {
};

/* A function, since toml++ asserts in places that must not throw directly. */
[[noreturn]] void assert_failed()
{
	throw asserted{};
}

} // namespace

#undef NDEBUG /* it would turn assertions into assumptions */
#define TOML_ASSERT(expr)      ((expr) ? void() : assert_failed())
#define TOML_EXCEPTIONS        1
#define TOML_ENABLE_FORMATTERS 0
#define TOML_MAX_NESTED_VALUES 16
#include <toml++/toml.h>

#include "config_keep.h"

namespace
{

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
		std::replace(n.key, n.key + key.length(), '\0', '?');
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

/* Whether toml++ fails an assertion of its own over a text. */
bool asserts(std::string_view text)
{
	try {
		static_cast<void>(toml::parse(text));
	} catch (const toml::parse_error &) {
		return false;
	} catch (const asserted &) {
		return true;
	}
	return false;
}

/* The line where a text starts to be one that toml++ asserts on. */
int asserted_line(std::string_view text)
{
	auto lines = [&](long n) {
		size_t end = 0;
		while (n-- > 0 && end < text.length()) {
			end = text.find('\n', end);
			end = end == text.npos ? text.length() : end + 1;
		}
		return text.substr(0, end);
	};
	long good = 0;
	long bad = std::count(text.begin(), text.end(), '\n') + 1;
	while (bad - good > 1) {
		long middle = (good + bad) / 2;
		(asserts(lines(middle)) ? bad : good) = middle;
	}
	return static_cast<int>(bad);
}

std::optional<toml::table> parse(const char *file, std::string_view text,
				 toml_error *error)
{
	try {
		return toml::parse(text);
	} catch (const toml::parse_error &e) {
		auto what = e.description();
		error->message = keep_bytes(what.data(), what.length());
		error->at = place(file, e.source());
	} catch (const asserted &) {
		error->message = keep_text("the brackets make no sense");
		error->at = {file, asserted_line(text), 1, 1};
	}
	return std::nullopt;
}

} // namespace

extern "C" toml_node *toml_parse(const char *file, const char *text,
				 size_t length, toml_error *error)
{
	if (!toml_scan(file, text, length, error)) {
		return nullptr;
	}
	auto table = parse(file, std::string_view(text, length), error);
	if (!table) {
		return nullptr;
	}
	toml_node *root = children(1);
	copy_table(file, *table, root);
	root->at = {file, 1, 1, 1};
	return root;
}
