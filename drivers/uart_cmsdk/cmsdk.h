/*
 * cmsdk.h - the registers of the CMSDK APB UART
 *
 * Arm DDI 0479 (Cortex-M System Design Kit TRM), "APB UART", programmers model. Its
 * interrupt lines are those of the board's file, from the board's own manual (DAI 0505
 * for the AN505, "Interrupts").
 * One byte of buffer each way. An interrupt's bit stays until it is cleared: RX
 * comes with a byte, TX when the transmit buffer is empty again after it was full.
 */
#pragma once

#include <stdint.h>

struct cmsdk_uart {
	volatile uint32_t data;
	volatile uint32_t state; /* write one to clear an overrun */
	volatile uint32_t ctrl;
	volatile uint32_t intstatus; /* write one to clear */
	volatile uint32_t bauddiv;   /* at least 16 */
};

enum {
	STATE_TX_FULL = 1 << 0,
	STATE_RX_FULL = 1 << 1,
	STATE_RX_OVERRUN = 1 << 3,

	CTRL_TX = 1 << 0,
	CTRL_RX = 1 << 1,
	CTRL_TX_IRQ = 1 << 2,
	CTRL_RX_IRQ = 1 << 3,

	INT_TX = 1 << 0,
	INT_RX = 1 << 1
};
