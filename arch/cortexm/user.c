/*
 * user.c - privileged code reaches every task's memory at any time
 *
 * The MPU's background map, which only the kernel sees, cannot be narrowed for
 * it without narrowing its own.
 */
#include "core.h"

void arch_user_begin(void)
{
}

void arch_user_end(void)
{
}
