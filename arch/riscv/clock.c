/*
 * clock.c - time, and an alarm
 *
 * mtime counts from reset and never wraps; the timer interrupt pends while
 * mtime >= mtimecmp. It is level, so an alarm that rang is put off for good
 * until the kernel wishes for another.
 */
#include "core.h"
#include "mtime.h"

k5_ticks_t arch_clock(void)
{
	return mtime_read();
}

void arch_timer_set(k5_ticks_t when)
{
	mtimecmp_write(when);
}

void clock_tick(void)
{
	mtimecmp_write(UINT64_MAX);
	kernel_tick();
}
