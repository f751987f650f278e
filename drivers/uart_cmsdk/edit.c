/*
 * edit.c - keys to a line
 */
#include "edit.h"

#include <string.h>

enum {
	CTRL_C = 3,
	BACKSPACE = 8,
	NEWLINE = 10,
	RETURN = 13,
	CTRL_U = 21,
	ESCAPE = 27,
	DELETE = 127
};

void show(struct shown *s, const char *text, size_t size)
{
	memcpy(s->at + s->size, text, size);
	s->size += size;
}

void edit_show(const struct edit *e, struct shown *s)
{
	show(s, e->prompt, e->prompt_size);
	show(s, e->text, e->size);
}

/* What the last key was, a new line does not forget: its ^J may yet come. */
void edit_begin(struct edit *e, const char *prompt, size_t size)
{
	memcpy(e->prompt, prompt, size);
	e->prompt_size = size;
	e->size = 0;
}

static bool printable(uint8_t key)
{
	return key >= ' ' && key < DELETE;
}

bool edit_printable(const uint8_t *text, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (!printable(text[i]))
			return false;
	}
	return true;
}

static void take_back(struct edit *e, struct shown *s)
{
	e->size--;
	show(s, "\b \b", 3);
}

static void add(struct edit *e, uint8_t key, struct shown *s)
{
	char c = (char)key;

	if (e->size == EDIT_LINE) {
		show(s, "\a", 1);
		return;
	}
	e->text[e->size++] = c;
	show(s, &c, 1);
}

/* Is the key part of an arrow or function key? A control character never is. */
static bool swallowed(struct edit *e, uint8_t key)
{
	switch (e->keys) {
	case EDIT_ESCAPE:
		e->keys = key == '[' || key == 'O' ? EDIT_SEQUENCE : EDIT_PLAIN;
		return key >= ' ';
	case EDIT_SEQUENCE:
		if ((key >= '@' && key <= '~') || key < ' ')
			e->keys = EDIT_PLAIN;
		return key >= ' ';
	default:
		return false;
	}
}

bool edit_key(struct edit *e, uint8_t key, struct shown *s)
{
	bool second = key == NEWLINE && e->returned;

	e->returned = key == RETURN;
	if (second || swallowed(e, key))
		return false;
	if (key == RETURN || key == NEWLINE) {
		show(s, "\r\n", 2);
		return true;
	}
	if (key == ESCAPE) {
		e->keys = EDIT_ESCAPE;
	} else if (key == CTRL_C) {
		show(s, "^C\r\n", 4);
		e->size = 0;
		edit_show(e, s);
	} else if (key == CTRL_U) {
		while (e->size > 0)
			take_back(e, s);
	} else if (key == BACKSPACE || key == DELETE) {
		if (e->size > 0)
			take_back(e, s);
	} else if (printable(key)) {
		add(e, key, s);
	}
	return false;
}
