/*
 * cobs.c - undoing the stuffing
 *
 * Decoding never overtakes reading: each code byte is taken before at most
 * one byte (the zero it stands for) is written, so it can be done in place.
 */
#include "cobs.h"

long cobs_decode(uint8_t *bytes, size_t length)
{
	size_t in = 0;
	size_t out = 0;

	if (length == 0) {
		return COBS_BAD;
	}
	while (in < length) {
		uint8_t code = bytes[in++];

		if (code == 0 || code - 1u > length - in) {
			return COBS_BAD;
		}
		for (uint8_t i = 1; i < code; i++) {
			if (bytes[in] == 0) {
				return COBS_BAD;
			}
			bytes[out++] = bytes[in++];
		}
		/* 255 says: no zero here; and the last zero is the frame's end */
		if (code != 0xff && in < length) {
			bytes[out++] = 0;
		}
	}
	return (long)out;
}

uint16_t fletcher16(const uint8_t *bytes, size_t length)
{
	uint32_t low = 1; /* so that zeros count */
	uint32_t high = 0;

	for (size_t i = 0; i < length; i++) {
		low = (low + bytes[i]) % 255;
		high = (high + low) % 255;
	}
	return (uint16_t)(high << 8 | low);
}
