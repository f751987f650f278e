/*
 * size.c - what each task and the kernel cost
 *
 * `flash` and `ram` are what is taken away from the rest: a task's regions as
 * the hardware rounds them, the kernel's whole reservation. `left` is how much
 * of that holds nothing.
 */
#include "size.h"

#include <jansson.h>
#include <stdio.h>

#include "../codegen/paths.h"
#include "../codegen/sizes.h"
#include "json_line.h"

static void put_row(const struct size_row *r)
{
	printf("%-16s %7u %7u %7u %7u %7u  %8u %7u  %8u %7u\n", r->part,
	       r->text, r->rodata, r->data, r->bss, r->stack, r->flash.given,
	       r->flash.given - r->flash.used, r->ram.given,
	       r->ram.given - r->ram.used);
}

static void put_table(const struct model *m, const struct sizes *s)
{
	printf("%-16s %7s %7s %7s %7s %7s  %8s %7s  %8s %7s\n", "", "text",
	       "rodata", "data", "bss", "stack", "flash", "left", "ram",
	       "left");
	for (size_t i = 0; i < s->rows; i++) {
		put_row(&s->row[i]);
	}
	printf("\nfree: %u of %u bytes of flash, %u of %u bytes of ram\n",
	       s->flash_left.free, m->board.flash.size, s->ram_left.free,
	       m->board.ram.size);
}

static void put_object(json_t *o)
{
	json_line(o, stdout);
}

static json_t *share_json(const struct share *s)
{
	return json_pack("{s:I, s:I, s:I}", "base", (json_int_t)s->base, "used",
			 (json_int_t)s->used, "given", (json_int_t)s->given);
}

static void put_json(const struct model *m, const struct sizes *s)
{
	for (size_t i = 0; i < s->rows; i++) {
		const struct size_row *r = &s->row[i];

		put_object(json_pack(
			"{s:i, s:s, s:I, s:I, s:I, s:I, s:I, s:o, s:o}", "v", 1,
			"part", r->part, "text", (json_int_t)r->text, "rodata",
			(json_int_t)r->rodata, "data", (json_int_t)r->data,
			"bss", (json_int_t)r->bss, "stack",
			(json_int_t)r->stack, "flash", share_json(&r->flash),
			"ram", share_json(&r->ram)));
	}
	put_object(json_pack("{s:i, s:{s:I, s:I}, s:{s:I, s:I}}", "v", 1,
			     "flash", "size", (json_int_t)m->board.flash.size,
			     "free", (json_int_t)s->flash_left.free, "ram",
			     "size", (json_int_t)m->board.ram.size, "free",
			     (json_int_t)s->ram_left.free));
}

int size(const struct model *m, bool json)
{
	struct sizes s;

	if (!sizes_of(&s, m, path_out(m))) {
		return K5X_BUILD;
	}
	if (json) {
		put_json(m, &s);
	} else {
		put_table(m, &s);
	}
	return K5X_OK;
}
