/*
 * console.c - the log's way out, and the end of the run
 */
#include <k5/board.h>
#include <k5/uart.h>

#include "arch.h"

enum {
	SYS_EXIT_EXTENDED = 0x20,
	APPLICATION_EXIT = 0x20026
};

bool arch_console_present(void)
{
	return k5_board.console;
}

bool arch_console_put(uint8_t byte)
{
	return uart_put(byte);
}

/* Asks the emulator to end with this exit code (Arm semihosting). */
static void semihosting_exit(int32_t code)
{
	const uint32_t block[] = {APPLICATION_EXIT, (uint32_t)code};
	register uint32_t r0 __asm__("r0") = SYS_EXIT_EXTENDED;
	register const uint32_t *r1 __asm__("r1") = block;

	__asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
}

_Noreturn void arch_shutdown(int32_t code)
{
	if (k5_board.semihosting)
		semihosting_exit(code);
	__asm__ volatile("cpsid i");
	for (;;)
		__asm__ volatile("wfi");
}
