/*
 * mtime.c - 64-bit registers, at once
 */
#include "../mtime.h"

#include <k5/board.h>

uint64_t mtime_read(void)
{
	return *(const volatile uint64_t *)k5_board.clock_counter;
}

void mtimecmp_write(uint64_t when)
{
	*(volatile uint64_t *)k5_board.clock_alarm = when;
}
