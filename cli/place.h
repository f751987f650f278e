/*
 * place.h - from an address to a line of the source
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct place {
	const char *function; /* NULL: no symbol covers the address */
	const char *file;     /* NULL: no line is known */
	int line;
};

/*
 * What the ELF file's symbols and DWARF say of `address`. False if they say
 * nothing, or if the file is not there. Strings are kept until the tool ends.
 */
bool place_find(const char *elf, uint64_t address, struct place *out);
