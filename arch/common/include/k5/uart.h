/*
 * uart.h - the log's UART, as the port sees it
 *
 * One driver, arch/drivers/uart_NAME.c, is chosen by the board's TOML. It
 * sends only, from k5_board.uart.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* On, 8N1, at the rate of k5_board.uart_baud_divider. */
void uart_init(void);

/*
 * Sends one byte. False if the UART cannot take it now: then it raises
 * k5_board.uart_irq as soon as it can.
 */
bool uart_put(uint8_t byte);

/* The transmit interrupt was taken: quiet until the next refusal. */
void uart_tx_irq(void);
