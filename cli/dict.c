/*
 * dict.c - reading a dictionary, and finding things in it
 *
 * The JSON tree is kept as long as the tool runs, so the strings inside it can
 * be pointed at. A field of the wrong type reads as empty: the file is made by
 * the build, and a damaged one must not stop a log from being shown.
 */
#include "dict.h"

#include <errno.h>
#include <jansson.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <k5/log.h>

#include "config_keep.h"
#include "diag.h"

/* The folder beside a dictionary that has the copies. */
#define KEPT "dicts"

static const char *text(json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value ? value : "";
}

static uint32_t whole(json_t *object, const char *key)
{
	json_int_t n = json_integer_value(json_object_get(object, key));

	return n >= 0 && n <= UINT32_MAX ? (uint32_t)n : 0;
}

static int by_id(const void *a, const void *b)
{
	uint32_t x = ((const struct dict_string *)a)->id;
	uint32_t y = ((const struct dict_string *)b)->id;

	return (x > y) - (x < y);
}

static void read_strings(struct dict_image *image, json_t *array)
{
	size_t n = json_array_size(array);

	image->strings = keep_alloc(n + 1, sizeof(*image->strings));
	image->string_count = n;
	for (size_t i = 0; i < n; i++) {
		json_t *entry = json_array_get(array, i);

		image->strings[i] = (struct dict_string){
			.id = whole(entry, "id"),
			.file = text(entry, "file"),
			.line = (int)(whole(entry, "line") & INT_MAX),
			.format = text(entry, "format"),
		};
	}
	qsort(image->strings, n, sizeof(*image->strings), by_id);
}

static void read_threads(struct dict_image *image, json_t *array)
{
	size_t n = json_array_size(array);

	image->threads = keep_alloc(n + 1, sizeof(*image->threads));
	image->thread_count = n;
	for (size_t i = 0; i < n; i++) {
		const char *name = json_string_value(json_array_get(array, i));
		image->threads[i] = name ? name : "";
	}
}

/* An ELF path as written in the dictionary in folder `dir`. */
static const char *elf_path(const char *dir, const char *written)
{
	if (*written == '\0') {
		return NULL;
	}
	return *written == '/' ? written : keep_format("%s/%s", dir, written);
}

static void read_image(struct dict_image *image, json_t *object,
		       const char *dir)
{
	image->name = text(object, "name");
	image->elf = elf_path(dir, text(object, "elf"));
	read_strings(image, json_object_get(object, "strings"));
	read_threads(image, json_object_get(object, "threads"));
}

/* APP/build/BOARD/NAME.dict.json lies three folders below the app. */
static char *source_of(const char *path)
{
	char *full = realpath(path, NULL);
	char *dir = full;

	for (int up = 0; dir && up < 3; up++) {
		dir = dirname(dir);
	}
	char *kept = keep_text(dir ? dir : "");
	free(full);
	return kept;
}

static struct dict *from_json(json_t *root, const char *path)
{
	struct dict *d = keep_alloc(1, sizeof(*d));
	json_t *tasks = json_object_get(root, "tasks");
	const char *dir = dirname(keep_text(path));

	d->tree = root;
	d->path = keep_text(path);
	d->source = source_of(path);
	d->build = (uint32_t)strtoul(text(root, "build"), NULL, 16);
	d->hz = whole(root, "hz");
	d->word = whole(root, "word") == 8 ? 8 : 4;
	d->app = text(root, "app");
	d->board = text(root, "board");
	d->task_count = json_array_size(tasks);
	d->tasks = keep_alloc(d->task_count + 1, sizeof(*d->tasks));
	for (size_t i = 0; i < d->task_count; i++) {
		read_image(&d->tasks[i], json_array_get(tasks, i), dir);
	}
	read_image(&d->kernel, json_object_get(root, "kernel"), dir);
	d->kernel.name = "kernel";
	return d;
}

struct dict *dict_load(const char *path)
{
	json_error_t error;
	json_t *root = json_load_file(path, JSON_ALLOW_NUL, &error);

	if (!root) {
		diag_error((struct diag){.code = "K5-E0501",
					 .help = "'k5 build' makes it"},
			   "cannot read the log dictionary %s: %s", path,
			   error.text);
		return NULL;
	}
	if (whole(root, "version") != 1) {
		diag_error((struct diag){.code = "K5-E0501",
					 .help = "build the app with this k5"},
			   "%s is a dictionary of another version of k5", path);
		json_decref(root);
		return NULL;
	}
	return from_json(root, path);
}

static char *kept_path(const struct dict *d, uint32_t build)
{
	const char *dir = dirname(keep_text(d->path));

	return keep_format("%s/" KEPT "/%08x.dict.json", dir, build);
}

struct dict *dict_kept(const struct dict *current, uint32_t build)
{
	char *path = kept_path(current, build);
	struct stat st;

	if (stat(path, &st) != 0) {
		return NULL;
	}
	struct dict *d = dict_load(path);
	if (!d || d->build != build) {
		return NULL;
	}
	d->source = current->source;
	d->kernel.elf = NULL;
	for (size_t i = 0; i < d->task_count; i++) {
		d->tasks[i].elf = NULL;
	}
	return d;
}

bool dict_keep(const struct dict *d)
{
	char *path = kept_path(d, d->build);
	json_t *root = json_load_file(d->path, JSON_ALLOW_NUL, NULL);

	if (!root) {
		return false;
	}
	if (mkdir(dirname(keep_text(path)), 0777) != 0 && errno != EEXIST) {
		json_decref(root);
		return false;
	}
	int failed = json_dump_file(root, path, JSON_COMPACT);
	json_decref(root);
	return failed == 0;
}

const struct dict_image *dict_image(const struct dict *d, uint8_t task)
{
	if (task == K5_LOG_KERNEL) {
		return &d->kernel;
	}
	return task < d->task_count ? &d->tasks[task] : NULL;
}

const struct dict_string *dict_string(const struct dict_image *image,
				      uint32_t id)
{
	struct dict_string key = {.id = id};

	return bsearch(&key, image->strings, image->string_count, sizeof(key),
		       by_id);
}

/* K5_CAP_ as the dictionary calls it. */
static const char *const object_word[] = {
	[K5_CAP_ENDPOINT] = "endpoint",
	[K5_CAP_REPLY] = "reply",
	[K5_CAP_NOTIFICATION] = "notification",
	[K5_CAP_PORT] = "port",
	[K5_CAP_IRQ] = "irq",
	[K5_CAP_POOL] = "pool",
	[K5_CAP_REGION] = "region",
};

const char *dict_object(const struct dict *d, uint32_t type, uint32_t object)
{
	const char *word = type < sizeof(object_word) / sizeof(object_word[0])
				   ? object_word[type]
				   : NULL;
	json_t *all = json_object_get(d->tree, "objects");
	const char *name = word ? json_string_value(json_array_get(
					  json_object_get(all, word), object))
				: NULL;

	return name ? name : word ? keep_format("%s %u", word, object) : "?";
}

const char *dict_irq(const struct dict *d, uint32_t line)
{
	json_t *all = json_object_get(d->tree, "objects");
	json_t *lines = json_object_get(all, "line");

	for (size_t i = 0; i < json_array_size(lines); i++) {
		if (json_integer_value(json_array_get(lines, i)) == line) {
			return dict_object(d, K5_CAP_IRQ, (uint32_t)i);
		}
	}
	return NULL;
}
