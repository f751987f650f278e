/*
 * none.h - a board whose emulator has no device that keeps virtual time for tasks
 */
#pragma once

#include <k5/k5.h>

static inline bool later_raise(uint32_t ticks)
{
	(void)ticks;
	return false;
}

static inline void later_quiet(void)
{
}
