/*
 * mtime.c - 64-bit registers, in halves
 *
 *      read      high, low, high again: equal, or it carried in between
 *      write     high all ones first, so that only the last write can match
 */
#include "../mtime.h"

#include <k5/board.h>

enum {
	LOW,
	HIGH
};

uint64_t mtime_read(void)
{
	const volatile uint32_t *half =
		(const volatile uint32_t *)k5_board.clock_counter;
	uint32_t high, low;

	do {
		high = half[HIGH];
		low = half[LOW];
	} while (half[HIGH] != high);
	return (uint64_t)high << 32 | low;
}

void mtimecmp_write(uint64_t when)
{
	volatile uint32_t *half = (volatile uint32_t *)k5_board.clock_alarm;

	half[HIGH] = UINT32_MAX;
	half[LOW] = (uint32_t)when;
	half[HIGH] = (uint32_t)(when >> 32);
}
