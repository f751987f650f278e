/*
 * stopwatch.h - reads the time of an instruction
 *
 * TIMER1 of the MPS2 (a CMSDK APB timer) counts down at the board's clock.
 * With -icount shift=10 an instruction lasts 1.024 us, 20.48 ticks at 20 MHz,
 * so a difference rounds to whole instructions without doubt.
 *
 *      stopwatch_start     no value may wait in r4-r11, so that all moves of
 *                          the stub that follows are counted
 *      stopwatch_stop      the instruction after the stub
 */
#pragma once

#include <k5/k5.h>

enum {
	TIMER_CTRL = 0,
	TIMER_VALUE = 4,
	TIMER_RELOAD = 8,
	TIMER_CLEAR = 12
};

static inline uint32_t stopwatch_start(void)
{
	uint32_t value;

	__asm__ volatile("ldr %0, [%1]"
			 : "=r"(value)
			 : "r"(K5_MMIO_TIMER1 + TIMER_VALUE)
			 : "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11",
			   "memory");
	return value;
}

static inline uint32_t stopwatch_stop(void)
{
	uint32_t value;

	__asm__ volatile("ldr %0, [%1]"
			 : "=r"(value)
			 : "r"(K5_MMIO_TIMER1 + TIMER_VALUE)
			 : "memory");
	return value;
}
