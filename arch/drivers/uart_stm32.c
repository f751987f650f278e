/*
 * uart_stm32.c - USART and LPUART of the STM32L5 (and of its relatives)
 *
 * RM0438, USART and LPUART registers: both have the same places for what is
 * used here. One byte of buffer (the FIFO stays off), and an interrupt when it
 * empties, wanted only after a refusal: a log that flows costs none.
 */
#include <k5/board.h>
#include <k5/uart.h>

struct stm32_uart {
	volatile uint32_t cr1;
	volatile uint32_t cr2;
	volatile uint32_t cr3;
	volatile uint32_t brr; /* written while UE is 0 */
	volatile uint32_t gtpr;
	volatile uint32_t rtor;
	volatile uint32_t rqr;
	volatile uint32_t isr;
	volatile uint32_t icr;
	volatile uint32_t rdr;
	volatile uint32_t tdr;
};

enum {
	CR1_ON = 1 << 0 | 1 << 3, /* UE, TE: 8 bits, no parity */
	CR1_TXEIE = 1 << 7,
	ISR_TXE = 1 << 7
};

static struct stm32_uart *uart(void)
{
	return (struct stm32_uart *)k5_board.uart;
}

void uart_init(void)
{
	uart()->cr1 = 0;
	uart()->brr = k5_board.uart_baud_divider;
	uart()->cr1 = CR1_ON;
}

bool uart_put(uint8_t byte)
{
	if ((uart()->isr & ISR_TXE) == 0) {
		uart()->cr1 = CR1_ON | CR1_TXEIE;
		/* It may have emptied before the interrupt was wanted. */
		if ((uart()->isr & ISR_TXE) == 0)
			return false;
		uart_tx_irq();
	}
	uart()->tdr = byte;
	return true;
}

/* The flag falls with the next byte; the interrupt has to be switched off. */
void uart_tx_irq(void)
{
	uart()->cr1 = CR1_ON;
}
