/*
 * goldfish.h - a line raised at once by a clock whose alarm is in the past
 *
 * Registers: QEMU, hw/rtc/goldfish_rtc.c.
 */
#pragma once

#include <k5/k5.h>

enum {
	RTC_ALARM_LOW = 0x8,
	RTC_ALARM_HIGH = 0xc,
	RTC_IRQ_ENABLED = 0x10,
	RTC_CLEAR_INTERRUPT = 0x1c
};

static inline void device_start(void)
{
	k5_write32(K5_MMIO_RTC + RTC_IRQ_ENABLED, 1);
	k5_write32(K5_MMIO_RTC + RTC_ALARM_HIGH, 0);
}

static inline void device_raise(void)
{
	k5_write32(K5_MMIO_RTC + RTC_ALARM_LOW, 0);
}

static inline void device_quiet(void)
{
	k5_write32(K5_MMIO_RTC + RTC_CLEAR_INTERRUPT, 1);
}
