/*
 * hostile.h - what the hostile tasks share
 *
 * A source folder holds many cases; every hostile task of the app is built
 * from one of them and runs the case that has its name:
 *
 *      [[tasks]] name = "c04_null_read"  -->  CASE(c04_null_read) { ... }
 *
 * A case ends in a fault, which the kernel's log names, or in a verdict of its
 * own through check(). Which of them is right is in the file `cases`. The places
 * are board.h's, what needs assembly is port.h's; where other tasks are, the
 * witness tells.
 */
#pragma once

#include <k5/k5.h>

#include "board.h"
#include "port.h"

/* What one asks the witness. */
enum ask {
	ASK_SQUARE,
	ASK_WHERE, /* words: its data, its code, its stack */
	ASK_HARM   /* words: harms seen, rounds made */
};

struct hostile_case {
	const char *name;
	void (*run)(void);
};

#define CASE(name) static void name(void)
#define CASE_ROW(name)                                                         \
	{                                                                      \
#name, name                                                    \
	}

static inline uint32_t peek(uintptr_t at)
{
	return *(volatile uint32_t *)at;
}

static inline void poke(uintptr_t at, uint32_t value)
{
	*(volatile uint32_t *)at = value;
}

/* The verdict of a case that ends without a fault. */
static inline void check(const char *name, k5_word_t got, k5_word_t want)
{
	if (got == want)
		k5_log_info("ok %s", name);
	else
		k5_log_error("FAIL %s: got 0x%lx, not 0x%lx", name,
			     (unsigned long)got, (unsigned long)want);
}

static inline struct k5_msg ask_witness(enum ask what)
{
	struct k5_msg msg = {.label = what, .word = {7}};

	K5_REQUIRE(k5_call(K5_SLOT_WITNESS, &msg) == K5_OK);
	return msg;
}

static inline bool same_text(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

/* Returns only if the case did: whoever should have faulted says so. */
static inline int run_own_case(const struct hostile_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (same_text(cases[i].name, K5_TASK_NAME)) {
			cases[i].run();
			k5_log_info("survived " K5_TASK_NAME);
			return 0;
		}
	}
	k5_panic("no case has the name of this task");
}

#define HOSTILE_MAIN(cases)                                                    \
	int main(void)                                                         \
	{                                                                      \
		return run_own_case(cases, sizeof(cases) / sizeof(*(cases)));  \
	}
