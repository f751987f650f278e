/*
 * stdio.c - printf reaches the log
 *
 *      putchar --> line, until '\n' or full --> k5_log_info("%s", line)
 *
 * For a newcomer's first try and for ported code: each line is formatted on
 * the device and sent as text, which k5_log_info avoids. stdout is logged as
 * info, stderr as error. Whoever uses neither links none of this. One buffer
 * for all threads of a task: their lines may mix, as with any printf here.
 */
#include <stdio.h>

#include <k5/log.h>

struct line {
	char text[K5_LOG_MAX]; /* with the final zero: length byte's room */
	size_t length;
};

static struct line out;
static struct line err;

/* Adds a character; true when the line is to leave. */
static bool add(struct line *l, char c)
{
	if (c != '\n')
		l->text[l->length++] = c;
	l->text[l->length] = '\0';
	return c == '\n' || l->length == sizeof(l->text) - 1;
}

static int put_out(char c, FILE *file)
{
	(void)file;
	if (add(&out, c)) {
		out.length = 0;
		k5_log_info("%s", out.text);
	}
	return (unsigned char)c;
}

static int put_err(char c, FILE *file)
{
	(void)file;
	if (add(&err, c)) {
		err.length = 0;
		k5_log_error("%s", err.text);
	}
	return (unsigned char)c;
}

static int flush_out(FILE *file)
{
	return out.length > 0 ? put_out('\n', file) : 0;
}

static int flush_err(FILE *file)
{
	return err.length > 0 ? put_err('\n', file) : 0;
}

static FILE out_file =
	FDEV_SETUP_STREAM(put_out, NULL, flush_out, _FDEV_SETUP_WRITE);
static FILE err_file =
	FDEV_SETUP_STREAM(put_err, NULL, flush_err, _FDEV_SETUP_WRITE);

FILE *const stdout = &out_file;
FILE *const stderr = &err_file;
