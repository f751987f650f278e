/*
 * acts.h - deeds by name, and the tables they stand in
 *
 * What both Arm ports must answer alike stands in arm/; what only one of them
 * can be asked, or answers otherwise, in its own folder's only.c. places.h has
 * the addresses of the board's memories and devices.
 */
#pragma once

#include "../deeds.h"
#include "places.h"

/* touch.c */
int load(const struct deed *deed);
int store(const struct deed *deed);

/* jump.c */
int jump(const struct deed *deed);
int call(const struct deed *deed);
int load_pc(const struct deed *deed);

/* stack.c */
int call_with_sp(const struct deed *deed);
int wait_with_sp(const struct deed *deed);
int fault_with_sp(const struct deed *deed);

/* calls.c */
int log_from(const struct deed *deed);
int panic_from(const struct deed *deed);
int send_from(const struct deed *deed);
int receive_into(const struct deed *deed);

/* forge.c */
int forge_pc(const struct deed *deed);

/* The mate does it instead, on a stack of its own. */
extern int (*volatile accomplice_act)(const struct deed *deed);

#define BOTH(what, address, fault)                                             \
	{"c01_load_from_" what, load, K5_FAULT_##fault, address},              \
	{                                                                      \
		"c01_store_to_" what, store, K5_FAULT_##fault, address         \
	}

#define GO(what, address, fault)                                               \
	{                                                                      \
		"c01_jump_to_" what, jump, K5_FAULT_##fault, address           \
	}

#define ALL_WAYS(what, fault, address)                                         \
	{"c01_svc_with_sp_in_" what, call_with_sp, K5_FAULT_##fault, address}, \
		{"c01_tick_with_sp_in_" what, wait_with_sp, K5_FAULT_##fault,  \
		 address},                                                     \
	{                                                                      \
		"c01_fault_with_sp_in_" what, fault_with_sp, K5_FAULT_##fault, \
			address                                                \
	}

#define FROM(what, address)                                                    \
	{"c05_log_from_" what, log_from, RETURNS, address},                    \
		{"c05_panic_from_" what, panic_from, RETURNS, address},        \
		{"c05_send_from_" what, send_from, RETURNS, address},          \
	{                                                                      \
		"c05_receive_into_" what, receive_into, RETURNS, address       \
	}

/* An instruction that ends in a fault, or does nothing. */
#define INSTRUCTION(name, text)                                                \
	static int name(const struct deed *deed)                               \
	{                                                                      \
		(void)deed;                                                    \
		__asm__ volatile(text : : "r"(0) : "memory", "r0", "r1");      \
		return 0;                                                      \
	}

#define ORDER(what, act, expect)                                               \
	{                                                                      \
		what, act, expect, 0                                           \
	}

/* Sets `seen` to what it was, or what the register holds. */
#define READ(name)                                                             \
	__asm__ volatile("mrs %0, " name : "=r"(value));                       \
	seen |= value
