/*
 * goldfish.h - the registers of the goldfish RTC, of QEMU's RISC-V machine "virt"
 *
 * GOLDFISH-VIRTUAL-HARDWARE.TXT of the Android emulator, "Goldfish timer". Nanoseconds
 * in two halves: reading the low one keeps the high one of the same moment, writing
 * the low one of the alarm arms it with both.
 */
#pragma once

#include <stdint.h>

struct goldfish_rtc {
	volatile uint32_t time_low;
	volatile uint32_t time_high;
	volatile uint32_t alarm_low;
	volatile uint32_t alarm_high;
	volatile uint32_t irq_enabled;
	volatile uint32_t clear_alarm;
	volatile uint32_t alarm_status;
	volatile uint32_t clear_interrupt;
};
