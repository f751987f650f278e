/*
 * timer.h - a line that a CMSDK timer raises a while later: also while the kernel runs
 *
 * Registers: Arm DDI 0479, 4.1.2. It counts down at the speed of the board's clock,
 * and over again until who is woken stops it.
 */
#pragma once

#include <k5/k5.h>

enum {
	TIMER_CTRL = 0x0,
	TIMER_VALUE = 0x4,
	TIMER_RELOAD = 0x8,
	TIMER_INTCLEAR = 0xc,
	TIMER_ON = 1 << 0 | 1 << 3 /* and its interrupt */
};

static inline bool later_raise(uint32_t ticks)
{
	k5_write32(K5_MMIO_TIMER0 + TIMER_RELOAD, ticks);
	k5_write32(K5_MMIO_TIMER0 + TIMER_VALUE, ticks);
	k5_write32(K5_MMIO_TIMER0 + TIMER_CTRL, TIMER_ON);
	return true;
}

static inline void later_quiet(void)
{
	k5_write32(K5_MMIO_TIMER0 + TIMER_CTRL, 0);
	k5_write32(K5_MMIO_TIMER0 + TIMER_INTCLEAR, 1);
}
