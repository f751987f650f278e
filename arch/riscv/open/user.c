/*
 * user.c - a hart whose machine mode reaches every task's memory at any time
 */
#include "../core.h"

void arch_user_begin(void)
{
}

void arch_user_end(void)
{
}
