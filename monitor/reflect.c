/*
 * reflect.c - a Secure fault that is the Non-secure side's own doing
 *
 *      task touches Secure memory
 *        -> HardFault, here: words for the kernel, its MemManage pended
 *        -> return: MemManage is taken before the task's next instruction
 *        -> the kernel names the task and stops it
 *
 * From the kernel itself MemManage could not be taken and the access would
 * fault for ever: it gets a HardFault, and ends there.
 */
#include <k5/board.h>

#include "monitor.h"
#include "regs.h"

/* EXC_RETURN tells this side's stack only, so CONTROL_NS is asked as well. */
enum {
	EXC_THREAD = 0x08,
	CONTROL_NPRIV = 0x01
};

static bool by_task(uint32_t exc_return, uint32_t control_ns)
{
	return (exc_return & EXC_THREAD) != 0 &&
	       (control_ns & CONTROL_NPRIV) != 0;
}

void monitor_reflect(uint32_t exc_return, uint32_t control_ns)
{
	volatile struct k5_mailbox *mailbox =
		(volatile struct k5_mailbox *)k5_monitor.mailbox;
	uint32_t sfsr = reg_read(SAU_SFSR);

	mailbox->sfsr = sfsr;
	mailbox->sfar = reg_read(SAU_SFAR);
	mailbox->valid = 1;
	reg_write(SAU_SFSR, sfsr); /* written back, it is clear */
	reg_write(SCB_HFSR, reg_read(SCB_HFSR));

	uint32_t pended = by_task(exc_return, control_ns) ? SHCSR_MEMPENDED
							  : SHCSR_HARDPENDED;

	reg_write(SCB_SHCSR_NS, reg_read(SCB_SHCSR_NS) | pended);
	barrier();
}
