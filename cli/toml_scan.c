/*
 * toml_scan.c - what is refused before the grammar sees it
 *
 *      code --#--> comment     --end of line--> code
 *           --"--> string      --"------------> code
 *           --"""--> long string --"""--------> code      (and so for ')
 *
 * toml++ 3.3 runs into undefined behaviour on some letters outside ASCII where
 * only code can be, and destroys long dotted keys by deep recursion. TOML
 * allows neither such letters nor, in any file of ours, so many dots. Strings
 * and comments are skipped; of their form only the end is asked for, since a
 * forgotten quote is better shown where it is missing.
 */
#include <string.h>

#include "config_keep.h"
#include "toml.h"

enum {
	DOTS = 32 /* in one line of code */
};

struct scan {
	const char *text;
	size_t length;
	size_t at;
	size_t line_start;
	int line;
	int dots;
};

static bool starts(const struct scan *s, const char *word)
{
	size_t n = strlen(word);
	return s->length - s->at >= n && memcmp(s->text + s->at, word, n) == 0;
}

static void skip_comment(struct scan *s)
{
	while (s->at < s->length && s->text[s->at] != '\n') {
		s->at++;
	}
}

/* Past the next character; a new line starts the counts anew. */
static void step(struct scan *s)
{
	if (s->text[s->at++] == '\n') {
		s->line++;
		s->line_start = s->at;
		s->dots = 0;
	}
}

/* From the opening quotes to behind the closing ones; false: there are none. */
static bool skip_string(struct scan *s, const char *quotes)
{
	bool escapes = quotes[0] == '"';
	bool one_line = quotes[1] == '\0';
	s->at += strlen(quotes);
	while (s->at < s->length && !starts(s, quotes)) {
		if (one_line && s->text[s->at] == '\n') {
			return false;
		}
		if (escapes && s->text[s->at] == '\\' &&
		    s->at + 1 < s->length) {
			step(s);
		}
		step(s);
	}
	if (s->at >= s->length) {
		return false;
	}
	s->at += strlen(quotes);
	/* quotes before the closing three belong to the string */
	for (int i = 0; !one_line && i < 2 && starts(s, &quotes[2]); i++) {
		s->at++;
	}
	return true;
}

/* Code points from the start of the line. */
static int column(const struct scan *s)
{
	int points = 1;
	for (size_t i = s->line_start; i < s->at; i++) {
		points += ((unsigned char)s->text[i] & 0xc0) != 0x80;
	}
	return points;
}

/* Past what starts here; false for a string without an end. */
static bool skip(struct scan *s)
{
	static const char *const quotes[] = {"\"\"\"", "'''", "\"", "'"};
	for (size_t i = 0; i < sizeof quotes / sizeof quotes[0]; i++) {
		if (starts(s, quotes[i])) {
			return skip_string(s, quotes[i]);
		}
	}
	if (s->text[s->at] == '#') {
		skip_comment(s);
		return true;
	}
	s->dots += s->text[s->at] == '.';
	step(s);
	return true;
}

bool toml_scan(const char *file, const char *text, size_t length,
	       struct toml_error *error)
{
	static const char mark[] = "\xef\xbb\xbf"; /* that the text is UTF-8 */
	struct scan s = {.text = text, .length = length, .line = 1};
	if (starts(&s, mark)) {
		s.at = s.line_start = strlen(mark);
	}
	while (s.at < s.length) {
		struct scan here = s;
		const char *why = NULL;
		if ((unsigned char)s.text[s.at] >= 0x80) {
			why = "such a character needs quotes";
		} else if (s.dots > DOTS) {
			why = "too many dots in one line";
		} else if (!skip(&s)) {
			why = "this string has no end";
		}
		if (why) {
			error->message = keep_text(why);
			error->at = (struct where){file, here.line,
						   column(&here), 1};
			return false;
		}
	}
	return true;
}
