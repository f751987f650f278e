/*
 * stack.c - stack pointers that point elsewhere
 *
 * The hart writes no frame. So whatever a task has put into sp, the kernel
 * neither uses nor loses it: a system call and a tick return, with the sp of
 * before; a fault is named for what it was.
 */
#include "ways.h"

enum {
	SPIN = 40000 /* more than a budget, 2 ms, and less than patience */
};

static int call_with_sp(const struct deed *deed)
{
	register uintptr_t number __asm__("a7") = K5_SYS_nop;
	uintptr_t keep, after;

	__asm__ volatile("mv %0, sp\n\t"
			 "mv sp, %2\n\t"
			 "ecall\n\t"
			 "mv %1, sp\n\t"
			 "mv sp, %0"
			 : "=&r"(keep), "=&r"(after)
			 : "r"(where(deed->at)), "r"(number)
			 : "memory", "a0");
	return after == where(deed->at) ? 0 : 1;
}

static int wait_with_sp(const struct deed *deed)
{
	uintptr_t keep, after, spin = SPIN;

	__asm__ volatile("mv %0, sp\n\t"
			 "mv sp, %3\n\t"
			 "1: addi %2, %2, -1\n\t"
			 "bnez %2, 1b\n\t"
			 "mv %1, sp\n\t"
			 "mv sp, %0"
			 : "=&r"(keep), "=&r"(after), "+r"(spin)
			 : "r"(where(deed->at))
			 : "memory");
	return after == where(deed->at) ? 0 : 1;
}

static int fault_with_sp(const struct deed *deed)
{
	__asm__ volatile("mv sp, %0\n\tunimp"
			 :
			 : "r"(where(deed->at))
			 : "memory");
	return 0;
}

static int push_with_sp(const struct deed *deed)
{
	__asm__ volatile("mv sp, %0\n\tc.swsp ra, 0(sp)"
			 :
			 : "r"(where(deed->at))
			 : "memory");
	return 0;
}

static int push_below(const struct deed *deed)
{
	__asm__ volatile("addi sp, %0, -16\n\tsw ra, 12(sp)"
			 :
			 : "r"(where(deed->at))
			 : "memory");
	return 0;
}

/* The lowest word that its stack may hold. */
static int push_at_the_limit(const struct deed *deed)
{
	uintptr_t keep;

	__asm__ volatile("mv %0, sp\n\t"
			 "mv sp, %1\n\t"
			 "sw ra, 0(sp)\n\t"
			 "mv sp, %0"
			 : "=&r"(keep)
			 : "r"(where(deed->at))
			 : "memory");
	return 0;
}

/* The mate's stack adjoins main's; between them lies a guard. */
static int push_below_own_base(const struct deed *deed)
{
	struct deed there = {.at = where(MATE_STACK)};

	(void)deed;
	return push_below(&there);
}

static int mate_pushes_once_too_often(const struct deed *deed)
{
	(void)deed;
	return mate(push_below_own_base);
}

/* As far down as one frame can reach that the guard still catches. */
static int push_far_below_own_base(const struct deed *deed)
{
	(void)deed;
	__asm__ volatile("addi sp, %0, -64\n\tsw ra, 0(sp)"
			 :
			 : "r"(where(MATE_STACK))
			 : "memory");
	return 0;
}

static int mate_s_frame_ends_in_the_guard(const struct deed *deed)
{
	(void)deed;
	return mate(push_far_below_own_base);
}

/* With the stack pointer where it belongs it is no overflow. */
static int load_from_guard(const struct deed *deed)
{
	(void)deed;
	(void)*(const volatile uint32_t *)(where(MATE_STACK) - 64);
	return 0;
}

static int mate_touches_its_guard(const struct deed *deed)
{
	(void)deed;
	return mate(load_from_guard);
}

/* The mate's guard is the mate's: main may use what lies there. */
static int main_touches_mate_s_guard(const struct deed *deed)
{
	*(volatile uint32_t *)(where(MATE_STACK) - deed->at) = 1;
	return 0;
}

#define ALL_WAYS(what, address)                                                \
	{"c01_ecall_with_sp_in_" what, call_with_sp, RETURNS, address},        \
		{"c01_tick_with_sp_in_" what, wait_with_sp, RETURNS, address}, \
	{                                                                      \
		"c01_fault_with_sp_in_" what, fault_with_sp,                   \
			K5_FAULT_UNDEFINED, address                            \
	}

static const struct deed deeds[] = {
	ALL_WAYS("null", 0),
	ALL_WAYS("kernel_state", KERNEL_RAM + 0x400),
	ALL_WAYS("kernel_stack", KERNEL_RAM + 0x80),
	ALL_WAYS("kernel_code", KERNEL_CODE),
	ALL_WAYS("peer_ram", PEER_RAM),
	ALL_WAYS("peer_stack", PEER_STACK),
	ALL_WAYS("own_code", OWN_CODE),
	ALL_WAYS("own_device", OWN_DEVICE),
	ALL_WAYS("clint", CLOCK_ALARM),
	ALL_WAYS("nothing", NOTHING),
	ALL_WAYS("the_top", UINTPTR_MAX),
	ALL_WAYS("an_odd_place", LAST_BYTE),
	/* below its own stack it has overflowed, above it is lost */
	{"c01_push_with_sp_in_kernel_ram", push_with_sp, K5_FAULT_STACK,
	 KERNEL_RAM + 0x400},
	{"c01_push_with_sp_in_peer_ram", push_with_sp, K5_FAULT_MEMORY,
	 PEER_RAM},
	{"c01_push_with_sp_null", push_with_sp, K5_FAULT_STACK, 0},
	{"c01_push_with_sp_at_the_top", push_with_sp, K5_FAULT_MEMORY,
	 UINTPTR_MAX - 3},
	{"c01_stack_may_reach_its_limit", push_at_the_limit, RETURNS,
	 OWN_START},
	{"c01_stack_may_not_pass_its_limit", push_below, K5_FAULT_STACK,
	 OWN_START},
	ORDER("c01_mate_may_not_pass_its_limit", mate_pushes_once_too_often,
	      K5_FAULT_STACK),
	ORDER("c01_mate_s_frame_ends_in_the_guard",
	      mate_s_frame_ends_in_the_guard, K5_FAULT_STACK),
	ORDER("c04_mate_s_guard_is_not_readable", mate_touches_its_guard,
	      K5_FAULT_MEMORY),
	{"c04_guard_of_a_mate_is_no_guard_of_main", main_touches_mate_s_guard,
	 RETURNS, 4},
	{"c04_first_word_of_mate_s_guard", main_touches_mate_s_guard, RETURNS,
	 64},
};

const struct deeds stack_deeds = DEEDS(deeds);
