/*
 * cases.h - the groups of the code generator's unit tests
 *
 * A test's name begins with its category of the test plan: c04_ regions are
 * exact, c23_ what app.toml says is what gets built.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../codegen/image.h"

/* Each runs its tests and returns how many failed. */
int cases_solver(void);
int cases_naive(void);
int cases_text(void);
int cases_layout(void);
int cases_image(void);
int cases_frames(void);
int cases_tables(void);

/* A folder for a test's files, empty each time it is asked for. */
const char *scratch(const char *name);

/* The next number of a sequence that is the same in every run. */
uint32_t scramble(uint32_t *seed);

/* A part made of sections given by hand; section 0 is the empty one. */
struct made_part {
	struct elf_section section[8];
	struct elf_symbol symbol[4];
};
struct image_part make_part(const char *name, struct made_part *from,
			    size_t sections, size_t symbols);

/* A board with `granule`, and memories of the given sizes. */
struct model make_model(uint32_t flash, uint32_t ram, uint32_t granule);
