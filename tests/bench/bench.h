/*
 * bench.h - what both tasks agree on
 *
 * The stopwatch is k5_clock: it tells when the kernel was entered. Between two
 * of them lies what stands between them and the way out of the first and into
 * the second, which is always the same: two with nothing between tell how
 * much, and that is taken off. With -icount shift=10 an instruction lasts
 * 1.024 us, ten ticks or more on every board: no count is in doubt.
 */
#pragma once

#include <k5/k5.h>

/* What the client asks of the server's thread `control`. */
enum {
	ASK_WOKEN, /* when `waker` woke, the low word of the clock */
	ASK_IRQ    /* raise the line: when that was, and when `driver` woke */
};

enum {
	WARM_UP = 4,
	SAMPLES = 128
};

static inline uint32_t now(void)
{
	return (uint32_t)k5_clock();
}
