/*
 * edit.h - a line while it is typed
 *
 *      key              does                            shows
 *      printable        is added, if there is room      itself, or a bell
 *      Backspace, DEL   takes the last one back         "\b \b"
 *      ^U               takes all back                  that for each
 *      ^C               drops the line                  "^C", a new line, the prompt
 *      Return, ^J       ends the line                   a new line
 *      Escape [ ... X   an arrow or function key        nothing
 *      others           nothing                         nothing
 *
 * No registers, no system calls: tests/user/test_edit.c runs it on the host.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	EDIT_LINE = 80,
	EDIT_PROMPT = 16,
	EDIT_SHOWS = 3 * EDIT_LINE /* the most that a key shows */
};

struct edit {
	char text[EDIT_LINE];
	size_t size;
	char prompt[EDIT_PROMPT];
	size_t prompt_size;
	enum {
		EDIT_PLAIN,
		EDIT_ESCAPE,  /* an Escape came */
		EDIT_SEQUENCE /* and a '[': up to a letter or '~' */
	} keys;
	bool returned; /* the last key was Return: a ^J after it is the same */
};

/* Bytes to show, gathered by who calls: room for EDIT_SHOWS more. */
struct shown {
	char *at;
	size_t size;
};

void show(struct shown *s, const char *text, size_t size);

/* Prompt and line, as they stand. */
void edit_show(const struct edit *e, struct shown *s);

/* An empty line behind another prompt. */
void edit_begin(struct edit *e, const char *prompt, size_t size);

/* Takes a key; true if the line is complete. */
bool edit_key(struct edit *e, uint8_t key, struct shown *s);

/* May it be sent to a terminal as text? */
bool edit_printable(const uint8_t *text, size_t size);
