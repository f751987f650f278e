/*
 * uart_none.c - a board without a UART for the log: a probe reads it
 */
#include <k5/uart.h>

void uart_init(void)
{
}

bool uart_put(uint8_t byte)
{
	(void)byte;
	return false;
}

void uart_tx_irq(void)
{
}
