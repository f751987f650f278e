/*
 * panic.h - ways for a task to give up
 *
 * All end the whole task: its threads stop, whoever waits for an answer from
 * it gets K5_ERR_DEAD, the others run on. The last words go to the log with
 * file and line, up to K5_LOG_MAX bytes. None of these returns.
 *
 *      k5_panic("out of tape");            a string literal
 *      K5_REQUIRE(count <= LIMIT);         unless it holds
 *      assert(count <= LIMIT);             the same, from <assert.h>
 *      abort(); exit(1);                   from <stdlib.h>; exit(0) ends only
 *                                          the calling thread, as k5_exit
 *
 * K5_REQUIRE is never compiled away, and its text is in the image: for what
 * must hold in the field.
 */
#pragma once

#include "syscall.h"

#ifdef __cplusplus
extern "C" {
#endif

/* `text` is cut after K5_LOG_MAX bytes. */
__attribute__((noreturn)) void k5_panic_text(const char *text, size_t size);

#ifdef __cplusplus
}
#endif

#define K5_PANIC_TEXT_(x)  K5_PANIC_TEXT__(x)
#define K5_PANIC_TEXT__(x) #x
#define K5_PANIC_AT_       __FILE__ ":" K5_PANIC_TEXT_(__LINE__) ": "

/* Hides the system call of this name, which stays reachable as (k5_panic). */
#define k5_panic(text)                                                         \
	k5_panic_text(K5_PANIC_AT_ text, sizeof(K5_PANIC_AT_ text) - 1)

#define K5_REQUIRE(condition)                                                  \
	do {                                                                   \
		if (!(condition))                                              \
			k5_panic("required: " #condition);                     \
	} while (0)
