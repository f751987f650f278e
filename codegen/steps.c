/*
 * steps.c - the steps of a build that k5 itself does
 */
#include "steps.h"

#include <stdio.h>
#include <string.h>

#include "../cli/config_keep.h"
#include "dictionary.h"
#include "entries.h"
#include "image.h"
#include "layout.h"
#include "paths.h"
#include "report.h"
#include "tables.h"
#include "text.h"

struct step {
	const struct model *m;
	const char *out;
	char *const *words;
	size_t count;
};

static bool step_entries(const struct step *s)
{
	struct text stamp = {0};

	if (s->count < 1 || !entries_check(s->m, s->out, s->words[0],
					   s->words + 1, s->count - 1))
		return false;
	text_add(&stamp, "has all its entries\n");
	return text_save(&stamp, keep_format("%s/%s.task/checked", s->out,
					     s->words[0])) != SAVE_FAILED;
}

static bool step_layout(const struct step *s)
{
	struct layout l;
	bool ok = layout_make(&l, s->m, s->out);

	for (size_t i = 0; ok && i < s->m->task_count; i++) {
		const char *folder = keep_format(
			"%s/pass2", path_task_folder(s->out, &s->m->tasks[i]));
		struct text t = {0};

		layout_memory(&t, s->m, i, &l);
		ok = make_folder(folder) &&
		     text_save(&t, keep_format("%s/memory.ld", folder)) !=
			     SAVE_FAILED;
		text_free(&t);
	}
	return ok;
}

static bool step_tables(const struct step *s)
{
	struct text t = {0};
	bool ok = tables_app(&t, s->m, s->out) &&
		  text_save(&t, keep_format("%s/kernel/app.c", s->out)) !=
			  SAVE_FAILED;

	text_free(&t);
	return ok;
}

static bool save_and_free(struct text *t, const struct step *s,
			  const char *ending)
{
	enum save saved = text_save(t, path_product(s->out, s->m, ending));

	text_free(t);
	return saved != SAVE_FAILED;
}

/* Half an image, or an old one, must not be flashed for a whole one. */
static bool write_plain(const struct step *s, const struct image *image)
{
	struct text t = {0};

	if (!image_plain(&s->m->board)) {
		remove(path_product(s->out, s->m, "bin"));
		return true;
	}
	image_bin(&t, image);
	return save_and_free(&t, s, "bin");
}

static bool write_image(const struct step *s, const struct image *image)
{
	struct text hex = {0}, uf2 = {0}, map = {0}, dict = {0};

	image_hex(&hex, image);
	image_uf2(&uf2, image);
	return report_map(&map, image, s->out) &&
	       dictionary_write(&dict, image, s->out) &&
	       save_and_free(&hex, s, "hex") && write_plain(s, image) &&
	       save_and_free(&uf2, s, "uf2") && save_and_free(&map, s, "map") &&
	       save_and_free(&dict, s, "dict.json") &&
	       image_elf(image, path_product(s->out, s->m, "elf"));
}

static bool step_image(const struct step *s)
{
	struct image *image = keep_alloc(1, sizeof(*image));

	if (!image_open(image, s->m, s->out))
		return false;
	bool ok = write_image(s, image);
	image_close(image);
	return ok;
}

static const struct {
	const char *name;
	bool (*run)(const struct step *s);
} steps[] = {{"entries", step_entries},
	     {"layout", step_layout},
	     {"tables", step_tables},
	     {"image", step_image}};

bool step_known(const char *name)
{
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (strcmp(name, steps[i].name) == 0)
			return true;
	return false;
}

bool step_run(const char *name, const struct model *m, char *const *words,
	      size_t count)
{
	const struct step s = {
		.m = m, .out = path_out(m), .words = words, .count = count};

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (strcmp(name, steps[i].name) == 0)
			return steps[i].run(&s);
	return false;
}
