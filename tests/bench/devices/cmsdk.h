/*
 * cmsdk.h - a line raised at once by a CMSDK UART nobody listens to
 *
 * A byte written leaves at once in QEMU, and the transmitter says so. Registers:
 * Arm DDI 0479, 4.3.3.
 */
#pragma once

#include <k5/k5.h>

enum {
	UART_DATA = 0x0,
	UART_CTRL = 0x8,
	UART_INTCLEAR = 0xc,
	UART_BAUD = 0x10,
	CTRL_TX = 1 << 0,
	CTRL_TX_IRQ = 1 << 2,
	INT_TX = 1 << 0
};

static inline void device_start(void)
{
	k5_write32(K5_MMIO_UART1 + UART_BAUD, 16);
	k5_write32(K5_MMIO_UART1 + UART_CTRL, CTRL_TX | CTRL_TX_IRQ);
}

static inline void device_raise(void)
{
	k5_write32(K5_MMIO_UART1 + UART_DATA, 0);
}

static inline void device_quiet(void)
{
	k5_write32(K5_MMIO_UART1 + UART_INTCLEAR, INT_TX);
}
