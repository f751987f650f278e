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
	const char *why; /* refused where it stands; NULL: not yet */
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

/*
 * Past a backslash and what it escapes. In a long string that may be the end
 * of the line and all blanks after it; a letter outside ASCII next is one of
 * those that the library cannot stand.
 */
static void skip_escape(struct scan *s)
{
	step(s);
	size_t next = s->at + strspn(s->text + s->at, " \t\r\n");
	if (next < s->length && (unsigned char)s->text[next] >= 0x80) {
		s->why = "such a character cannot follow this backslash";
	} else if (s->at < s->length) {
		step(s);
	}
}

/* From the opening quotes to behind the closing ones. */
static void skip_string(struct scan *s, const char *quotes)
{
	struct scan start = *s;
	bool escapes = quotes[0] == '"';
	bool one_line = quotes[1] == '\0';
	s->at += strlen(quotes);
	while (s->at < s->length && !s->why && !starts(s, quotes)) {
		if (one_line && s->text[s->at] == '\n') {
			break;
		}
		if (escapes && s->text[s->at] == '\\') {
			skip_escape(s);
		} else {
			step(s);
		}
	}
	if (s->why) {
		return;
	}
	if (!starts(s, quotes)) {
		*s = start;
		s->why = "this string has no end";
		return;
	}
	s->at += strlen(quotes);
	/* quotes before the closing three belong to the string */
	for (int i = 0; !one_line && i < 2 && starts(s, &quotes[2]); i++) {
		s->at++;
	}
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

static void skip_code(struct scan *s)
{
	static const char *const quotes[] = {"\"\"\"", "'''", "\"", "'"};
	for (size_t i = 0; i < sizeof quotes / sizeof quotes[0]; i++) {
		if (starts(s, quotes[i])) {
			skip_string(s, quotes[i]);
			return;
		}
	}
	unsigned char c = (unsigned char)s->text[s->at];
	s->dots += c == '.';
	if (c >= 0x80) {
		s->why = "such a character needs quotes";
	} else if (s->dots > DOTS) {
		s->why = "too many dots in one line";
	} else if (c == '#') {
		skip_comment(s);
	} else {
		step(s);
	}
}

bool toml_scan(const char *file, const char *text, size_t length,
	       struct toml_error *error)
{
	static const char mark[] = "\xef\xbb\xbf"; /* that the text is UTF-8 */
	struct scan s = {.text = text, .length = length, .line = 1};
	if (starts(&s, mark)) {
		s.at = s.line_start = strlen(mark);
	}
	while (s.at < s.length && !s.why) {
		skip_code(&s);
	}
	if (s.why) {
		error->message = keep_text(s.why);
		error->at = (struct where){file, s.line, column(&s), 1};
	}
	return !s.why;
}
