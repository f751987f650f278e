/*
 * offsets.c - the numbers entry.S needs, from the structs themselves
 *
 * Compiled to assembly, never linked: each line `->NAME value` of the result
 * becomes `#define NAME value` in <arch/offsets.h>. A part that adds to a
 * context adds its numbers (offsets.h there).
 */
#include <stddef.h>

#include "../core.h"

#define NUMBER(name, value) __asm__ volatile("\n->" #name " %0" : : "i"(value))

#include <arch/float_offsets.h>

void offsets(void);

void offsets(void)
{
	NUMBER(CTX_ARG, offsetof(struct arch_context, arg));
	NUMBER(CTX_PC, offsetof(struct arch_context, pc));
	NUMBER(CTX_SP, offsetof(struct arch_context, sp));
	NUMBER(CTX_RA, offsetof(struct arch_context, ra));
	NUMBER(CTX_T, offsetof(struct arch_context, t));
	NUMBER(CTX_S, offsetof(struct arch_context, s));
	NUMBER(CTX_GP, offsetof(struct arch_context, gp));
	NUMBER(CTX_TP, offsetof(struct arch_context, tp));
	NUMBER(CTX_GUARD, offsetof(struct arch_context, guard));
	NUMBER(CTX_REGIONS, offsetof(struct arch_context, regions));
	NUMBER(CTX_SIZE, sizeof(struct arch_context));
	FLOAT_OFFSETS

	NUMBER(PORT_RUNNING, offsetof(struct arch_port, running));
	NUMBER(PORT_REGIONS, offsetof(struct arch_port, regions));
	NUMBER(PORT_LOAD, offsetof(struct arch_port, load));
	NUMBER(PORT_THREAD, offsetof(struct arch_port, thread));
	NUMBER(PORT_FP_LIVE, offsetof(struct arch_port, fp_live));

	NUMBER(PMP_COUNT, PMP_ENTRIES);
	NUMBER(GUARD, ARCH_GUARD);
	NUMBER(REGIONS_ADDR, offsetof(struct arch_regions, addr));
	NUMBER(REGIONS_CFG, offsetof(struct arch_regions, cfg));

	NUMBER(K5_CURRENT, offsetof(struct k5_state, current));
	NUMBER(INDEX_NIL, NIL);
}
