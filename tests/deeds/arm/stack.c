/*
 * stack.c - stack pointers that point elsewhere, and stacks that overflow
 *
 * The core writes a frame to the stack on the way into the kernel. It must be
 * refused there as the villain's own store would be, whatever brought the core
 * in: a system call, the timer, or a fault.
 */
#include "ways.h"

int call_with_sp(const struct deed *deed)
{
	__asm__ volatile("mov sp, %0\n\t"
			 "mov r11, %1\n\t"
			 "svc 0\n\t"
			 "b .\n\t"
			 :
			 : "r"(where(deed->at)), "r"(K5_SYS_nop)
			 : "memory", "r11");
	return 0;
}

int wait_with_sp(const struct deed *deed)
{
	__asm__ volatile("mov sp, %0\n\tb ."
			 :
			 : "r"(where(deed->at))
			 : "memory");
	return 0;
}

int fault_with_sp(const struct deed *deed)
{
	__asm__ volatile("mov sp, %0\n\tudf #0"
			 :
			 : "r"(where(deed->at))
			 : "memory");
	return 0;
}

static int push_with_sp(const struct deed *deed)
{
	__asm__ volatile("mov sp, %0\n\tpush {r0-r7}\n\tb ."
			 :
			 : "r"(where(deed->at))
			 : "memory");
	return 0;
}

/* The lowest word the stack may hold, and the one below. */
static int to_the_limit(const struct deed *deed)
{
	uint32_t keep;

	__asm__ volatile("mov %0, sp\n\tmov sp, %1\n\tnop\n\tmov sp, %0"
			 : "=&r"(keep)
			 : "r"(where(deed->at))
			 : "memory");
	return 0;
}

static int below_the_limit(const struct deed *deed)
{
	__asm__ volatile("mov sp, %0\n\tpush {r0}\n\tb ."
			 :
			 : "r"(where(deed->at))
			 : "memory");
	return 0;
}

/* One word below all that it may have. */
static int push_below_own_base(const struct deed *deed)
{
	(void)deed;
	__asm__ volatile("mov sp, %0\n\tpush {r0}\n\tb ."
			 :
			 : "r"(where(MATE_STACK))
			 : "memory");
	return 1;
}

static int mate_pushes_once_too_often(const struct deed *deed)
{
	(void)deed;
	return mate(push_below_own_base);
}

/* Past any guard into the neighbour's stack; a system call, or a tick, tells. */
static int call_far_below(const struct deed *deed)
{
	struct deed there = {.at = where(MATE_STACK) - 256};

	(void)deed;
	return call_with_sp(&there);
}

static int wait_far_below(const struct deed *deed)
{
	struct deed there = {.at = where(MATE_STACK) - 256};

	(void)deed;
	return wait_with_sp(&there);
}

static int mate_calls_far_below(const struct deed *deed)
{
	(void)deed;
	return mate(call_far_below);
}

static int mate_waits_far_below(const struct deed *deed)
{
	(void)deed;
	return mate(wait_far_below);
}

static const struct deed deeds[] = {
	ALL_WAYS("null", STACK, 0),
	ALL_WAYS("kernel_ram", STACK, KERNEL_RAM + 0x400),
	ALL_WAYS("peer_ram", STACK, PEER_RAM),
	ALL_WAYS("peer_stack", STACK, PEER_STACK),
	ALL_WAYS("flash", STACK, FREE_FLASH),
	ALL_WAYS("own_code", STACK, OWN_CODE),
	/* its own window takes the frame and gives back zeros */
	{"c01_svc_with_sp_in_own_device", call_with_sp, K5_FAULT_EXECUTE,
	 OWN_DEVICE + 0x400},
	{"c01_tick_with_sp_in_own_device", wait_with_sp, K5_FAULT_EXECUTE,
	 OWN_DEVICE + 0x400},
	{"c01_fault_with_sp_in_own_device", fault_with_sp, K5_FAULT_UNDEFINED,
	 OWN_DEVICE + 0x400},
	ALL_WAYS("peer_device", STACK, PEER_DEVICE + 0x400),
	ALL_WAYS("kernel_uart", STACK, KERNEL_UART + 0x20),
	ALL_WAYS("nothing", STACK, NOTHING + 0x100000),
	{"c01_push_with_sp_in_peer_stack", push_with_sp, K5_FAULT_STACK,
	 PEER_STACK},
	{"c01_push_with_sp_in_kernel_ram", push_with_sp, K5_FAULT_STACK,
	 KERNEL_RAM + 0x1000},
	{"c01_stack_may_reach_its_limit", to_the_limit, RETURNS, OWN_START},
	{"c01_stack_may_not_pass_its_limit", below_the_limit, K5_FAULT_STACK,
	 OWN_START},
	{"c01_mate_may_not_pass_its_limit", mate_pushes_once_too_often,
	 K5_FAULT_STACK, 0},
	{"c01_mate_s_svc_in_another_stack", mate_calls_far_below,
	 K5_FAULT_STACK, 0},
	{"c01_mate_s_tick_in_another_stack", mate_waits_far_below,
	 K5_FAULT_STACK, 0},
	{"c01_svc_at_the_limit_overflows", call_with_sp, K5_FAULT_STACK,
	 OWN_START},
};

const struct deeds stack_deeds = DEEDS(deeds);
