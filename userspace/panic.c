/*
 * panic.c - the last words of a task, and libc's ways to them
 */
#include <k5/panic.h>

#include <stdlib.h>
#include <string.h>

#include <k5/log.h>

_Noreturn void k5_panic_text(const char *text, size_t size)
{
	if (size > K5_LOG_MAX)
		size = K5_LOG_MAX;
	(k5_panic)(text, size);
	for (;;)
		(k5_panic)(NULL, 0); /* text was not ours to read */
}

struct words {
	char text[K5_LOG_MAX];
	size_t size;
};

static void say(struct words *w, const char *s)
{
	while (*s && w->size < sizeof(w->text))
		w->text[w->size++] = *s++;
}

static void say_number(struct words *w, int number)
{
	char digits[3 * sizeof(int) + 2];
	size_t at = sizeof(digits) - 1;
	unsigned rest = number < 0 ? 0u - (unsigned)number : (unsigned)number;

	digits[at] = '\0';
	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (number < 0)
		digits[--at] = '-';
	say(w, &digits[at]);
}

/* What <assert.h> calls. */
_Noreturn void __assert_func(const char *file, int line, const char *function,
			     const char *condition);
_Noreturn void __assert_func(const char *file, int line, const char *function,
			     const char *condition)
{
	struct words w = {.size = 0};

	(void)function;
	say(&w, file);
	say(&w, ":");
	say_number(&w, line);
	say(&w, ": assert: ");
	say(&w, condition);
	k5_panic_text(w.text, w.size);
}

_Noreturn void _exit(int code);
_Noreturn void _exit(int code)
{
	struct words w = {.size = 0};

	while (code == 0)
		k5_exit();
	say(&w, "exit code ");
	say_number(&w, code);
	k5_panic_text(w.text, w.size);
}

_Noreturn void abort(void)
{
	k5_panic_text("abort", 5);
}
