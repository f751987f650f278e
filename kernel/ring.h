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

static inline uint32_t ring_after(uint32_t at)
{
	return at + 1 == k5_app.log_size ? 0 : at + 1;
}

/* A byte not yet visible to the reader; where the next one goes. */
static inline uint32_t ring_put(uint32_t at, uint8_t byte)
{
	k5_log_ring[at] = byte;
	return ring_after(at);
}

/* A byte put earlier changes in place. */
static inline void ring_patch(uint32_t at, uint8_t byte)
{
	k5_log_ring[at] = byte;
}

/* The reader sees all that was put up to here, from k5.log_next on. */
void ring_publish(uint32_t at);

/* Hands bytes to the console while it takes them, at most `limit`. */
void ring_drain(uint32_t limit);
