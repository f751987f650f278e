/*
 * format.h - printf, for arguments that came over a wire
 *
 * The format is from the dictionary, the arguments are whatever the device
 * sent: neither is trusted. Each conversion is taken apart, its bytes are
 * checked to be there, and only a conversion rebuilt here ever meets printf.
 * What is missing shows as <cut>; what is left over, as <+N bytes>.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* `word` is the width of the part's register in bytes: 4 or 8. */
void format_args(FILE *out, const char *format, unsigned word,
		 const uint8_t *bytes, size_t length);

/*
 * Prints bytes as text that cannot drive a terminal: well-formed UTF-8 as it
 * is, newlines and other control characters as \n and \xNN.
 */
void format_clean(FILE *out, const char *bytes, size_t length);
