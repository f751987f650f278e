/*
 * mailbox.c - faults that the monitor saw first
 *
 * A Secure access is why the monitor looked at the task at all, so its word
 * comes before whatever the core's own registers say of what followed.
 */
#include <k5/board.h>

#include "../cortexm/cause.h"
#include "../cortexm/core.h"

enum {
	SFSR_INVEP = 1 << 0,
	SFSR_SFARVALID = 1 << 6
};

/* The first bytes of kernel RAM (kernel.ld). The monitor writes here. */
static volatile struct k5_mailbox mailbox
	__attribute__((section(".mailbox"), used));

/* Code that Non-secure code may not enter is its own address. */
static uint64_t secure_address(uint64_t pc)
{
	if ((mailbox.sfsr & SFSR_SFARVALID) != 0)
		return mailbox.sfar;
	return (mailbox.sfsr & SFSR_INVEP) != 0 ? pc : 0;
}

void fault_refine(struct k5_fault_info *info, const struct fault_status *s,
		  uint32_t psp)
{
	(void)s;
	(void)psp;
	if (mailbox.valid == 0)
		return;
	info->fault = K5_FAULT_SECURE;
	info->address = secure_address(info->pc);
	mailbox.valid = 0;
}
