/*
 * stack.c - stack pointers that point elsewhere, and stacks that overflow
 *
 * The core writes a frame to the stack on the way into the kernel. It must be
 * refused there as the villain's own store would be, whatever brought the core
 * in: a system call, the timer, or a fault.
 */
#include "../deeds.h"

static int call_with_sp(const struct deed *deed)
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

static int wait_with_sp(const struct deed *deed)
{
	__asm__ volatile("mov sp, %0\n\tb ."
			 :
			 : "r"(where(deed->at))
			 : "memory");
	return 0;
}

static int fault_with_sp(const struct deed *deed)
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

static volatile uint32_t depth;

/* Not a tail call: the sum needs the frame. */
__attribute__((noinline)) static uint32_t deeper(uint32_t n)
{
	volatile uint32_t local[8] = {n};

	depth = n;
	return n == UINT32_MAX ? 0 : deeper(n + 1) + local[0];
}

static int recurse(const struct deed *deed)
{
	(void)deed;
	return (int)deeper(0);
}

__attribute__((noinline)) static uint32_t vast(uint32_t i)
{
	volatile uint8_t local[16384];

	local[i] = 1;
	return local[i];
}

static int big_frame(const struct deed *deed)
{
	(void)deed;
	return (int)vast(0);
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

#define ALL_WAYS(what, fault, address)                                         \
	{"c01_svc_with_sp_in_" what, call_with_sp, K5_FAULT_##fault, address}, \
		{"c01_tick_with_sp_in_" what, wait_with_sp, K5_FAULT_##fault,  \
		 address},                                                     \
	{                                                                      \
		"c01_fault_with_sp_in_" what, fault_with_sp, K5_FAULT_##fault, \
			address                                                \
	}

static const struct deed deeds[] = {
	ALL_WAYS("null", STACK, 0),
	ALL_WAYS("kernel_ram", STACK, 0x28000400),
	ALL_WAYS("peer_ram", STACK, PEER_RAM),
	ALL_WAYS("peer_stack", STACK, PEER_STACK),
	ALL_WAYS("flash", STACK, 0x00210000),
	ALL_WAYS("own_code", STACK, OWN_CODE),
	/* its own window takes the frame and gives back zeros */
	{"c01_svc_with_sp_in_own_device", call_with_sp, K5_FAULT_EXECUTE,
	 0x40102400},
	{"c01_tick_with_sp_in_own_device", wait_with_sp, K5_FAULT_EXECUTE,
	 0x40102400},
	{"c01_fault_with_sp_in_own_device", fault_with_sp, K5_FAULT_UNDEFINED,
	 0x40102400},
	ALL_WAYS("peer_device", STACK, 0x40100400),
	ALL_WAYS("kernel_uart", STACK, 0x40200020),
	ALL_WAYS("secure_ram", SECURE, 0x38200400),
	ALL_WAYS("the_top", SECURE, 0xfffffff8),
	ALL_WAYS("nothing", STACK, 0x00900000),
	{"c01_push_with_sp_in_peer_stack", push_with_sp, K5_FAULT_STACK,
	 PEER_STACK},
	{"c01_push_with_sp_in_kernel_ram", push_with_sp, K5_FAULT_STACK,
	 0x28001000},
	{"c01_recursion_overflows", recurse, K5_FAULT_STACK, 0},
	{"c01_big_frame_overflows", big_frame, K5_FAULT_STACK, 0},
	{"c01_stack_may_reach_its_limit", to_the_limit, RETURNS, OWN_START},
	{"c01_stack_may_not_pass_its_limit", below_the_limit, K5_FAULT_STACK,
	 OWN_START},
	{"c01_svc_at_the_limit_overflows", call_with_sp, K5_FAULT_STACK,
	 OWN_START},
};

const struct deeds stack_deeds = DEEDS(deeds);
