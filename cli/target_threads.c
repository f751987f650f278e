/*
 * target_threads.c - a thread's registers, where the kernel keeps them
 *
 *      Arm         k5_context[i]           the frame on its stack, by hardware
 *                  r4-r11 psp EXC_RETURN   r0-r3 r12 lr pc xPSR [FP] [padding]
 *      RISC-V      k5_context[i], all of them
 *
 * See arch/cortexm/include/arch/context.h, arch/riscv/include/arch/types.h. After
 * a system call RISC-V's t1-t6 are not kept: a call does not preserve them.
 */
#include <elf.h>

#include <k5/abi.h>

#include "target.h"

enum {
	ARM_SP = 13,
	ARM_LR = 14,
	ARM_PC = 15,
	ARM_XPSR = 16,
	FRAME = 8 * 4,
	FRAME_FP = FRAME + 18 * 4,
	RETURN_NO_FP = 1 << 4, /* in EXC_RETURN */
	XPSR_PADDED = 1 << 9   /* a word lies above the frame */
};

static uint64_t u32_at(const uint8_t *bytes)
{
	return (uint64_t)bytes[0] | (uint64_t)bytes[1] << 8 |
	       (uint64_t)bytes[2] << 16 | (uint64_t)bytes[3] << 24;
}

/* A thread that overflowed its stack has no frame: then pc is not known. */
static void arm(const struct kview *v, const struct rows *ctx, size_t i,
		uint64_t *reg)
{
	static const uint8_t place[] = {0,  1,      2,      3,
					12, ARM_LR, ARM_PC, ARM_XPSR};
	const struct k_thread *t = &v->thread[i];
	uint64_t psp = row_number(ctx, i, "psp");
	const uint8_t *frame = core_bytes(v->core, psp, FRAME);

	for (size_t k = 0; k < K5_ARGS; k++) {
		reg[4 + k] = row_element(ctx, i, "arg", k, 4);
	}
	reg[ARM_SP] = psp;
	if (!frame || psp < t->stack ||
	    psp + FRAME > t->stack + t->stack_size) {
		return;
	}
	for (size_t k = 0; k < 8; k++) {
		reg[place[k]] = u32_at(frame + 4 * k);
	}
	reg[ARM_SP] += row_number(ctx, i, "exc_return") & RETURN_NO_FP
			       ? FRAME
			       : FRAME_FP;
	reg[ARM_SP] += reg[ARM_XPSR] & XPSR_PADDED ? 4 : 0;
	reg[ARM_XPSR] &= ~(uint64_t)XPSR_PADDED;
}

static void riscv(const struct rows *ctx, size_t i, size_t word, uint64_t *reg)
{
	reg[0] = row_number(ctx, i, "pc");
	reg[1] = row_number(ctx, i, "ra");
	reg[2] = row_number(ctx, i, "sp");
	reg[3] = row_number(ctx, i, "gp");
	reg[4] = row_number(ctx, i, "tp");
	for (size_t k = 0; k < 7; k++) {
		reg[k < 3 ? 5 + k : 25 + k] = row_element(ctx, i, "t", k, word);
	}
	for (size_t k = 0; k < 12; k++) {
		reg[k < 2 ? 8 + k : 16 + k] = row_element(ctx, i, "s", k, word);
	}
	for (size_t k = 0; k < K5_ARGS; k++) {
		reg[10 + k] = row_element(ctx, i, "arg", k, word);
	}
}

void target_saved(const struct kview *v, size_t i, struct core_thread *out)
{
	struct rows ctx = {0};

	*out = (struct core_thread){.number = (uint32_t)i + 1};
	if (!kview_rows(v, &ctx, "k5_context", "arch_context", v->threads)) {
		return;
	}
	if (v->core->machine == EM_ARM) {
		arm(v, &ctx, i, out->reg);
	} else {
		riscv(&ctx, i, v->core->wide ? 8 : 4, out->reg);
	}
}
