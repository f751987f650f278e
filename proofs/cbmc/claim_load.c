/*
 * claim_load.c - a task's RAM as it is when it starts
 *
 * A RAM of twelve bytes, initial data of any length at any place in it:
 * zeros, then the data, and no byte past the end.
 */
#include "claim.h"

#include "arch.h"
#include "prove.h"

enum {
	RAM = 12
};

static uint32_t ram[RAM / 4 + 1]; /* a word beyond the task's */
static uint8_t flash[RAM];
static uint8_t image[RAM]; /* what flash holds, before and after */
static struct k5_region region[2];
static struct k5_task_desc desc;
const struct k5_app k5_app = {.task = &desc, .tasks = 1};

uint8_t nondet_byte(void);
k5_word_t nondet_word(void);

int main(void)
{
	const uint8_t *byte = (const uint8_t *)ram;
	k5_word_t skip = nondet_word();
	k5_word_t size = nondet_word();
	k5_word_t k = nondet_word();
	uint32_t beyond = nondet_word();

	for (unsigned i = 0; i < RAM / 4; i++)
		ram[i] = nondet_word();
	for (unsigned i = 0; i < RAM; i++) {
		image[i] = nondet_byte();
		flash[i] = image[i];
	}
	ram[RAM / 4] = beyond;
	ASSUME(skip <= RAM && size <= RAM - skip && k < RAM);
	region[1].base = (uintptr_t)ram;
	region[1].size = RAM;
	desc = (struct k5_task_desc){.regions = region,
				     .data = (uintptr_t)ram + skip,
				     .data_load = (uintptr_t)flash,
				     .data_size = size,
				     .region_count = 2};
	claim_load(0);
	arch_user_begin();
	PROVE(ram[RAM / 4] == beyond, "a task's RAM, and no more");
	PROVE(flash[k] == image[k], "the image stays");
	if (k >= skip && k - skip < size) {
		PROVE(byte[k] == image[k - skip], "its initial data");
		REACH_IF(skip % 4 == 0 && size > 4, "words");
		REACH_IF(skip % 4 == 1, "bytes");
	} else {
		PROVE(byte[k] == 0, "zeros around it");
		REACH("zeros");
	}
}
