/*
 * deadline.h - setting one, for the tests of who waits to his
 */
#pragma once

#include "cast.h"

enum {
	SOON = 300 /* ticks, less than a slice */
};

static inline enum k5_err deadline_at(k5_ticks_t time)
{
	return ASK(deadline, .slot = S_TIMER,
		   .word = {(uint32_t)time, (k5_word_t)(time >> 32)});
}

static inline k5_ticks_t soon(void)
{
	assert_int_equal(deadline_at(host.clock + SOON), K5_OK);
	return host.clock + SOON;
}

/* A thread of the client's that nobody meets. */
static inline idx_t alone(void)
{
	cast();
	idx_t t = world_thread(CLIENT, 10);

	world_boot();
	RUN(t);
	return t;
}
