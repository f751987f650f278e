/*
 * core_layout.c - the machines there are
 */
#include "core_layout.h"

#include "../codegen/text.h"

static const struct core_layout layouts[] = {
	{EM_ARM, false, 4, 148, 12, 24, 72, 17, 13, 15},
	{EM_RISCV, false, 4, 204, 12, 24, 72, 32, 2, 0},
	{EM_RISCV, true, 8, 376, 12, 32, 112, 32, 2, 0},
};

const struct core_layout *core_layout(uint16_t machine, bool wide)
{
	for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++) {
		if (layouts[i].machine == machine && layouts[i].wide == wide) {
			return &layouts[i];
		}
	}
	return NULL;
}

size_t core_sp(const struct core *c)
{
	return core_layout(c->machine, c->wide)->sp;
}

size_t core_pc(const struct core *c)
{
	return core_layout(c->machine, c->wide)->pc;
}

const uint8_t *core_bytes(const struct core *c, uint64_t address, size_t size)
{
	for (size_t i = 0; i < c->memories; i++) {
		const struct core_memory *m = &c->memory[i];

		if (address >= m->address && address - m->address <= m->size &&
		    size <= m->size - (address - m->address)) {
			return m->bytes + (address - m->address);
		}
	}
	return NULL;
}

uint64_t core_sum(const void *bytes, size_t size)
{
	const uint8_t *at = bytes;
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < size; i++) {
		hash = (hash ^ at[i]) * 1099511628211u;
	}
	return hash;
}

uint64_t core_sum_file(const char *path)
{
	struct text file = {0};
	uint64_t sum =
		text_load(&file, path) ? core_sum(file.s, file.length) : 0;

	text_free(&file);
	return sum;
}
