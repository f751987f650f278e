/*
 * log_parts.h - how log.h's macros take a statement apart
 *
 *      k5_log_info("%d %s", n, name)
 *        |-- string "FILE:LINE\x1f%d %s" into .k5_log; its address is the id
 *        |-- types  INT, STRING          3 bits each, first one lowest
 *        `-- k5_log_args(id, level | types, n, name)
 *
 * A call that printf would warn about warns here: k5_log_check is never
 * called, only checked. Each string has a section of its own, because g++ lets
 * no inline function share one with other code; the linker script joins them,
 * and finds those of templates, for which g++ ignores the section, by name.
 */
#pragma once

#include "log.h"

enum k5_log_type {
	K5_LOG_INT = 1, /* 4 bytes */
	K5_LOG_WORD,    /* long or a pointer: the part's word */
	K5_LOG_LONG,    /* long long: 8 */
	K5_LOG_DOUBLE,  /* 8 */
	K5_LOG_STRING   /* length, bytes */
};

enum {
	K5_LOG_TYPE_BITS = 3,
	K5_LOG_TYPE_MASK = 7,
	K5_LOG_LEVEL_SHIFT = 24
};

#ifdef __cplusplus
extern "C" {
#endif

/* Packs the arguments as abi/k5/log.h says and hands them over. */
void k5_log_args(const char *id, uint32_t level_and_types, ...);

/* Never called. */
__attribute__((format(printf, 1, 2))) void k5_log_check(const char *format,
							...);
#ifdef __cplusplus
}
#endif

/* --- the type of an argument ------------------------------------------- */

#ifdef __cplusplus
/* The size of what the best overload returns is the type; nothing is called. */
template <int N> struct k5_log_is {
	char size[N];
};
k5_log_is<K5_LOG_INT> k5_log_type_of(int);
k5_log_is<K5_LOG_INT> k5_log_type_of(unsigned);
k5_log_is<K5_LOG_WORD> k5_log_type_of(long);
k5_log_is<K5_LOG_WORD> k5_log_type_of(unsigned long);
k5_log_is<K5_LOG_LONG> k5_log_type_of(long long);
k5_log_is<K5_LOG_LONG> k5_log_type_of(unsigned long long);
k5_log_is<K5_LOG_DOUBLE> k5_log_type_of(double);
k5_log_is<K5_LOG_STRING> k5_log_type_of(const char *);
k5_log_is<K5_LOG_WORD> k5_log_type_of(const volatile void *);

/* %s or %p? Cast it to a pointer to char or void. */
void k5_log_type_of(const signed char *) = delete;
void k5_log_type_of(const unsigned char *) = delete;

#define K5_LOG_TYPE_(x) sizeof(k5_log_type_of(x))
#else
/*
 * Each stands where a type would be: "invalid operands" is what is meant. For
 * a pointer to unsigned char, %s and %p would both do, and mean two things.
 */
struct k5_log_takes_no_long_double {
	char no;
};
struct k5_log_cast_it_to_char_or_void_pointer {
	char no;
};
extern const struct k5_log_takes_no_long_double k5_log_takes_no_long_double;
extern const struct k5_log_cast_it_to_char_or_void_pointer
	k5_log_cast_it_to_char_or_void_pointer;

/* clang-format off */
#define K5_LOG_TYPE_(x)                                                        \
	_Generic((x),                                                          \
		char *: K5_LOG_STRING, const char *: K5_LOG_STRING,            \
		_Bool: K5_LOG_INT, char: K5_LOG_INT,                           \
		signed char: K5_LOG_INT, unsigned char: K5_LOG_INT,            \
		short: K5_LOG_INT, unsigned short: K5_LOG_INT,                 \
		int: K5_LOG_INT, unsigned: K5_LOG_INT,                         \
		long long: K5_LOG_LONG, unsigned long long: K5_LOG_LONG,       \
		float: K5_LOG_DOUBLE, double: K5_LOG_DOUBLE,                   \
		long double: k5_log_takes_no_long_double,                      \
		signed char *: k5_log_cast_it_to_char_or_void_pointer,         \
		const signed char *: k5_log_cast_it_to_char_or_void_pointer,   \
		unsigned char *: k5_log_cast_it_to_char_or_void_pointer,       \
		const unsigned char *: k5_log_cast_it_to_char_or_void_pointer, \
		default: K5_LOG_WORD)
/* clang-format on */
#endif

/* --- counting: the format and up to 8 arguments ------------------------ */

#define K5_LOG_PICK_(_0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12,    \
		     name, ...)                                                \
	name
#define K5_LOG_COUNT_(...)                                                     \
	K5_LOG_PICK_(__VA_ARGS__, TAKES_8_ARGUMENTS, TAKES_8_ARGUMENTS,        \
		     TAKES_8_ARGUMENTS, TAKES_8_ARGUMENTS, 8, 7, 6, 5, 4, 3,   \
		     2, 1, 0, 0)
#define K5_LOG_FORMAT_(...)        K5_LOG_FIRST_(__VA_ARGS__, 0)
#define K5_LOG_FIRST_(format, ...) format
#define K5_LOG_TEXT_(x)            K5_LOG_TEXT__(x)
#define K5_LOG_TEXT__(x)           #x
#define K5_LOG_JOIN_(a, b)         K5_LOG_JOIN__(a, b)
#define K5_LOG_JOIN__(a, b)        a##b

#define K5_LOG_T_(x, rest) ((rest) << K5_LOG_TYPE_BITS | K5_LOG_TYPE_(x))
#define K5_LOG_T1_(a)      K5_LOG_T_(a, 0u)
#define K5_LOG_T2_(a, ...) K5_LOG_T_(a, K5_LOG_T1_(__VA_ARGS__))
#define K5_LOG_T3_(a, ...) K5_LOG_T_(a, K5_LOG_T2_(__VA_ARGS__))
#define K5_LOG_T4_(a, ...) K5_LOG_T_(a, K5_LOG_T3_(__VA_ARGS__))
#define K5_LOG_T5_(a, ...) K5_LOG_T_(a, K5_LOG_T4_(__VA_ARGS__))
#define K5_LOG_T6_(a, ...) K5_LOG_T_(a, K5_LOG_T5_(__VA_ARGS__))
#define K5_LOG_T7_(a, ...) K5_LOG_T_(a, K5_LOG_T6_(__VA_ARGS__))
#define K5_LOG_T8_(a, ...) K5_LOG_T_(a, K5_LOG_T7_(__VA_ARGS__))

#define K5_LOG_L_(level)        ((0u | (level)) << K5_LOG_LEVEL_SHIFT)
#define K5_LOG_0(level, format) k5_log_args(k5_log_id, K5_LOG_L_(level))
#define K5_LOG_N_(n, level, format, ...)                                       \
	k5_log_args(k5_log_id, K5_LOG_L_(level) | K5_LOG_T##n##_(__VA_ARGS__), \
		    __VA_ARGS__)
#define K5_LOG_1(...) K5_LOG_N_(1, __VA_ARGS__)
#define K5_LOG_2(...) K5_LOG_N_(2, __VA_ARGS__)
#define K5_LOG_3(...) K5_LOG_N_(3, __VA_ARGS__)
#define K5_LOG_4(...) K5_LOG_N_(4, __VA_ARGS__)
#define K5_LOG_5(...) K5_LOG_N_(5, __VA_ARGS__)
#define K5_LOG_6(...) K5_LOG_N_(6, __VA_ARGS__)
#define K5_LOG_7(...) K5_LOG_N_(7, __VA_ARGS__)
#define K5_LOG_8(...) K5_LOG_N_(8, __VA_ARGS__)

#define K5_LOG_SECTION_                                                        \
	__attribute__((section(".k5_log." K5_LOG_TEXT_(__COUNTER__))))

#define K5_LOG_AT_(level, ...)                                                 \
	do {                                                                   \
		static const char k5_log_id[] K5_LOG_SECTION_ =                \
			__FILE__ ":" K5_LOG_TEXT_(                             \
				__LINE__) "\x1f" K5_LOG_FORMAT_(__VA_ARGS__);  \
		if ((level) <= K5_LOG_LEVEL)                                   \
			K5_LOG_JOIN_(K5_LOG_, K5_LOG_COUNT_(__VA_ARGS__))      \
		(level, __VA_ARGS__);                                          \
		if (0)                                                         \
			k5_log_check(__VA_ARGS__);                             \
	} while (0)
