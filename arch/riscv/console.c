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

/*
 * Asks the emulator to end with this exit code: Arm's semihosting, announced
 * by two shifts that do nothing. The three may not lie on two pages.
 */
static void semihosting_exit(int32_t code)
{
	const k5_word_t block[] = {APPLICATION_EXIT, (k5_word_t)code};
	register k5_word_t a0 __asm__("a0") = SYS_EXIT_EXTENDED;
	register const k5_word_t *a1 __asm__("a1") = block;

	/* aligned while short padding is still allowed: the linker, which
	 * moves code, must find room for it */
	__asm__ volatile(".balign 16\n\t"
			 ".option push\n\t"
			 ".option norvc\n\t"
			 "slli zero, zero, 0x1f\n\t"
			 "ebreak\n\t"
			 "srai zero, zero, 7\n\t"
			 ".option pop"
			 : "+r"(a0)
			 : "r"(a1)
			 : "memory");
}

_Noreturn void arch_shutdown(int32_t code)
{
	if (k5_board.semihosting)
		semihosting_exit(code);
	__asm__ volatile("csrw mie, zero");
	for (;;)
		__asm__ volatile("wfi");
}
