/*
 * ways.h - deeds that both Arm ports answer alike
 *
 * What only one of them can be asked, or answers otherwise, is in its own
 * folder's only.c.
 */
#pragma once

#include "acts.h"

extern const struct deeds touch_deeds;
extern const struct deeds jump_deeds;
extern const struct deeds stack_deeds;
extern const struct deeds frame_deeds;
extern const struct deeds order_deeds;
extern const struct deeds forge_deeds;
extern const struct deeds only_deeds; /* what only this port can be asked */

/* jump.c */
int call(const struct deed *deed);
int load_pc(const struct deed *deed);

/* stack.c */
int call_with_sp(const struct deed *deed);
int wait_with_sp(const struct deed *deed);
int fault_with_sp(const struct deed *deed);

/* forge.c */
int forge_pc(const struct deed *deed);

#define ALL_WAYS(what, fault, address)                                         \
	{"c01_svc_with_sp_in_" what, call_with_sp, K5_FAULT_##fault, address}, \
		{"c01_tick_with_sp_in_" what, wait_with_sp, K5_FAULT_##fault,  \
		 address},                                                     \
	{                                                                      \
		"c01_fault_with_sp_in_" what, fault_with_sp, K5_FAULT_##fault, \
			address                                                \
	}

/* An instruction that ends in a fault, or does nothing. */
#define INSTRUCTION(name, text)                                                \
	static int name(const struct deed *deed)                               \
	{                                                                      \
		(void)deed;                                                    \
		__asm__ volatile(text : : "r"(0) : "memory", "r0", "r1");      \
		return 0;                                                      \
	}

/* Sets `seen` to what it was, or what the register holds. */
#define READ(name)                                                             \
	__asm__ volatile("mrs %0, " name : "=r"(value));                       \
	seen |= value
