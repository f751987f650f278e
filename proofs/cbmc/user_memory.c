/*
 * user_memory.c - what closes tasks' memory, for claim.c: opened once, closed again
 */
#include "arch.h"

#include "prove.h"

static bool is_open;

void arch_user_begin(void)
{
	PROVE(!is_open, "opened once");
	is_open = true;
}

void arch_user_end(void)
{
	PROVE(is_open, "closed after it was opened");
	is_open = false;
}
