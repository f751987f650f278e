/*
 * k5.h - in place of the tasks' library: a button that button.c presses
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* As <k5/app.h> has them; made by -D, by each board's file. */
#define K5_MMIO_BUTTON 0x1000u

uint32_t k5_read32(uintptr_t address);
uint64_t k5_clock(void);
void k5_yield(void);
void k5_log_info(const char *format, ...);

static inline uint64_t k5_us_to_ticks(uint64_t us)
{
	return us;
}
