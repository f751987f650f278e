/*
 * text.c - a growing piece of text, and saving it
 *
 * A tool that runs for a tenth of a second has nobody to hand "out of memory"
 * to, so that ends it at once, in the one function that can meet it.
 */
#include "text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../cli/config_keep.h"
#include "../cli/diag.h"

static void grow(struct text *t, size_t more)
{
	size_t room = t->room ? t->room : 256;

	while (room < t->length + more + 1)
		room *= 2;
	if (room == t->room)
		return;

	char *s = realloc(t->s, room);
	if (!s) {
		fputs("k5: out of memory\n", stderr);
		exit(K5X_BUILD);
	}
	t->s = s;
	t->room = room;
}

void text_add_v(struct text *t, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int length = vsnprintf(NULL, 0, format, args);

	if (length > 0) {
		grow(t, (size_t)length);
		vsnprintf(t->s + t->length, (size_t)length + 1, format, again);
		t->length += (size_t)length;
	}
	va_end(again);
}

void text_add(struct text *t, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	text_add_v(t, format, args);
	va_end(args);
}

void text_add_bytes(struct text *t, const void *bytes, size_t length)
{
	grow(t, length);
	if (length)
		memcpy(t->s + t->length, bytes, length);
	t->length += length;
	t->s[t->length] = '\0';
}

void text_free(struct text *t)
{
	free(t->s);
	*t = (struct text){0};
}

bool text_load(struct text *t, const char *path)
{
	char piece[16384];
	size_t n;
	FILE *f = fopen(path, "rb");

	if (!f)
		return false;
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		text_add_bytes(t, piece, n);

	bool ok = !ferror(f);
	fclose(f);
	return ok;
}

static bool same(const struct text *t, const char *path)
{
	struct stat st;
	struct text old = {0};

	if (stat(path, &st) != 0 || (size_t)st.st_size != t->length)
		return false;

	bool ok = text_load(&old, path) && old.length == t->length &&
		  (t->length == 0 || memcmp(old.s, t->s, t->length) == 0);
	text_free(&old);
	return ok;
}

static enum save complain(const char *path)
{
	diag_error((struct diag){.code = "K5-E0306",
				 .help = "is the disk full, or the folder not "
					 "yours to write?"},
		   "cannot write %s: %s", path, strerror(errno));
	return SAVE_FAILED;
}

static bool put(const struct text *t, const char *path)
{
	FILE *f = fopen(path, "wb");

	if (!f)
		return false;
	bool ok = t->length == 0 || fwrite(t->s, 1, t->length, f) == t->length;
	return fclose(f) == 0 && ok;
}

static enum save save_always(const struct text *t, const char *path)
{
	char *temporary = keep_format("%s.new%ld", path, (long)getpid());
	enum save result = SAVE_WRITTEN;

	if (!put(t, temporary) || rename(temporary, path) != 0) {
		result = complain(path);
		unlink(temporary);
	}
	return result;
}

enum save text_save(const struct text *t, const char *path)
{
	return same(t, path) ? SAVE_SAME : save_always(t, path);
}

bool make_folder(const char *path)
{
	char *copy = keep_text(path);
	bool ok = true;

	for (char *p = copy + 1; ok && *p; p++) {
		if (*p == '/') {
			*p = '\0';
			ok = mkdir(copy, 0777) == 0 || errno == EEXIST;
			*p = '/';
		}
	}
	ok = ok && (mkdir(copy, 0777) == 0 || errno == EEXIST);
	if (!ok)
		complain(path);
	return ok;
}
