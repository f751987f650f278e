/*
 * test_layout.c - from the sizes of linked tasks to their places
 *
 * The linked files are made with image_elf: a part whose name is empty leaves
 * the names of its sections as a linker would have written them.
 */
#include "cases.h"

#include <stdlib.h>
#include <string.h>

#include "../../cli/config_keep.h"
#include "../../cli/diag.h"
#include "../../codegen/entries.h"
#include "../../codegen/layout.h"
#include "../../codegen/paths.h"

static const uint8_t bytes[0x4000] = {1};

struct sizes_made {
	uint32_t text, rodata, stack, data, bss;
	uint32_t align;  /* of data */
	const char *odd; /* one more section, of this name */
};

static struct elf_section make_section(const char *name, uint64_t address,
				       uint64_t size, bool bits)
{
	return (struct elf_section){.name = name,
				    .address = address,
				    .size = size,
				    .align = 4,
				    .alloc = true,
				    .bits = bits,
				    .bytes = bits ? bytes : NULL};
}

/* A task linked as task.ld does: pass 1, so at the start of both memories. */
static void link_task(const struct model *m, const char *out, size_t task,
		      struct sizes_made s)
{
	struct image *image = keep_alloc(1, sizeof(*image));
	struct made_part made = {.section[0] = {.name = ""}};
	uint64_t flash = m->board.flash.address;
	uint64_t ram = m->board.ram.address;
	uint64_t data = ram + s.stack;

	made.section[1] = make_section(".text", flash, s.text, true);
	made.section[2] =
		make_section(".rodata", flash + s.text, s.rodata, true);
	made.section[3] = make_section(".stack", ram, s.stack, false);
	made.section[4] = make_section(".data", data, s.data, true);
	made.section[5] = make_section(".bss", data + s.data, s.bss, false);
	made.section[6] = make_section(s.odd ? s.odd : ".k5_log", 0, 8, true);
	made.section[6].alloc = s.odd != NULL;
	made.section[4].load = flash + s.text + s.rodata;

	image->m = m;
	image->part[0] = make_part("", &made, 7, 0);
	image->parts = 1;
	for (size_t i = 1; i <= 6; i++)
		if (made.section[i].bits && made.section[i].alloc &&
		    made.section[i].size > 0)
			image->piece[image->pieces++] = (struct image_piece){
				.part = &image->part[0],
				.section = &made.section[i],
				.load = (uint32_t)(made.section[i].load
							   ? made.section[i]
								     .load
							   : made.section[i]
								     .address),
				.size = (uint32_t)made.section[i].size};
	assert_true(make_folder(path_task_folder(out, &m->tasks[task])));
	assert_true(image_elf(image, path_task_sized(out, &m->tasks[task])));
}

static struct m_thread threads[] = {
	{.name = "first", .entry = "main", .stack_size = 256},
	{.name = "second", .entry = "second_main", .stack_size = 512}};
static struct m_task tasks[] = {
	{.name = "a", .threads = threads, .thread_count = 2, .at.line = 3},
	{.name = "b", .threads = threads, .thread_count = 1, .at.line = 9}};

static struct model two_tasks(uint32_t flash, uint32_t ram)
{
	struct model m = make_model(flash, ram, 32);

	m.tasks = tasks;
	m.task_count = 2;
	return m;
}

static void c04_tasks_lie_behind_the_kernel(void **state)
{
	(void)state;
	struct model m = two_tasks(0x10000, 0x10000);
	const char *out = scratch("layout");
	struct layout l;

	link_task(&m, out, 0,
		  (struct sizes_made){.text = 100,
				      .rodata = 30,
				      .stack = 768,
				      .data = 8,
				      .bss = 40});
	link_task(&m, out, 1, (struct sizes_made){.text = 64, .stack = 256});
	assert_true(layout_make(&l, &m, out));

	assert_int_equal(l.task[0].code.base, 0x00201000);
	assert_int_equal(l.task[0].code.used, 138); /* data's bytes too */
	assert_int_equal(l.task[0].code.size, 160);
	assert_int_equal(l.task[0].ram.base, 0x28000800);
	assert_int_equal(l.task[0].ram.used, 816);
	assert_int_equal(l.task[0].ram.size, 832);
	assert_int_equal(l.task[0].stack, 768);
	assert_int_equal(l.task[0].data, 8);
	assert_int_equal(l.task[0].bss, 40);
	assert_int_equal(l.task[1].code.base, 0x002010a0);
	assert_int_equal(l.task[1].code.size, 64);
	assert_int_equal(l.task[1].ram.base, 0x28000b40);
	assert_int_equal(l.task[1].ram.size, 256);
	assert_int_equal(l.flash_left.free, 0x10000 - 0x1000 - 160 - 64);
	assert_int_equal(l.ram_left.free, 0x10000 - 0x800 - 832 - 256);
}

static void c04_what_does_not_fit_is_refused(void **state)
{
	(void)state;
	struct model m = two_tasks(0x10000, 0x800 + 832 + 256);
	const char *out = scratch("full");
	struct layout l;
	int before = diag_errors();

	link_task(&m, out, 0,
		  (struct sizes_made){.text = 100, .stack = 768, .bss = 64});
	link_task(&m, out, 1, (struct sizes_made){.text = 64, .stack = 256});
	assert_true(layout_make(&l, &m, out));
	assert_int_equal(l.ram_left.free, 0);
	m.board.ram.size -= 32;
	assert_false(layout_make(&l, &m, out));
	m.board.ram.size += 32;
	m.board.flash.size = 0x1000 + 128 + 32;
	assert_false(layout_make(&l, &m, out));
	assert_int_equal(diag_errors(), before + 2);
}

static void c23_a_section_without_a_place_is_refused(void **state)
{
	(void)state;
	struct model m = two_tasks(0x10000, 0x10000);
	const char *out = scratch("odd");
	struct layout l;
	int before = diag_errors();

	link_task(&m, out, 0,
		  (struct sizes_made){.text = 4, .stack = 768, .odd = "fast"});
	link_task(&m, out, 1, (struct sizes_made){.text = 4, .stack = 256});
	assert_false(layout_make(&l, &m, out));
	assert_int_equal(diag_errors(), before + 1);
}

static void c23_memory_files_say_the_places(void **state)
{
	(void)state;
	struct model m = two_tasks(0x10000, 0x10000);
	struct layout places = {
		.task = {{.code = {.base = 0x201000, .size = 0x60},
			  .ram = {.base = 0x28000800, .size = 0x400}}}};
	struct text t = {0};

	layout_memory(&t, &m, 0, &places);
	assert_non_null(strstr(
		t.s, "code (rx) : ORIGIN = 0x00201000, LENGTH = 0x60\n"));
	assert_non_null(strstr(
		t.s, "ram (rw) : ORIGIN = 0x28000800, LENGTH = 0x400\n"));
	assert_non_null(strstr(t.s, "K5_STACKS = 768;\n"));
	text_free(&t);
}

/* An object of the host's compiler is as good as one of the part's. */
static char *compile(const char *out, const char *name, const char *source)
{
	struct text t = {0};
	const char *file = keep_format("%s/%s", out, name);

	text_add(&t, "%s\n", source);
	assert_int_equal(text_save(&t, file), SAVE_WRITTEN);
	text_free(&t);
	assert_int_equal(
		system(keep_format("cc -w -c -o '%s.o' '%s'", file, file)), 0);
	return keep_format("%s.o", name);
}

static void c23_entries_are_found_in_any_object(void **state)
{
	(void)state;
	struct model m = two_tasks(0x10000, 0x10000);
	const char *out = scratch("entries");
	char *both[] = {compile(out, "m.c", "int main(void){return 0;}"),
			compile(out, "s.c", "void second_main(void){}")};

	assert_true(entries_check(&m, out, "a", both, 2));
	assert_true(entries_check(&m, out, "b", both, 1));
}

static void c23_missing_static_and_cxx_entries_are_refused(void **state)
{
	(void)state;
	struct model m = two_tasks(0x10000, 0x10000);
	const char *out = scratch("noentries");
	char *good = compile(out, "m.c", "int main(void){return 0;}");
	char *none[] = {good};
	char *local[] = {good, compile(out, "l.c",
				       "static void second_main(void){}"
				       "void (*f)(void) = second_main;")};
	char *cxx[] = {good, compile(out, "x.cpp", "void second_main(){}")};
	int before = diag_errors();

	assert_false(entries_check(&m, out, "a", none, 1));
	assert_false(entries_check(&m, out, "a", local, 2));
	assert_false(entries_check(&m, out, "a", cxx, 2));
	assert_int_equal(diag_errors(), before + 3);
}

int cases_layout(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(c04_tasks_lie_behind_the_kernel),
		cmocka_unit_test(c04_what_does_not_fit_is_refused),
		cmocka_unit_test(c23_a_section_without_a_place_is_refused),
		cmocka_unit_test(c23_memory_files_say_the_places),
		cmocka_unit_test(c23_entries_are_found_in_any_object),
		cmocka_unit_test(
			c23_missing_static_and_cxx_entries_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
