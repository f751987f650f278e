/*
 * bench.h - what both tasks agree on, and the stopwatch
 *
 * The timers of the MPS2 (CMSDK APB) count down at the board's clock. With
 * -icount shift=10 an instruction lasts 1.024 us, 20.48 ticks at 20 MHz, so a
 * difference of two looks rounds to whole instructions without doubt.
 */
#pragma once

#include <k5/k5.h>

enum {
	TIMER_CTRL = 0x0,
	TIMER_VALUE = 0x4,
	TIMER_RELOAD = 0x8,
	TIMER_CLEAR = 0xc,
	TIMER_ENABLE = 0x1,
	TIMER_IRQ = 0x8
};

/* What the client asks of the server's thread `control`. */
enum {
	ASK_ARM,  /* let TIMER0 fire after IRQ_AFTER ticks */
	ASK_FIRED /* how long after that `driver` woke, in ticks */
};

enum {
	IRQ_AFTER = 40000,
	WARM_UP = 4,
	SAMPLES = 128
};

/* One look, at the instruction after whatever came before. */
static inline uint32_t look(uintptr_t timer)
{
	uint32_t value;

	__asm__ volatile("ldr %0, [%1, #4]"
			 : "=r"(value)
			 : "r"(timer)
			 : "memory");
	return value;
}

/*
 * A look before a system call: nothing may wait in the registers that the stub
 * fills, so that each of its moves comes after and is counted.
 */
static inline uint32_t look_before(uintptr_t timer)
{
	uint32_t value;

	__asm__ volatile("ldr %0, [%1, #4]"
			 : "=r"(value)
			 : "r"(timer)
			 : "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11",
			   "memory");
	return value;
}
