/*
 * test_text.c - files are saved whole or not at all; words survive the shell
 */
#include "cases.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../../cli/config_keep.h"
#include "../../cli/diag.h"
#include "../../codegen/ninja.h"
#include "../../codegen/paths.h"
#include "../../codegen/sources.h"
#include "../../codegen/text.h"

static struct timespec time_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_mtim;
}

static size_t files_in(const char *folder)
{
	DIR *dir = opendir(folder);
	size_t n = 0;

	assert_non_null(dir);
	while (readdir(dir))
		n++;
	closedir(dir);
	return n - 2;
}

static void c23_same_content_is_not_touched(void **state)
{
	(void)state;
	const char *folder = scratch("text");
	const char *path = keep_format("%s/a.txt", folder);
	const struct timespec old[] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
	struct text t = {0}, back = {0};

	text_add(&t, "%s %d\n", "number", 5);
	assert_int_equal(text_save(&t, path), SAVE_WRITTEN);
	utimensat(AT_FDCWD, path, old, 0);
	assert_int_equal(text_save(&t, path), SAVE_SAME);
	assert_int_equal(time_of(path).tv_sec, 1000);

	text_add(&t, "more");
	assert_int_equal(text_save(&t, path), SAVE_WRITTEN);
	assert_int_not_equal(time_of(path).tv_sec, 1000);
	assert_true(text_load(&back, path));
	assert_string_equal(back.s, "number 5\nmore");
	assert_int_equal(files_in(folder), 1); /* no temporary is left */
	text_free(&t);
	text_free(&back);
}

static void c23_failed_save_leaves_the_old_file(void **state)
{
	(void)state;
	const char *folder = scratch("fail");
	const char *path = keep_format("%s/dir", folder);
	struct text t = {0};
	int before = diag_errors();

	assert_true(make_folder(keep_format("%s/dir/sub", folder)));
	text_add(&t, "x");
	assert_int_equal(text_save(&t, path), SAVE_FAILED);
	assert_int_equal(diag_errors(), before + 1);
	assert_int_equal(files_in(folder), 1);
	assert_int_equal(text_save(&t, keep_format("%s/no/such/file", folder)),
			 SAVE_FAILED);
	assert_int_equal(diag_errors(), before + 2);
	text_free(&t);
}

static void c23_bytes_survive_a_round_trip(void **state)
{
	(void)state;
	const char *path = keep_format("%s/b.bin", scratch("bytes"));
	uint32_t seed = 99;
	struct text t = {0}, back = {0};

	for (int i = 0; i < 30000; i++) {
		uint8_t byte = (uint8_t)scramble(&seed);
		text_add_bytes(&t, &byte, 1);
	}
	assert_int_equal(text_save(&t, path), SAVE_WRITTEN);
	assert_true(text_load(&back, path));
	assert_int_equal(back.length, t.length);
	assert_memory_equal(back.s, t.s, t.length);
	text_free(&t);
	text_free(&back);
}

/* ninja's reading of a value: '$$' is '$'. Then the shell has a go. */
static void through_shell(const char *word, char *out, size_t size)
{
	struct text t = {0}, command = {0};

	ninja_word(&t, word);
	text_add(&command, "printf %%s");
	for (const char *p = t.s; *p; p++) {
		p += p[0] == '$' && p[1] == '$';
		text_add_bytes(&command, p, 1);
	}
	FILE *f = popen(command.s, "r");
	assert_non_null(f);
	out[fread(out, 1, size - 1, f)] = '\0';
	assert_int_equal(pclose(f), 0);
	text_free(&t);
	text_free(&command);
}

static void c23_words_survive_ninja_and_the_shell(void **state)
{
	(void)state;
	static const char *const words[] = {
		"plain",         "-DX=1",       "two words", "it's",
		"$HOME $$ ${x}", "a;b|c&d<e",   "back\\",    "\"quoted\"",
		"*?[a]~",        "(x){y}`z`!#", "-I/a b/c",  "''"};
	char out[100];

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		through_shell(words[i], out, sizeof(out));
		assert_string_equal(out, words[i]);
	}
}

static void c23_paths_are_escaped_for_ninja(void **state)
{
	(void)state;
	struct text t = {0};

	ninja_path(&t, "/a b/c:d/$e/f.c");
	assert_string_equal(t.s, "/a$ b/c$:d/$$e/f.c");
	text_free(&t);
}

static void touch(const char *folder, const char *name)
{
	struct text t = {0};

	text_add(&t, "x");
	assert_int_equal(text_save(&t, keep_format("%s/%s", folder, name)),
			 SAVE_WRITTEN);
	text_free(&t);
}

static void c23_sources_are_found_in_order(void **state)
{
	(void)state;
	const char *folder = scratch("sources");
	struct sources s = {0};

	touch(folder, "z.c");
	touch(folder, "a.cpp");
	touch(folder, "m.S");
	touch(folder, ".hidden.c");
	touch(folder, "no.cx");
	touch(folder, "c");
	assert_true(make_folder(keep_format("%s/sub", folder)));
	touch(folder, "sub/inner.c");
	sources_add(&s, folder, ".c .cc .cpp .S");
	assert_int_equal(s.count, 3);
	assert_non_null(strstr(s.path[0], "/a.cpp"));
	assert_non_null(strstr(s.path[1], "/m.S"));
	assert_non_null(strstr(s.path[2], "/z.c"));
	sources_add(&s, keep_format("%s/none", folder), ".c");
	assert_int_equal(s.count, 3);
}

int cases_text(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(c23_same_content_is_not_touched),
		cmocka_unit_test(c23_failed_save_leaves_the_old_file),
		cmocka_unit_test(c23_bytes_survive_a_round_trip),
		cmocka_unit_test(c23_words_survive_ninja_and_the_shell),
		cmocka_unit_test(c23_paths_are_escaped_for_ninja),
		cmocka_unit_test(c23_sources_are_found_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
