/*
 * time.h - ticks and microseconds
 *
 * k5_clock counts ticks of the board's clock, K5_CLOCK_HZ a second; app.toml
 * speaks microseconds. Both conversions round down and do not overflow before
 * the result itself would.
 */
#pragma once

#include <k5/app.h>

#include "syscall.h"

static inline uint64_t k5_scale(uint64_t value, uint32_t from, uint32_t to)
{
	return value / from * to + value % from * to / from;
}

static inline uint64_t k5_us_to_ticks(uint64_t us)
{
	return k5_scale(us, 1000000, K5_CLOCK_HZ);
}

static inline uint64_t k5_ticks_to_us(uint64_t ticks)
{
	return k5_scale(ticks, K5_CLOCK_HZ, 1000000);
}

/* Sleeps until a moment, which becomes the thread's deadline. */
static inline enum k5_err k5_sleep_until(struct k5_timer_obj timer,
					 uint64_t time)
{
	enum k5_err e = k5_deadline(timer, time);

	return e != K5_OK ? e : k5_sleep();
}
