/*
 * uart_cmsdk.c - the UART of Arm's CMSDK (MPS2 and MPS3 FPGA images)
 *
 * One byte of buffer, and an interrupt when it empties. The interrupt is
 * wanted only after a refusal: a log that flows costs none.
 */
#include <k5/board.h>
#include <k5/uart.h>

struct cmsdk_uart {
	volatile uint32_t data;
	volatile uint32_t state;
	volatile uint32_t ctrl;
	volatile uint32_t intstatus; /* write one to clear */
	volatile uint32_t bauddiv;   /* at least 16 */
};

enum {
	STATE_TX_FULL = 1 << 0,
	CTRL_TX = 1 << 0,
	CTRL_TX_IRQ = 1 << 2,
	INT_TX = 1 << 0
};

static struct cmsdk_uart *uart(void)
{
	return (struct cmsdk_uart *)k5_board.uart;
}

void uart_init(void)
{
	uart()->bauddiv = k5_board.uart_baud_divider;
	uart()->ctrl = CTRL_TX;
	uart()->intstatus = INT_TX;
}

bool uart_put(uint8_t byte)
{
	if ((uart()->state & STATE_TX_FULL) != 0) {
		uart()->ctrl = CTRL_TX | CTRL_TX_IRQ;
		/* It may have emptied before the interrupt was wanted. */
		if ((uart()->state & STATE_TX_FULL) != 0)
			return false;
		uart_tx_irq();
	}
	uart()->data = byte;
	return true;
}

void uart_tx_irq(void)
{
	uart()->ctrl = CTRL_TX;
	uart()->intstatus = INT_TX;
}
