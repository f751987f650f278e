/*
 * dict.h - the dictionary a build leaves beside its image
 *
 * The device sends ids; the dictionary of the same build id has the strings,
 * the tasks' names and the way to their ELF files, for places in the source:
 *
 *      {"version": 1, "build": "1a2b3c4d", "hz": 20000000,
 *       "board": "mps2-an505", "app": "ping-pong",
 *       "tasks": [{"name": "client", "elf": "client.elf",
 *                  "threads": ["client"],
 *                  "strings": [{"id": 0, "file": "client/main.c",
 *                               "line": 12, "format": "ping %d -> %d"}]}],
 *       "objects": {"endpoint": ["pong"], ...},
 *       "kernel": {"elf": "kernel.elf", "strings": [...]}}
 *
 * Paths of ELF files are relative to the dictionary's folder, or absolute.
 * dict_keep puts a copy aside, so that a board flashed last month can still be
 * read; a copy has strings and names but no longer its ELF files.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dict_string {
	uint32_t id;
	const char *file;
	int line;
	const char *format;
};

/* A task, or the kernel. */
struct dict_image {
	const char *name;
	const char *elf; /* NULL: no longer there */
	const char **threads;
	size_t thread_count;
	struct dict_string *strings; /* by id */
	size_t string_count;
};

struct json_t;

struct dict {
	struct json_t *tree; /* holds the strings below */
	char *path;
	char *source; /* the app's folder, "" if it cannot be told */
	uint32_t build;
	uint32_t hz;
	unsigned word; /* bytes of the part's register: 4 or 8 */
	const char *app;
	const char *board;
	struct dict_image *tasks;
	size_t task_count;
	struct dict_image kernel;
};

/* NULL after saying what is wrong. Kept until the tool ends. */
struct dict *dict_load(const char *path);

/* The copy of build `build` that was put aside beside `current`, or NULL. */
struct dict *dict_kept(const struct dict *current, uint32_t build);

/* Puts a copy aside; false if that failed (nothing is said). */
bool dict_keep(const struct dict *d);

/* Who sends with this task byte; NULL if nobody does. */
const struct dict_image *dict_image(const struct dict *d, uint8_t task);

/*
 * What app.toml calls an object of a type, K5_CAP_; a word and the number if the
 * dictionary has none. Of an interrupt's line: NULL if it has none. Kept.
 */
const char *dict_object(const struct dict *d, uint32_t type, uint32_t object);
const char *dict_irq(const struct dict *d, uint32_t line);

const struct dict_string *dict_string(const struct dict_image *image,
				      uint32_t id);
