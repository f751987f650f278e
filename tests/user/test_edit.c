/*
 * test_edit.c - the line editor of drivers/uart_cmsdk: keys, what is shown, the line
 */
#include "trap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../drivers/uart_cmsdk/edit.h"

static struct edit edit;
static char screen[EDIT_SHOWS];
static struct shown seen;

/* Types `keys` behind the prompt "> "; true if the last one ended the line. */
static bool typed(const char *keys)
{
	bool done = false;

	memset(&edit, 0, sizeof(edit));
	edit_begin(&edit, "> ", 2);
	for (; *keys; keys++) {
		assert_false(done);
		seen = (struct shown){screen, 0};
		done = edit_key(&edit, (uint8_t)*keys, &seen);
	}
	return done;
}

static bool line_is(const char *text)
{
	return edit.size == strlen(text) &&
	       memcmp(edit.text, text, edit.size) == 0;
}

/* What the last key showed. */
static bool shows(const char *text)
{
	return seen.size == strlen(text) &&
	       memcmp(seen.at, text, seen.size) == 0;
}

static void c15_a_line_is_echoed_and_ended(void **state)
{
	(void)state;
	assert_false(typed("he"));
	assert_true(line_is("he") && shows("e"));
	assert_true(typed("help\r"));
	assert_true(line_is("help") && shows("\r\n"));
	assert_true(typed("help\n"));
}

static void c15_a_new_line_after_a_return_is_the_same_key(void **state)
{
	(void)state;
	assert_true(typed("one\r"));
	edit_begin(&edit, "> ", 2);
	assert_false(edit_key(&edit, '\n', &seen));
	assert_true(edit_key(&edit, '\n', &seen)); /* the second is a line */
}

static void c15_what_was_typed_is_taken_back(void **state)
{
	(void)state;
	typed("ab\x7f");
	assert_true(line_is("a") && shows("\b \b"));
	typed("ab\b\b\b");
	assert_true(line_is("") && shows("")); /* never into the prompt */
	typed("abc\x15");
	assert_true(line_is("") && shows("\b \b\b \b\b \b"));
	typed("abc\x03");
	assert_true(line_is("") && shows("^C\r\n> "));
}

static void c15_arrows_and_function_keys_do_nothing(void **state)
{
	(void)state;
	typed("a\033[A\033[1;5C\033OPb\033[15~c");
	assert_true(line_is("abc"));
	assert_true(typed("a\033\r")); /* an Escape alone swallows no Return */
	assert_true(typed("a\033[\r"));
}

static void c15_a_full_line_rings_and_takes_no_more(void **state)
{
	char keys[EDIT_LINE + 2];

	(void)state;
	memset(keys, 'x', EDIT_LINE + 1);
	keys[EDIT_LINE + 1] = '\0';
	typed(keys);
	assert_true(edit.size == EDIT_LINE && shows("\a"));
	assert_true(edit_key(&edit, '\r', &seen));
	typed(keys);
	seen = (struct shown){screen, 0};
	edit_key(&edit, 0x15, &seen); /* the most that a key shows */
	assert_true(seen.size == EDIT_SHOWS && edit.size == 0);
}

/* Any bytes in any order: the line stays printable, within its size and its room. */
static void c15_noise_on_the_wire_harms_nothing(void **state)
{
	(void)state;
	typed("");
	srand(15);
	for (int i = 0; i < 1000000; i++) {
		seen = (struct shown){screen, 0};
		edit_key(&edit, (uint8_t)rand(), &seen);
		assert_true(edit.size <= EDIT_LINE && seen.size <= EDIT_SHOWS);
		assert_true(
			edit_printable((const uint8_t *)edit.text, edit.size));
	}
}

static void c15_only_printable_text_passes(void **state)
{
	(void)state;
	assert_true(edit_printable((const uint8_t *)" ~", 2));
	assert_true(edit_printable(NULL, 0));
	for (unsigned byte = 0; byte < 256; byte++) {
		uint8_t text[3] = {'a', (uint8_t)byte, 'b'};

		assert_int_equal(edit_printable(text, 3),
				 byte >= 32 && byte < 127);
	}
}

const struct CMUnitTest edit_tests[] = {
	cmocka_unit_test(c15_a_line_is_echoed_and_ended),
	cmocka_unit_test(c15_a_new_line_after_a_return_is_the_same_key),
	cmocka_unit_test(c15_what_was_typed_is_taken_back),
	cmocka_unit_test(c15_arrows_and_function_keys_do_nothing),
	cmocka_unit_test(c15_a_full_line_rings_and_takes_no_more),
	cmocka_unit_test(c15_noise_on_the_wire_harms_nothing),
	cmocka_unit_test(c15_only_printable_text_passes),
};
const size_t edit_test_count = sizeof(edit_tests) / sizeof(edit_tests[0]);
