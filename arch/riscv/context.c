/*
 * context.c - a thread's first registers
 *
 * A thread begins at the first byte of its task's code, with the function it
 * is to run in a0 and its argument in a1: the start-up code there
 * (userspace/arch/riscv/begin.S) sets tp, calls the function and ends the
 * thread when it returns.
 */
#include "core.h"

/*
 * The bytes below a stack as one PMP entry, NAPOT (region.c), which begins at a
 * multiple of its size. A stack that does not is the lowest of its task: what lies
 * between is no memory of the task's.
 */
static k5_word_t guard_below(uintptr_t stack)
{
	uintptr_t base =
		(stack - ARCH_GUARD_SIZE) / ARCH_GUARD_SIZE * ARCH_GUARD_SIZE;

	return base / 4 | (ARCH_GUARD_SIZE / 8 - 1);
}

void arch_context_init(struct arch_context *ctx,
		       const struct k5_thread_desc *desc, k5_word_t argument)
{
	*ctx = (struct arch_context){0};
	ctx->arg[0] = desc->entry;
	ctx->arg[1] = argument;
	ctx->pc = k5_app.task[desc->task].regions[0].base;
	ctx->sp = desc->stack_top & ~(uintptr_t)15;
	ctx->guard = guard_below(desc->stack_base);
	ctx->regions = &k5_task[desc->task].regions;
}

/* Who is chosen next, even the same thread again, is then one who was not. */
void arch_view_changed(void)
{
	arch_port.regions = NULL;
	arch_port.thread = ARCH_STALE;
}
