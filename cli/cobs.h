/*
 * cobs.h - how a frame travels
 *
 * Consistent Overhead Byte Stuffing (Cheshire and Baker, 1999) turns a frame
 * into bytes without a zero, so that a zero can end it:
 *
 *      frame     11 22 00 33
 *      on wire   03 11 22 02 33 00
 *                |        |     `- the end
 *                |        `------- 2: one more byte, then the next code
 *                `---------------- 3: two bytes follow, then comes a zero
 *
 * A frame ends with a Fletcher-16 sum of all before it, begun at 1.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum {
	COBS_BAD = -1
};

/*
 * Decodes `length` bytes, the end mark not among them, in place. The length of
 * the frame, or COBS_BAD if no frame looks like this.
 */
long cobs_decode(uint8_t *bytes, size_t length);

/* RFC 1146, appendix: two sums modulo 255; the second in the high byte. */
uint16_t fletcher16(const uint8_t *bytes, size_t length);
