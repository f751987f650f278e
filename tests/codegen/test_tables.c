/*
 * test_tables.c - what app.toml says is what the generated C says
 */
#include "cases.h"

#include <stdlib.h>
#include <string.h>

#include <k5/abi.h>

#include "../../cli/config_keep.h"
#include "../../codegen/buildid.h"
#include "../../codegen/graph.h"
#include "../../codegen/header.h"
#include "../../codegen/paths.h"
#include "../../codegen/tables.h"

static struct m_cap caps[] = {
	{.name = "pong", .type = M_ENDPOINT, .rights = K5_RIGHT_SEND},
	{.name = "my-tick", .type = M_NOTIFICATION, .rights = K5_RIGHT_WAIT},
	{.name = "reply", .type = M_REPLY, .rights = K5_RIGHT_SEND}};
static struct m_range windows[] = {
	{.name = "timer1", .address = 0x40001000, .size = 0x1000}};
static struct m_thread threads[] = {{.name = "net", .entry = "main"},
				    {.name = "rx", .entry = "rx_main"}};
static struct m_task tasks[] = {{.name = "net",
				 .source = "net",
				 .threads = threads,
				 .thread_count = 2,
				 .caps = caps,
				 .cap_count = 3,
				 .empty_slots = 2,
				 .mmio = windows,
				 .mmio_count = 1}};
static struct m_irq irqs[] = {
	{.name = "timer1", .line = 9, .notification = 0, .bits = 4},
	{.name = "other", .line = 10, .notification = 1, .bits = 8}};

static struct model make(void)
{
	struct model m = make_model(0x10000, 0x10000, 32);

	m.tasks = tasks;
	m.task_count = 1;
	m.irqs = irqs;
	m.irq_count = 2;
	m.board.toolchain = "arm-none-eabi-";
	m.board.arch = "armv8m";
	m.board.file = "boards/board.toml";
	return m;
}

static void c23_ticks_round_up_and_are_never_zero(void **state)
{
	(void)state;
	struct model m = make();

	assert_int_equal(tables_ticks(&m, 1000), 20000);
	assert_int_equal(tables_ticks(&m, 1), 20);
	m.board.clock_hz = 32768;
	assert_int_equal(tables_ticks(&m, 1), 1);
	assert_int_equal(tables_ticks(&m, 1000), 33);
	m.board.clock_hz = 1;
	assert_int_equal(tables_ticks(&m, 0), 1);
	m.board.clock_hz = 400000000;
	assert_int_equal(tables_ticks(&m, 0xffffffff), UINT32_MAX);
}

/* Equal wishes stay equal, and a budget stays within its period. */
static void c23_ticks_keep_order(void **state)
{
	(void)state;
	struct model m = make();
	uint32_t seed = 11;

	for (int i = 0; i < 10000; i++) {
		uint32_t a = scramble(&seed) % 4000000;
		uint32_t b = scramble(&seed) % 4000000;

		m.board.clock_hz = 1 + scramble(&seed) % 200000000;
		if (a <= b)
			assert_true(tables_ticks(&m, a) <= tables_ticks(&m, b));
		else
			assert_true(tables_ticks(&m, b) <= tables_ticks(&m, a));
	}
}

static void assert_line(const struct text *t, const char *line)
{
	if (!strstr(t->s, keep_format("\n%s\n", line)))
		fail_msg("no line '%s' in:\n%s", line, t->s);
}

static void c23_header_names_what_the_task_has(void **state)
{
	(void)state;
	struct model m = make();
	struct text t = {0};

	header_write(&t, &m, &m.tasks[0]);
	assert_line(&t, "#define K5_TASK_NAME \"net\"");
	assert_line(&t, "#define K5_TASK_THREADS 2");
	assert_line(&t, "#define K5_CLOCK_HZ 20000000u");
	assert_line(&t, "#define K5_SLOT_PONG 0");
	assert_line(&t, "#define K5_SLOT_MY_TICK 1");
	assert_line(&t, "#define K5_SLOT_REPLY 2");
	assert_line(&t, "#define K5_SLOT_FREE 3");
	assert_line(&t, "#define K5_SLOT_FREE_COUNT 2");
	assert_line(&t, "#define K5_MMIO_TIMER1 0x40001000u");
	assert_line(&t, "#define K5_MMIO_TIMER1_SIZE 0x1000u");
	assert_line(&t, "#define K5_IRQ_TIMER1_BITS 0x4u");
	assert_null(strstr(t.s, "OTHER")); /* not this task's */
	text_free(&t);
}

static void c23_header_without_empty_slots_has_no_first_one(void **state)
{
	(void)state;
	struct model m = make();
	struct m_task task = tasks[0];
	struct text t = {0};

	task.empty_slots = 0;
	header_write(&t, &m, &task);
	assert_line(&t, "#define K5_SLOT_FREE_COUNT 0");
	assert_null(strstr(t.s, "K5_SLOT_FREE "));
	text_free(&t);
}

static void c23_board_tables_compile_and_are_never_empty(void **state)
{
	(void)state;
	struct model m = make();
	const char *folder = scratch("tables");
	struct text board = {0}, monitor = {0};

	tables_board(&board, &m);
	tables_monitor(&monitor, &m);
	text_save(&board, keep_format("%s/board.c", folder));
	text_save(&monitor, keep_format("%s/monitor.c", folder));
	assert_int_equal(
		system(keep_format("cc -std=c11 -pedantic -Wall -Wextra -Werror"
				   " -Wconversion -Iarch/common/include"
				   " -Iarch/armv8m/include"
				   " -Iarch/cortexm/include -Iabi -c"
				   " -o '%s/o' '%s/board.c' && "
				   "cc -std=c11 -pedantic -Wall -Wextra -Werror"
				   " -Wconversion -Iarch/common/include -c"
				   " -o '%s/o' '%s/monitor.c'",
				   folder, folder, folder, folder)),
		0);
	text_free(&board);
	text_free(&monitor);
}

/* A task's ELF file that holds one log string. */
static void link_strings(const struct model *m, const char *out,
			 const char *strings, size_t size)
{
	static struct made_part made;
	struct image *image = keep_alloc(1, sizeof(*image));

	made = (struct made_part){
		.section = {{.name = ""},
			    {.name = ".k5_log",
			     .size = size,
			     .alloc = true, /* image_elf writes only these */
			     .bits = true,
			     .bytes = (const uint8_t *)strings}}};
	image->m = m;
	image->part[0] = make_part("", &made, 2, 0);
	image->parts = 1;
	assert_true(make_folder(path_task_folder(out, &m->tasks[0])));
	assert_true(image_elf(image, path_task_elf(out, &m->tasks[0])));
}

static uint32_t id_of(const struct model *m, const char *out)
{
	uint32_t id = 0;

	assert_true(build_id_of(m, out, &id));
	return id;
}

static void c23_build_id_changes_with_all_that_decodes(void **state)
{
	(void)state;
	struct model m = make();
	const char *out = scratch("buildid");
	const char a[] = "a.c:1\x1fhello", b[] = "a.c:1\x1fhellp";

	link_strings(&m, out, a, sizeof(a));
	uint32_t id = id_of(&m, out);
	assert_int_equal(id_of(&m, out), id);

	m.board.clock_hz++;
	assert_int_not_equal(id_of(&m, out), id);
	m.board.clock_hz--;
	m.name = "other";
	assert_int_not_equal(id_of(&m, out), id);
	m.name = "made";
	threads[1].name = "tx";
	assert_int_not_equal(id_of(&m, out), id);
	threads[1].name = "rx";
	assert_int_equal(id_of(&m, out), id);
	link_strings(&m, out, b, sizeof(b));
	assert_int_not_equal(id_of(&m, out), id);
}

/* The same model gives the same text, and options reach the commands. */
static void c23_graph_is_deterministic(void **state)
{
	(void)state;
	struct model m = make();
	struct graph_options o = {
		.root = "/k5", .tool = "/k5/build/k5", .optimize = "s"};
	struct text a = {0}, b = {0}, c = {0};

	graph_write(&a, &m, &o);
	graph_write(&b, &m, &o);
	assert_string_equal(a.s, b.s);
	o.optimize = "2";
	o.release = true;
	graph_write(&c, &m, &o);
	assert_non_null(strstr(a.s, " -Os "));
	assert_null(strstr(a.s, "-DK5_RELEASE=1"));
	assert_null(strstr(c.s, " -Os "));
	assert_non_null(strstr(c.s, " -O2 "));
	assert_non_null(strstr(c.s, "-DK5_RELEASE=1"));
	assert_non_null(strstr(a.s, "-Wl,-u,rx_main"));
	text_free(&a);
	text_free(&b);
	text_free(&c);
}

int cases_tables(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(c23_ticks_round_up_and_are_never_zero),
		cmocka_unit_test(c23_ticks_keep_order),
		cmocka_unit_test(c23_header_names_what_the_task_has),
		cmocka_unit_test(
			c23_header_without_empty_slots_has_no_first_one),
		cmocka_unit_test(c23_board_tables_compile_and_are_never_empty),
		cmocka_unit_test(c23_build_id_changes_with_all_that_decodes),
		cmocka_unit_test(c23_graph_is_deterministic),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
