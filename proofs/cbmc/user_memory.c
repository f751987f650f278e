/*
 * user_memory.c - what closes tasks' memory, for claim.c
 *
 * It is opened once and closed again; a harness ends with one more begin, which
 * shows that the last was followed by its end.
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
