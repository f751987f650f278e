/*
 * uart_sifive.c - the UART of SiFive's parts (FE310)
 *
 * Eight bytes of buffer, and an interrupt while none is left in it. The
 * interrupt is wanted only after a refusal: a log that flows costs none.
 * FE310-G000 Manual, chapter 18.
 */
#include <k5/board.h>
#include <k5/uart.h>

struct sifive_uart {
	volatile uint32_t txdata;
	volatile uint32_t rxdata;
	volatile uint32_t txctrl;
	volatile uint32_t rxctrl;
	volatile uint32_t ie;
	volatile uint32_t ip;
	volatile uint32_t div;
};

#define TX_FULL (1u << 31)

enum {
	TX_ON = 1 << 0,
	TX_BELOW_ONE = 1 << 16, /* interrupts with fewer bytes than one */
	IE_TX = 1 << 0
};

static struct sifive_uart *uart(void)
{
	return (struct sifive_uart *)k5_board.uart;
}

void uart_init(void)
{
	uart()->ie = 0;
	uart()->div = k5_board.uart_baud_divider;
	uart()->txctrl = TX_ON | TX_BELOW_ONE;
}

bool uart_put(uint8_t byte)
{
	if ((uart()->txdata & TX_FULL) != 0) {
		uart()->ie = IE_TX;
		/* It may have made room before the interrupt was wanted. */
		if ((uart()->txdata & TX_FULL) != 0)
			return false;
		uart_tx_irq();
	}
	uart()->txdata = byte;
	return true;
}

void uart_tx_irq(void)
{
	uart()->ie = 0;
}
