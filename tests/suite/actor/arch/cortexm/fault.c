/*
 * fault.c - an instruction that does not exist
 */
#include "../../../suite.h"

_Noreturn void suite_fault(void)
{
	for (;;)
		__asm__ volatile("udf #0");
}
