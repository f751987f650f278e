/*
 * offsets.c - the numbers entry.S needs, from the structs themselves
 *
 * Compiled to assembly, never linked: each line `->NAME value` of the result
 * becomes `#define NAME value` in <arch/offsets.h>. BUILD.md has the step.
 */
#include <stddef.h>

#include "../core.h"

#define NUMBER(name, value) __asm__ volatile("\n->" #name " %c0" : : "i"(value))

void offsets(void);

void offsets(void)
{
	NUMBER(CTX_ARG, offsetof(struct arch_context, arg));
	NUMBER(CTX_PSP, offsetof(struct arch_context, psp));
	NUMBER(CTX_EXC_RETURN, offsetof(struct arch_context, exc_return));
	NUMBER(CTX_LIMIT, offsetof(struct arch_context, limit));
	NUMBER(CTX_REGIONS, offsetof(struct arch_context, regions));
	NUMBER(CTX_FP, offsetof(struct arch_context, fp));

	NUMBER(PORT_RUNNING, offsetof(struct arch_port, running));
	NUMBER(PORT_REGIONS, offsetof(struct arch_port, regions));
	NUMBER(PORT_THREAD, offsetof(struct arch_port, thread));

	NUMBER(K5_CURRENT, offsetof(struct k5_state, current));
	NUMBER(CTX_SIZE, sizeof(struct arch_context));
	NUMBER(INDEX_NIL, NIL);
}
