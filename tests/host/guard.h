/*
 * guard.h - a child process, so that whoever counts outlives the test
 *
 * A failing test may end by an assertion, by AddressSanitizer or by a crash,
 * or not at all. The parent sees how, whichever it was.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct verdict {
	bool passed;
	char kind[400];  /* the failure without numbers: two alike are equal */
	char text[4000]; /* what the child said about it */
};

/* work(with) in a child that shares only what was mapped as shared. */
void guard(void (*work)(void *with), void *with, struct verdict *out);

/* From now on: so much of a processor's time, then it counts as a hang. */
void guard_limit(unsigned milliseconds);

/* From now on: only the place of what AddressSanitizer finds, which is quick. */
void guard_brief(void);

/* Zeroed memory that children share; never given back. */
void *guard_shared(uint64_t size);
