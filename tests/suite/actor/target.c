/*
 * target.c - an actor on mps2-an505
 *
 * The addresses are the board's: what is not the task's own there.
 */
#include "../suite.h"

/* From task.ld: the first byte after .bss. The region ends on a granule. */
extern uint8_t __heap_start[];

enum {
	GRANULE = 32,
	EDGE_SIZE = 8
};

static const uint32_t constant[] = {0x600dda7a, 1, 2, 3};
static _Alignas(8) uint8_t buffer[BUFFER];

uint8_t *suite_buffer(void)
{
	return buffer;
}

static k5_word_t end_of_ram(void)
{
	k5_word_t end = (k5_word_t)__heap_start;

	return (end + GRANULE - 1) / GRANULE * GRANULE;
}

k5_word_t suite_address(enum place place, uint32_t offset)
{
	static const k5_word_t foreign[PLACES] = {
		[KERNEL] = 0x28000000,
		[KERNEL_CODE] = 0x00200000,
		[DEVICE] = 0x40200000,
		[SECURE] = 0x38200000,
	};

	switch (place) {
	case OWN:
		return (k5_word_t)buffer + offset;
	case CONST:
		return (k5_word_t)constant + offset;
	case EDGE:
		return end_of_ram() - EDGE_SIZE + offset;
	case PEER:
		return end_of_ram() + offset;
	default:
		return foreign[place] + offset;
	}
}

_Noreturn void suite_fault(void)
{
	for (;;)
		__asm__ volatile("udf #0");
}

int main(void)
{
	actor_play(0);
}

void second_main(void);
void second_main(void)
{
	actor_play(1);
}
