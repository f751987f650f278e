/*
 * test_log.c - a log statement becomes an id and the bytes of abi/k5/log.h
 */
#include "trap.h"

#include <string.h>

/* The host's ids are addresses of the strings, so they can be read. */
static void expect_record(enum k5_log_level level, const char *format,
			  const void *bytes, size_t size)
{
	const char *id = (const char *)trap.asked.arg[K5_ARG_LABEL];

	assert_int_equal(trap.calls, 1);
	assert_int_equal(trap.asked.arg[K5_ARG_NUMBER] & K5_NUMBER_MASK,
			 K5_SYS_log);
	assert_int_equal(trap.asked.arg[K5_ARG_REPLY], level);
	assert_non_null(strstr(id, "test_log.c:"));
	assert_string_equal(strchr(id, '\x1f') + 1, format);
	assert_int_equal(trap.asked.arg[K5_ARG_OUT + 1], size);
	assert_memory_equal(trap.out, bytes, size);
	trap_reset();
}

static void levels(void **state)
{
	(void)state;
	trap_reset();
	k5_log_error("e");
	expect_record(K5_LEVEL_ERROR, "e", "", 0);
	k5_log_warn("w");
	expect_record(K5_LEVEL_WARN, "w", "", 0);
	k5_log_info("i");
	expect_record(K5_LEVEL_INFO, "i", "", 0);
	k5_log_debug("d");
	expect_record(K5_LEVEL_DEBUG, "d", "", 0);
	k5_log_trace("t");
	expect_record(K5_LEVEL_TRACE, "t", "", 0);
}

static void widths(void **state)
{
	(void)state;
	trap_reset();
	k5_log_info("%d %c %u", -2, 'c', 0x01020304u);
	expect_record(K5_LEVEL_INFO, "%d %c %u",
		      "\xfe\xff\xff\xff"
		      "c\0\0\0"
		      "\4\3\2\1",
		      12);
	k5_log_info("%hhd %hu %d %u", (int8_t)-1, (uint16_t)0xffff, true,
		    (uint8_t)2);
	expect_record(K5_LEVEL_INFO, "%hhd %hu %d %u",
		      "\xff\xff\xff\xff"
		      "\xff\xff\0\0"
		      "\1\0\0\0"
		      "\2\0\0\0",
		      16);
	k5_log_info("%lld", 0x0102030405060708ll);
	expect_record(K5_LEVEL_INFO, "%lld", "\10\7\6\5\4\3\2\1", 8);
	k5_log_info("%f %f", 1.0, 1.0f);
	expect_record(K5_LEVEL_INFO, "%f %f",
		      "\0\0\0\0\0\0\xf0\x3f"
		      "\0\0\0\0\0\0\xf0\x3f",
		      16);

	uintptr_t word = 0x1234;
	k5_log_info("%p %lx", (void *)word, (unsigned long)word);
	uintptr_t both[] = {word, word};
	expect_record(K5_LEVEL_INFO, "%p %lx", both, sizeof(both));
}

static void strings(void **state)
{
	char array[] = "array";

	(void)state;
	trap_reset();
	k5_log_info("%s %s %d", "ab", array, 1);
	expect_record(K5_LEVEL_INFO, "%s %s %d",
		      "\2ab"
		      "\5array"
		      "\1\0\0\0",
		      13);
	const char *nothing = NULL;
	k5_log_info("%s%s", nothing, "");
	expect_record(K5_LEVEL_INFO, "%s%s", "\6(null)\0", 8);
}

/* Numbers keep their place, strings share what is left of K5_LOG_MAX. */
static void long_strings_are_cut(void **state)
{
	char many[2 * K5_LOG_MAX];
	uint8_t want[K5_LOG_MAX];

	(void)state;
	memset(many, 'a', sizeof(many) - 1);
	many[sizeof(many) - 1] = '\0';

	want[0] = K5_LOG_MAX - 1;
	memset(&want[1], 'a', K5_LOG_MAX - 1);
	memcpy(&want[K5_LOG_MAX - 3], "...", 3);
	trap_reset();
	k5_log_info("%s", many);
	expect_record(K5_LEVEL_INFO, "%s", want, K5_LOG_MAX);

	many[K5_LOG_MAX - 1] = '\0'; /* fits to the byte */
	memset(&want[1], 'a', K5_LOG_MAX - 1);
	k5_log_info("%s", many);
	expect_record(K5_LEVEL_INFO, "%s", want, K5_LOG_MAX);

	want[0] = K5_LOG_MAX - 6;
	memcpy(&want[K5_LOG_MAX - 8], "...", 3);
	memcpy(&want[K5_LOG_MAX - 5], "\0\7\0\0\0", 5);
	k5_log_info("%s%s%d", many, many, 7);
	expect_record(K5_LEVEL_INFO, "%s%s%d", want, K5_LOG_MAX);
}

static void eight_of_the_widest(void **state)
{
	double want[8] = {1, 2, 3, 4, 5, 6, 7, 8};

	(void)state;
	trap_reset();
	k5_log_info("%f %f %f %f %f %f %f %f", 1., 2., 3., 4., 5., 6., 7., 8.);
	expect_record(K5_LEVEL_INFO, "%f %f %f %f %f %f %f %f", want,
		      sizeof(want));
}

static void arguments_are_evaluated_once(void **state)
{
	int n = 0;

	(void)state;
	trap_reset();
	k5_log_info("%d", n++);
	assert_int_equal(n, 1);
	expect_record(K5_LEVEL_INFO, "%d", "\0\0\0\0", 4);
}

/* Runs what must not return, up to its system call. */
#define UNTIL_TRAP(what)                                                       \
	do {                                                                   \
		jmp_buf here;                                                  \
		trap_reset();                                                  \
		trap.away = &here;                                             \
		if (setjmp(here) == 0) {                                       \
			what;                                                  \
			fail_msg("%s came back", #what);                       \
		}                                                              \
	} while (0)

static void expect_words(const char *end)
{
	size_t size = trap.asked.arg[K5_ARG_OUT + 1];
	size_t n = strlen(end);

	assert_int_equal(trap.asked.arg[K5_ARG_NUMBER],
			 K5_SYS_panic | K5_COPY_OUT);
	assert_true(size >= n && size <= K5_LOG_MAX);
	assert_memory_equal(&trap.out[size - n], end, n);
}

void __assert_func(const char *file, int line, const char *function,
		   const char *condition);
void user_exit(int code);

static void last_words(void **state)
{
	static const char many[2 * K5_LOG_MAX] = {'x'};

	(void)state;
	UNTIL_TRAP(k5_panic("out of tape"));
	expect_words(": out of tape");
	UNTIL_TRAP(K5_REQUIRE(1 == 2));
	expect_words(": required: 1 == 2");
	UNTIL_TRAP(k5_panic_text(many, sizeof(many)));
	assert_int_equal(trap.asked.arg[K5_ARG_OUT + 1], K5_LOG_MAX);
	UNTIL_TRAP(__assert_func("a.c", 120, "f", "x > 0"));
	expect_words("a.c:120: assert: x > 0");
	UNTIL_TRAP(user_exit(-2147483647 - 1));
	expect_words("exit code -2147483648");
	UNTIL_TRAP(user_exit(-7));
	expect_words("exit code -7");
	UNTIL_TRAP(user_exit(0));
	assert_int_equal(trap.asked.arg[K5_ARG_NUMBER], K5_SYS_exit);

	trap_reset();
	K5_REQUIRE(1 == 1);
	assert_int_equal(trap.calls, 0);
}

const struct CMUnitTest log_tests[] = {
	cmocka_unit_test(levels),
	cmocka_unit_test(widths),
	cmocka_unit_test(strings),
	cmocka_unit_test(long_strings_are_cut),
	cmocka_unit_test(eight_of_the_widest),
	cmocka_unit_test(arguments_are_evaluated_once),
	cmocka_unit_test(last_words),
};
const size_t log_test_count = sizeof(log_tests) / sizeof(log_tests[0]);
