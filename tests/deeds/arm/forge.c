/*
 * forge.c - frames rewritten by a mate while their thread waits in the kernel
 *
 *      main: writes down its stack pointer, waits ----------.
 *      accomplice: changes a word of the frame there, wakes main
 *      main: returns from the kernel to whatever the frame says
 *
 * The frame is the task's own memory, so it may. What it says must be done as
 * the task, or refused: never privileged, never in another's name.
 */
#include "ways.h"

enum {
	PC = 6,
	XPSR = 7,
	FRAME = 8
};

static volatile uint32_t *volatile frame;
static volatile uint32_t place;
static volatile uint32_t value;

/* The accomplice, while main waits. */
static int forge(const struct deed *deed)
{
	struct k5_msg msg = {0};

	(void)deed;
	frame[place] = value;
	return (int)k5_send(K5_SLOT_MOUTH, &msg);
}

/* Waits for a message with the frame where `frame` says. */
static int wait_forged(uint32_t index, uint32_t word)
{
	uint32_t keep;

	place = index;
	value = word;
	accomplice_act = forge;
	__asm__ volatile("mov %0, sp\n\t"
			 "bic r0, %0, #7\n\t"
			 "mov sp, r0\n\t"
			 "sub r0, #32\n\t"
			 "str r0, [%1]\n\t"
			 "mov r4, %2\n\t"
			 "mov r10, %3\n\t"
			 "mov r11, %4\n\t"
			 ".balign 4\n\t" /* so that it returns to a multiple */
			 "nop\n\t"
			 "svc 0\n\t"
			 "mov sp, %0\n\t"
			 : "=&r"(keep)
			 : "r"(&frame), "i"(K5_SLOT_EARS), "i"(K5_SLOT_REPLY),
			   "i"(K5_SYS_recv)
			 : "r0", "r4", "r5", "r6", "r8", "r9", "r10", "r11",
			   "memory");
	return 0;
}

int forge_pc(const struct deed *deed)
{
	return wait_forged(PC, where(deed->at));
}

static int forge_xpsr(const struct deed *deed)
{
	return wait_forged(XPSR, deed->at);
}

/* Unharmed: this frame says what it said. */
static int forge_nothing(const struct deed *deed)
{
	return wait_forged(0, deed->at);
}

static const struct deed deeds[] = {
	{"c01_frame_is_the_task_s_own", forge_nothing, RETURNS, 7},
	{"c01_forged_pc_in_kernel_code", forge_pc, K5_FAULT_EXECUTE,
	 KERNEL_CODE + 0x400},
	{"c01_forged_pc_in_kernel_ram", forge_pc, K5_FAULT_EXECUTE, KERNEL_RAM},
	{"c01_forged_pc_in_peer_code", forge_pc, K5_FAULT_EXECUTE, PEER_CODE},
	{"c01_forged_pc_in_own_data", forge_pc, K5_FAULT_EXECUTE, OWN_DATA},
	{"c01_forged_pc_null", forge_pc, K5_FAULT_EXECUTE, 0},
	{"c01_forged_xpsr_without_thumb", forge_xpsr, K5_FAULT_STATE, 0},
	{"c01_forged_xpsr_in_hardfault", forge_xpsr, K5_FAULT_STATE,
	 0x01000003},
	{"c01_forged_xpsr_in_svcall", forge_xpsr, K5_FAULT_STATE, 0x0100000b},
	{"c01_forged_xpsr_in_an_interrupt", forge_xpsr, K5_FAULT_STATE,
	 0x01000031},
};

const struct deeds forge_deeds = DEEDS(deeds);
