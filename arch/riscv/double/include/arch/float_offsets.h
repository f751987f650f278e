/*
 * float_offsets.h - the numbers that float_regs.inc needs
 */
#pragma once

#define FLOAT_OFFSETS                                                          \
	NUMBER(CTX_F, offsetof(struct arch_context, f));                       \
	NUMBER(CTX_FCSR, offsetof(struct arch_context, fcsr));                 \
	NUMBER(CTX_FP_USED, offsetof(struct arch_context, fp_used));
