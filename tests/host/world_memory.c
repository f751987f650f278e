/*
 * world_memory.c - what tasks own, always at the same addresses
 *
 *      gap | code | gap | ram | gap | const | gap | sink | gap | next task ...
 *
 * Addresses go into registers, and what a random run does next follows from
 * them: wherever the loader puts the program, a seed gives the same run.
 */
#include "world_memory.h"

#include <sanitizer/asan_interface.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static const uintptr_t place = 0x500000000000;

struct memory {
	_Alignas(GAP) uint8_t bytes[REGION_SIZE];
	uint8_t gap[GAP];
};

static struct whole {
	_Alignas(GAP) uint8_t gap[GAP];
	struct memory region[TASKS][MEM_REGIONS];
	struct memory page[PAGES];
} * memory;

void world_memory(void)
{
	if (memory != NULL)
		return;
	memory = mmap((void *)place, sizeof(*memory), PROT_READ | PROT_WRITE,
		      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	if ((uintptr_t)memory != place)
		abort();
	ASAN_POISON_MEMORY_REGION(memory->gap, GAP);
	for (unsigned t = 0; t < TASKS; t++)
		for (unsigned r = 0; r < MEM_REGIONS; r++)
			ASAN_POISON_MEMORY_REGION(memory->region[t][r].gap,
						  GAP);
	for (unsigned i = 0; i < PAGES; i++)
		ASAN_POISON_MEMORY_REGION(memory->page[i].gap, GAP);
}

uint8_t *mem_bytes(idx_t task, unsigned region)
{
	return memory->region[task][region].bytes;
}

k5_word_t mem_at(idx_t task, unsigned region, unsigned offset)
{
	return (k5_word_t)mem_bytes(task, region) + offset;
}

uint8_t *page_bytes(idx_t page)
{
	return memory->page[page].bytes;
}

k5_word_t page_at(idx_t page, unsigned offset)
{
	return (k5_word_t)page_bytes(page) + offset;
}

void mem_save(struct mem_image *out)
{
	for (unsigned t = 0; t < TASKS; t++) {
		for (unsigned r = 0; r < MEM_REGIONS; r++)
			memcpy(out->bytes[t][r], mem_bytes((idx_t)t, r),
			       REGION_SIZE);
	}
}

uint32_t mem_changed(const struct mem_image *image, idx_t task)
{
	uint32_t changed = 0;

	for (unsigned r = 0; r < MEM_REGIONS; r++) {
		if (memcmp(image->bytes[task][r], mem_bytes(task, r),
			   REGION_SIZE) != 0)
			changed |= 1u << r;
	}
	return changed;
}
