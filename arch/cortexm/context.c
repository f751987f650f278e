/*
 * context.c - a thread's first registers, and the idle thread's
 *
 *      stack_top ->  +------------------+
 *                    | xpsr  pc=entry   |
 *                    | lr r12 r3 r2     |   the frame that the first
 *                    | r1 r0            |   exception return unstacks
 *            psp ->  +------------------+
 *                    |       ...        |
 *      stack_base -> +------------------+   the limit
 *
 * The frame lies in the task's own memory: fill that first.
 */
#include <k5/board.h>

#include "check.h"
#include <arch/variant.h>

#include "core.h"

enum {
	FRAME_WORDS = 8,
	FRAME_R0 = 0,
	FRAME_LR = 5,
	FRAME_PC = 6,
	FRAME_XPSR = 7,
	XPSR_THUMB = 1 << 24,
	IDLE_STACK = 64
};

/* Code of 32 bytes, in vectors.S: it waits, or spins from the second on. */
extern const uint8_t arch_idle_code[];
extern const uint8_t arch_idle_spin[];

static uint32_t idle_stack[IDLE_STACK / 4] __attribute__((aligned(32)));

union arch_idle arch_idle;

/*
 * Where an entry function returns to: the first instruction of its task's
 * code, where the user library ends the thread (userspace/start.c).
 */
static uint32_t leave_of(idx_t task)
{
	return (uint32_t)k5_app.task[task].regions[0].base | 1u;
}

void arch_context_init(struct arch_context *ctx,
		       const struct k5_thread_desc *desc, k5_word_t argument)
{
	uint32_t *frame = (uint32_t *)(desc->stack_top & ~(uintptr_t)7);

	frame -= FRAME_WORDS;
	frame[FRAME_R0] = argument;
	for (int i = FRAME_R0 + 1; i < FRAME_LR; i++)
		frame[i] = 0;
	frame[FRAME_LR] = leave_of(desc->task);
	frame[FRAME_PC] = (uint32_t)desc->entry & ~1u;
	frame[FRAME_XPSR] = XPSR_THUMB;

	*ctx = (struct arch_context){0};
	ctx->psp = (uint32_t)frame;
	ctx->exc_return = EXC_FRESH;
	ctx->limit = limit_of((uint32_t)desc->stack_base);
	ctx->regions = &k5_task[desc->task].regions;
}

void idle_init(void)
{
	uintptr_t code = (uintptr_t)arch_idle_code & ~(uintptr_t)1;
	uintptr_t stack = (uintptr_t)idle_stack;
	const struct k5_region view[] = {
		{code, 32, K5_MEM_READ | K5_MEM_EXEC},
		{stack, IDLE_STACK, K5_MEM_READ | K5_MEM_WRITE},
	};
	const struct k5_thread_desc thread = {
		.entry = (uintptr_t)(k5_board.semihosting ? arch_idle_spin
							  : arch_idle_code),
		.stack_base = stack,
		.stack_top = stack + IDLE_STACK,
	};

	arch_context_init(&arch_idle.ctx, &thread, 0);
	K5_ASSERT(arch_regions_encode(&arch_idle.view.regions, view, 2));
	arch_idle.ctx.regions = &arch_idle.view.regions;
}

/* Who is chosen next, even the same thread again, is then one who was not. */
void arch_view_changed(void)
{
	arch_port.regions = NULL;
	arch_port.thread = ARCH_STALE;
}
