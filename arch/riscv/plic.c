/*
 * plic.c - interrupt lines, and which interrupt it is
 *
 *      pending --claim--> in service --complete--> may pend again
 *
 * A line stays in service until its driver acknowledges: only then is it
 * completed, and a level that has gone by then is not seen twice. Masked lines
 * are disabled as well, since at boot there is nothing to complete. The line
 * of the log's UART is the kernel's own, the rest belong to the app.
 *
 * RISC-V platform-level interrupt controller specification 1.0.0; context 0 is
 * machine mode of the first hart.
 */
#include <k5/board.h>
#include <k5/uart.h>

#include "core.h"
#include "csr.h"

enum {
	PRIORITY = 0x0, /* a word for each line; 0 never interrupts */
	ENABLE = 0x2000,
	THRESHOLD = 0x200000,
	CLAIM = 0x200004 /* read: claim; write: complete */
};

static volatile uint32_t *word_at(uintptr_t offset)
{
	return (volatile uint32_t *)(k5_board.irq_controller + offset);
}

static volatile uint32_t *enable_of(uint32_t line)
{
	return word_at(ENABLE + line / 32 * 4);
}

static uint32_t bit_of(uint32_t line)
{
	return 1u << line % 32;
}

void arch_irq_mask(uint16_t line)
{
	*enable_of(line) &= ~bit_of(line);
}

/* Enabled first: the completion of a disabled line is ignored. */
void arch_irq_unmask(uint16_t line)
{
	*enable_of(line) |= bit_of(line);
	*word_at(CLAIM) = line;
}

static void line_fired(uint16_t line)
{
	if (k5_board.console && line == k5_board.uart_irq) {
		uart_tx_irq();
		*word_at(CLAIM) = line;
		kernel_console();
	} else if (line != 0) { /* 0: it has gone */
		kernel_irq(line);
	}
}

void port_interrupt(void)
{
	k5_word_t pending = csr_read(mip);

	if ((pending & IRQ_EXTERNAL) != 0)
		line_fired((uint16_t)*word_at(CLAIM));
	else if ((pending & IRQ_TIMER) != 0)
		clock_tick();
}

/* All lines masked, all of one priority. Line 0 does not exist. */
void plic_init(void)
{
	for (uint32_t line = 0; line < k5_board.irqs; line += 32)
		*enable_of(line) = 0;
	for (uint32_t line = 1; line < k5_board.irqs; line++)
		*word_at(PRIORITY + line * 4) = 1;
	*word_at(THRESHOLD) = 0;
}
