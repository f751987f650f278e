/*
 * sifive.h - a line raised at once by a UART whose transmitter is empty
 *
 * Registers: SiFive FE310-G002 Manual, chapter 18.
 */
#pragma once

#include <k5/k5.h>

enum {
	UART_TXCTRL = 0x8,
	UART_IE = 0x10,
	TXCTRL_EN = 1 << 0,
	TXCTRL_WATERMARK_1 = 1 << 16,
	IE_TX = 1 << 0
};

static inline void device_start(void)
{
	k5_write32(K5_MMIO_UART1 + UART_TXCTRL, TXCTRL_EN | TXCTRL_WATERMARK_1);
}

static inline void device_raise(void)
{
	k5_write32(K5_MMIO_UART1 + UART_IE, IE_TX);
}

static inline void device_quiet(void)
{
	k5_write32(K5_MMIO_UART1 + UART_IE, 0);
}
