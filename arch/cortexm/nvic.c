/*
 * nvic.c - interrupt lines
 *
 * One entry for all: IPSR says which line came in. The line of the log's UART
 * is the kernel's own, the rest belong to the app.
 */
#include <k5/board.h>
#include <k5/uart.h>

#include "core.h"
#include "scs.h"

enum {
	FIRST_LINE = 16
}; /* exception number of line 0 */

static uint32_t active(void)
{
	uint32_t number;

	__asm__ volatile("mrs %0, ipsr" : "=r"(number));
	return number;
}

static volatile uint32_t *word_of(uint32_t base, uint32_t line)
{
	return scs(base + line / 32 * 4);
}

static uint32_t bit_of(uint32_t line)
{
	return 1u << line % 32;
}

void arch_irq_mask(uint16_t line)
{
	*word_of(NVIC_ICER, line) = bit_of(line);
	__asm__ volatile("dsb\n\tisb" ::: "memory");
}

void arch_irq_unmask(uint16_t line)
{
	*word_of(NVIC_ISER, line) = bit_of(line);
}

void nvic_again(void)
{
	uint32_t number = active();

	if (number >= FIRST_LINE)
		*word_of(NVIC_ISPR, number - FIRST_LINE) =
			bit_of(number - FIRST_LINE);
	else if (number == FIRST_LINE - 1)
		*scs(SCB_ICSR) = ICSR_PENDSTSET;
}

void port_irq(void)
{
	uint16_t line = (uint16_t)(active() - FIRST_LINE);

	if (k5_board.console && line == k5_board.uart_irq) {
		uart_tx_irq();
		kernel_console();
	} else {
		arch_irq_mask(line);
		kernel_irq(line);
	}
}

/* All lines masked, all at the kernel's one priority. */
void nvic_init(void)
{
	for (uint32_t line = 0; line < k5_board.irqs; line += 32)
		*word_of(NVIC_ICER, line) = UINT32_MAX;
	for (uint32_t line = 0; line < k5_board.irqs; line += 4)
		*scs(NVIC_IPR + line) = 0x80808080u;
}
