/*
 * button.c - a finger for examples/button, which nothing presses in QEMU
 *
 *      -DREGISTER=... -DMASK=... -DPRESSED=...    of a board's window `button`
 *
 * Two presses, each with bounces of up to 8 ms at both ends, and in between a
 * contact of 8 ms that is no press. All other bits of the register are noise.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define K5_MMIO_BUTTON_REGISTER REGISTER
#define K5_MMIO_BUTTON_MASK     MASK
#define K5_MMIO_BUTTON_PRESSED  PRESSED
#define main                    example
#include "../../examples/button/button/main.c"
#undef main

static uint64_t now;
static char said[4096];

uint64_t k5_clock(void)
{
	return now;
}

void k5_yield(void)
{
	now += 100;
}

void k5_log_info(const char *format, ...)
{
	size_t n = strlen(said);
	va_list args;

	va_start(args, format);
	vsnprintf(said + n, sizeof said - n, format, args);
	va_end(args);
	strcat(said, "\n");
}

/* Closed from `from` ms on, for `for_ms`, and unsure at both ends. */
static bool closed(unsigned from, unsigned for_ms)
{
	unsigned ms = (unsigned)(now / 1000);

	if (ms < from || ms >= from + for_ms)
		return false;
	if (ms < from + 8 || ms >= from + for_ms - 8)
		return now / 700 % 2 == 0;
	return true;
}

uint32_t k5_read32(uintptr_t address)
{
	bool down = closed(300, 120) || closed(800, 8) || closed(1200, 400);
	uint32_t noise = (uint32_t)(now * 2654435761u) & ~(uint32_t)MASK;

	if (address != K5_MMIO_BUTTON + REGISTER)
		return 0xdead;
	return noise | (down ? PRESSED : MASK & ~PRESSED);
}

int main(void)
{
	static const char expected[] = "press it\ndown\nup\ndown\nup\n"
				       "2 times in 2 s\n";

	if (example() != 0 || strcmp(said, expected) != 0) {
		printf("%s", said);
		return 1;
	}
	return 0;
}
