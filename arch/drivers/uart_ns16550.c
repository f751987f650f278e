/*
 * uart_ns16550.c - the UART of PCs and of QEMU's virt machines
 *
 * Registers one byte apart. The transmitter's FIFO is not counted: a byte goes
 * in whenever all before it are on their way. The interrupt is wanted only
 * after a refusal: a log that flows costs none.
 */
#include <k5/board.h>
#include <k5/uart.h>

enum {
	DATA = 0, /* divisor, low, while LCR_DIVISOR is set */
	IER = 1,  /* divisor, high */
	FCR = 2,  /* on reading: why it interrupts */
	LCR = 3,
	LSR = 5,
	IER_SENT = 1 << 1,
	FCR_CLEAR = 7, /* FIFOs on and empty */
	LCR_8N1 = 3,
	LCR_DIVISOR = 1 << 7,
	LSR_SENT = 1 << 5
};

static volatile uint8_t *reg(unsigned index)
{
	return (volatile uint8_t *)(k5_board.uart + index);
}

static bool ready(void)
{
	return (*reg(LSR) & LSR_SENT) != 0;
}

void uart_init(void)
{
	*reg(IER) = 0;
	*reg(LCR) = LCR_DIVISOR;
	*reg(DATA) = (uint8_t)k5_board.uart_baud_divider;
	*reg(IER) = (uint8_t)(k5_board.uart_baud_divider >> 8);
	*reg(LCR) = LCR_8N1;
	*reg(FCR) = FCR_CLEAR;
}

bool uart_put(uint8_t byte)
{
	if (!ready()) {
		*reg(IER) = IER_SENT;
		/* It may have emptied before the interrupt was wanted. */
		if (!ready())
			return false;
		uart_tx_irq();
	}
	*reg(DATA) = byte;
	return true;
}

void uart_tx_irq(void)
{
	*reg(IER) = 0;
}
