/*
 * sizes.h - bytes of every part of a built app
 */
#pragma once

#include "layout.h"
#include "model.h"

/* Bytes that are taken, and bytes that were set aside for them. */
struct share {
	uint32_t base;
	uint32_t used;
	uint32_t given;
};

struct size_row {
	const char *part; /* "monitor", "kernel", a task, a shared region */
	uint32_t text;
	uint32_t rodata;
	uint32_t data; /* counts in flash and in RAM */
	uint32_t bss;
	uint32_t stack;
	struct share flash;
	struct share ram;
};

struct sizes {
	struct size_row row[MODEL_TASKS + MODEL_SHARED + 2]; /* so ordered */
	size_t rows;
	size_t kernel; /* which row is the kernel's */
	struct room flash_left;
	struct room ram_left;
};

/* Reads the files linked in `out`. False after having told why. */
bool sizes_of(struct sizes *s, const struct model *m, const char *out);
