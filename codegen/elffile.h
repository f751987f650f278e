/*
 * elffile.h - reads what a linked ELF file holds
 *
 * The code generator reads sizes, addresses, symbols and bytes of tasks, kernel
 * and monitor; all of that fits into two flat arrays, whatever the word size.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct elf_section {
	const char *name;
	uint64_t address; /* where it lies when running */
	uint64_t load;    /* where its bytes lie in the image */
	uint64_t size;
	uint64_t align;
	bool alloc; /* has a place in memory */
	bool write;
	bool execute;
	bool bits;            /* has bytes, unlike bss */
	const uint8_t *bytes; /* NULL without */
};

struct elf_symbol {
	const char *name;
	uint64_t value;
	uint64_t size;
	uint8_t type; /* STT_ */
	bool global;
	bool defined;
	bool absolute;
	size_t section; /* index into `sections`, if defined and not absolute */
};

struct elf_file {
	const char *path;
	uint16_t machine;
	uint32_t flags;
	bool wide; /* 64 bits */
	uint64_t entry;
	struct elf_section *sections; /* by the file's numbers, 0 is empty */
	size_t section_count;
	struct elf_symbol *symbols;
	size_t symbol_count;
	void *handle; /* libelf's */
	int fd;
};

/* False after having told why. */
bool elf_load(struct elf_file *elf, const char *path);
void elf_close(struct elf_file *elf);

/* NULL if there is none. */
const struct elf_section *elf_section(const struct elf_file *elf,
				      const char *name);
const struct elf_symbol *elf_symbol(const struct elf_file *elf,
				    const char *name);
