/*
 * fault.c - an exception, from the hart to the kernel
 *
 *      mcause, mtval, the task's regions -> cause.c: class, address --.
 *      the pc that entry.S saved ------------------------------------+
 *                                                                    v
 *                                                              kernel_fault
 */
#include "cause.h"
#include "check.h"
#include "core.h"

/*
 * How many bytes it was about is not known, 8 at most. One that begins in a
 * region and leaves it was refused by the PMP, so all 8 must be its own;
 * near a region's end a refusal by the bus is called one by the PMP.
 */
enum {
	WIDEST = 8
};

/* In the guard below its stack, or about to reach it. */
static bool guarded(k5_word_t address)
{
	k5_word_t base = k5_app.thread[k5.current].stack_base;

	return address < base && base - address < ARCH_GUARD_SIZE + WIDEST;
}

static bool allowed(k5_word_t address, uint8_t right)
{
	const struct k5_task_desc *task =
		&k5_app.task[k5_thread[k5.current].task];

	for (uint8_t i = 0; i < task->region_count; i++) {
		const struct k5_region *r = &task->regions[i];

		if ((r->rights & right) != 0 && address >= r->base &&
		    address - r->base < r->size &&
		    r->size - (address - r->base) >= WIDEST)
			return true;
	}
	return false;
}

void port_fault(k5_word_t cause, k5_word_t value)
{
	K5_ASSERT(k5.current != NIL);

	const struct arch_context *ctx = &k5_context[k5.current];
	struct fault_status s = {
		.cause = cause,
		.value = value,
		.sp = ctx->sp,
		.stack_base = k5_app.thread[k5.current].stack_base,
		.allowed =
			!guarded(value) && allowed(value, fault_right(cause)),
	};
	struct k5_fault_info info = {
		.address = fault_address(&s),
		.pc = ctx->pc,
		.fault = fault_class(&s),
	};

	kernel_fault(&info);
}

/* One line each, so that the log names what happened. */
void port_broken(k5_word_t cause)
{
	uint8_t right = fault_right(cause);

	K5_ASSERT(right != K5_MEM_EXEC);
	K5_ASSERT(right != K5_MEM_READ);
	K5_ASSERT(right != K5_MEM_WRITE);
	K5_ASSERT(!"the kernel faulted");
}
