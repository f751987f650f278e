/*
 * test_core.c - cores: what was written comes back, and nothing else does
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../cli/config_keep.h"
#include "../../cli/core_layout.h"
#include "../../cli/diag.h"
#include "../../codegen/text.h"

enum {
	RAM = 200,
	THREADS = 3
};

static char path[] = "/tmp/k5-test-core-XXXXXX";

static const struct {
	uint16_t machine;
	bool wide;
} machines[] = {{EM_ARM, false}, {EM_RISCV, false}, {EM_RISCV, true}};

/* A core of one of the machines; each register and byte differs. */
static struct core make(size_t machine)
{
	struct core c = {.machine = machines[machine].machine,
			 .wide = machines[machine].wide,
			 .image = 0x123456789abcdef0,
			 .board = "board",
			 .app = "/a folder/app",
			 .memories = 2,
			 .threads = THREADS};

	c.thread = keep_alloc(THREADS, sizeof(*c.thread));
	for (size_t t = 0; t < THREADS; t++) {
		c.thread[t].number = (uint32_t)t + 1;
		for (size_t r = 0; r < 32; r++) {
			c.thread[t].reg[r] = 0x1000 * (t + 1) + r;
		}
	}
	for (size_t m = 0; m < 2; m++) {
		c.memory[m] = (struct core_memory){0x20000000 + m * 0x1000, RAM,
						   keep_alloc(RAM, 1)};
		for (size_t i = 0; i < RAM; i++) {
			c.memory[m].bytes[i] = (uint8_t)(i + m);
		}
	}
	return c;
}

static void comes_back(void **state)
{
	(void)state;
	for (size_t m = 0; m < 3; m++) {
		struct core c = make(m), d;
		size_t count = core_layout(c.machine, c.wide)->count;

		assert_int_equal(core_write(&c, path), 0);
		assert_int_equal(core_read(&d, path), 0);
		assert_int_equal(d.machine, c.machine);
		assert_int_equal(d.wide, c.wide);
		assert_true(d.image == c.image);
		assert_string_equal(d.board, c.board);
		assert_string_equal(d.app, c.app);
		assert_int_equal(d.threads, THREADS);
		for (size_t t = 0; t < THREADS; t++) {
			assert_int_equal(d.thread[t].number, t + 1);
			assert_memory_equal(d.thread[t].reg, c.thread[t].reg,
					    count * sizeof(uint64_t));
		}
		for (size_t i = 0; i < 2; i++) {
			assert_memory_equal(
				core_bytes(&d, 0x20000000 + i * 0x1000, RAM),
				c.memory[i].bytes, RAM);
		}
	}
}

static void bounds(void **state)
{
	struct core c = make(0);

	(void)state;
	assert_non_null(core_bytes(&c, 0x20000000, RAM));
	assert_non_null(core_bytes(&c, 0x20000000 + RAM, 0));
	assert_null(core_bytes(&c, 0x20000000, RAM + 1));
	assert_null(core_bytes(&c, 0x20000001, RAM));
	assert_null(core_bytes(&c, 0x1fffffff, 1));
	assert_null(core_bytes(&c, 0x20000000, SIZE_MAX));
	assert_null(core_bytes(&c, UINT64_MAX, 1));
}

static void put(const char *bytes, size_t length)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, length, f), length);
	assert_int_equal(fclose(f), 0);
}

static void refused(const char *bytes, size_t length)
{
	struct core c;

	put(bytes, length);
	assert_int_equal(core_read(&c, path), K5X_USAGE);
}

/* The file as core_write makes it. */
static struct text whole(size_t machine)
{
	struct core c = make(machine);
	struct text t = {0};

	assert_int_equal(core_write(&c, path), 0);
	assert_true(text_load(&t, path));
	return t;
}

static void cut(void **state)
{
	struct text t = whole(0);

	(void)state;
	for (size_t n = 0; n < t.length; n++) {
		refused(t.s, n);
	}
	text_add_bytes(&t, "x", 1);
	refused(t.s, t.length);
	text_free(&t);
}

static void flipped(void **state)
{
	struct text t = whole(2);

	(void)state;
	for (size_t i = 0; i < t.length; i++) {
		t.s[i] = (char)(t.s[i] ^ 1 << i % 8);
		refused(t.s, t.length);
		t.s[i] = (char)(t.s[i] ^ 1 << i % 8);
	}
	put(t.s, t.length);
	struct core c;
	assert_int_equal(core_read(&c, path), 0);
	text_free(&t);
}

/* Who knows the sum may write anything: it is read within its bounds all the same. */
static void sealed_nonsense(void **state)
{
	struct text t = whole(1);
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		struct text own = {0};
		struct core c;

		text_add_bytes(&own, t.s, t.length);
		for (int n = 0; n < 4; n++) {
			size_t at = (size_t)rand_r(&seed) %
				    (n < 2 ? 256 : own.length - SEAL_SIZE);

			own.s[at] = (char)rand_r(&seed);
		}
		uint64_t sum = core_sum(own.s, own.length - SEAL_SIZE);
		memcpy(own.s + own.length - SEAL_SIZE, &sum, sizeof(sum));
		put(own.s, own.length);
		if (core_read(&c, path) == 0) {
			for (size_t m = 0; m < c.memories; m++) {
				uint8_t all = 0;

				for (size_t i = 0; i < c.memory[m].size; i++) {
					all |= c.memory[m].bytes[i];
				}
				assert_in_range(all, 0, 255);
			}
		}
		text_free(&own);
	}
	text_free(&t);
}

static void other_files(void **state)
{
	Elf32_Ehdr program = {.e_ident = ELFMAG, .e_type = ET_EXEC};
	char bytes[100] = {0};
	struct core c;

	(void)state;
	memcpy(bytes, &program, sizeof(program));
	refused("", 0);
	refused("name = \"app\"\n", 13);
	refused(bytes, sizeof(bytes));
	assert_int_equal(core_read(&c, "/nowhere/at/all"), K5X_USAGE);
}

/* Nothing is left beside, and an older core stays. */
static void not_written(void **state)
{
	struct core c = make(0);

	(void)state;
	assert_int_equal(core_write(&c, "/nowhere/at/all"), K5X_BUILD);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_back),
		cmocka_unit_test(bounds),
		cmocka_unit_test(cut),
		cmocka_unit_test(flipped),
		cmocka_unit_test(sealed_nonsense),
		cmocka_unit_test(other_files),
		cmocka_unit_test(not_written),
	};
	int fd = mkstemp(path);

	close(fd);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	keep_release();
	unlink(path);
	return failed;
}
