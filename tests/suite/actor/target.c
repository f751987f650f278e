/*
 * target.c - an actor on a board
 *
 * What is not the task's own, the linker knows (memory.ld); how it faults is
 * its port's, in arch/.
 */
#include "../suite.h"

/* From task.ld and memory.ld; the kernel is first in both memories. */
extern uint8_t __ram_end[];
extern uint8_t k5_board_ram[];
extern uint8_t k5_board_flash[];
extern uint8_t k5_board_uart[];
extern uint8_t k5_board_closed[];
extern uint8_t k5_shared_page[];
extern uint8_t k5_shared_sheet[];

enum {
	EDGE_SIZE = 8
};

void second_main(k5_word_t argument);

static const uint32_t constant[] = {0x600dda7a, 1, 2, 3};
static _Alignas(8) uint8_t buffer[BUFFER];

uint8_t *suite_buffer(void)
{
	return buffer;
}

k5_word_t suite_address(enum place place, uint32_t offset)
{
	const uint8_t *const base[PLACES] = {
		[OWN] = buffer,
		[CONST] = (const uint8_t *)constant,
		[EDGE] = __ram_end - EDGE_SIZE,
		[PEER] = __ram_end,
		[KERNEL] = k5_board_ram,
		[KERNEL_CODE] = k5_board_flash,
		[DEVICE] = k5_board_uart,
		[SECURE] = k5_board_closed,
		[PAGE_AT] = k5_shared_page,
		[SHEET_AT] = k5_shared_sheet,
		[ENTRY] = (const uint8_t *)second_main,
	};

	return (k5_word_t)base[place] + offset;
}

volatile uint8_t *suite_touch(k5_word_t address, bool write)
{
	(void)write; /* the hardware will see */
	return (volatile uint8_t *)address;
}

int main(void)
{
	actor_play(0);
}

void second_main(k5_word_t argument)
{
	actor_second(argument);
}
