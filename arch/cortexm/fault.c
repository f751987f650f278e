/*
 * fault.c - a fault, from the core to the kernel
 *
 *      status registers --> cause.c: class, address --.
 *      the stacked frame -> pc ------------------------+--> kernel_fault
 *      what the port adds: fault_refine -------------'
 *
 * The frame is evidence left in the task's own memory. It is read only if the
 * core says that it was written, and only inside memory that is the task's.
 */
#include "cause.h"
#include "check.h"
#include "core.h"
#include "scs.h"

enum {
	FRAME_SIZE = 32,
	FRAME_PC = 24
};

/* The status registers are sticky: written back, they are clear. */
static struct fault_status status_take(void)
{
	struct fault_status s = {
		.cfsr = *scs(SCB_CFSR),
		.hfsr = *scs(SCB_HFSR),
		.mmfar = *scs(SCB_MMFAR),
		.bfar = *scs(SCB_BFAR),
	};

	*scs(SCB_CFSR) = s.cfsr;
	*scs(SCB_HFSR) = s.hfsr;
	return s;
}

/* Memory of the task's own that can hold a frame: no code, no device. */
static bool holds_frame(const struct k5_region *r, uint32_t psp)
{
	return r->rights == (K5_MEM_READ | K5_MEM_WRITE) && psp >= r->base &&
	       psp - r->base < r->size &&
	       r->size - (psp - r->base) >= FRAME_SIZE;
}

static uint32_t frame_pc(const struct fault_status *s, uint32_t psp)
{
	const struct k5_task_desc *task =
		&k5_app.task[k5_thread[k5.current].task];

	if ((s->cfsr & CFSR_STACK) != 0)
		return 0;
	for (uint8_t i = 0; i < task->region_count; i++) {
		if (holds_frame(&task->regions[i], psp))
			return *(const volatile uint32_t *)(psp + FRAME_PC);
	}
	return 0;
}

/*
 * All that went wrong is told at once, so nothing of it may pend for the next
 * thread; nor may a system call whose frame never reached the stack.
 */
static void pended_drop(void)
{
	*scs(SCB_SHCSR) &= ~(SHCSR_PENDED | SHCSR_SVCPENDED);
}

void port_fault(uint32_t psp)
{
	struct fault_status s = status_take();

	K5_ASSERT(k5.current != NIL);
	pended_drop();

	uint32_t pc = frame_pc(&s, psp);
	struct k5_fault_info info = {
		.address = fault_address(&s, pc, psp),
		.pc = pc,
		.fault = fault_class(&s),
	};

	fault_refine(&info, &s, psp);
	kernel_fault(&info);
}

void port_fault_late(uint32_t psp)
{
	nvic_again();
	port_fault(psp);
}

/* One line each, so that the log names what happened. */
void port_broken(void)
{
	struct fault_status s = status_take();
	struct k5_fault_info info = {.fault = fault_class(&s)};

	fault_refine(&info, &s, UINT32_MAX);
	K5_ASSERT(info.fault != K5_FAULT_STACK);
	K5_ASSERT(info.fault != K5_FAULT_SECURE);
	K5_ASSERT(info.fault != K5_FAULT_MEMORY && info.fault != K5_FAULT_BUS);
	K5_ASSERT(!"the kernel faulted");
}
