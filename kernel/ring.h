/*
 * ring.h - the log's bytes on their way out
 *
 * One ring in kernel RAM, shaped as the control block that debug probes look
 * for (SEGGER RTT, "J-Link / RTT" in UM08001): up-buffer 0, named "k5". One
 * reader: the kernel itself when the board has a console, else the probe.
 */
#pragma once

#include "state.h"

void ring_init(void);

/* Bytes that can be put before the ring is full. */
uint32_t ring_space(void);

/* Appends one byte, not yet visible to the reader; ring_publish shows all. */
void ring_put(uint8_t byte);
void ring_publish(void);

/* Where the next byte goes, and a byte put earlier changed in place. */
uint32_t ring_mark(void);
void ring_patch(uint32_t mark, uint8_t byte);

/* Hands bytes to the console while it takes them, at most `limit`. */
void ring_drain(uint32_t limit);
