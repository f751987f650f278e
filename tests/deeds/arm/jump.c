/*
 * jump.c - going where there is no code of the villain's
 */
#include "ways.h"

static uint32_t data_code[] = {0xbf00bf00, 0x47704770}; /* nop; bx lr */

int jump(const struct deed *deed)
{
	__asm__ volatile("bx %0" : : "r"(where(deed->at)) : "memory", "lr");
	return 0;
}

int call(const struct deed *deed)
{
	__asm__ volatile("blx %0" : : "r"(where(deed->at)) : "memory", "lr");
	return 0;
}

/* The same by a load into the program counter. */
int load_pc(const struct deed *deed)
{
	uint32_t target = where(deed->at);

	__asm__ volatile("ldr pc, [%0]" : : "r"(&target) : "memory");
	return 0;
}

static int run_data(const struct deed *deed)
{
	(void)deed;
	__asm__ volatile("blx %0"
			 :
			 : "r"((uint32_t)data_code | 1)
			 : "memory", "lr");
	return 0;
}

static int run_stack(const struct deed *deed)
{
	uint32_t code[] = {0xbf00bf00, 0x47704770};

	(void)deed;
	__asm__ volatile("blx %0" : : "r"((uint32_t)code | 1) : "memory", "lr");
	return 0;
}

static const struct deed deeds[] = {
	GO("null", 1, EXECUTE),
	GO("kernel_code", KERNEL_CODE + 0x401, EXECUTE),
	GO("kernel_vectors", KERNEL_CODE + 1, EXECUTE),
	GO("kernel_ram", KERNEL_RAM + 1, EXECUTE),
	GO("device", OWN_DEVICE + 1, EXECUTE),
	GO("nothing", NOTHING + 1, EXECUTE),
	GO("ppb", 0xe000ed01, EXECUTE),
	{"c01_call_of_peer_code", call, K5_FAULT_EXECUTE, PEER_CODE},
	{"c01_load_of_kernel_code", load_pc, K5_FAULT_EXECUTE,
	 KERNEL_CODE + 0x401},
	{"c01_jump_to_arm_state", jump, K5_FAULT_STATE, OWN_CODE},
	{"c04_data_is_not_code", run_data, K5_FAULT_EXECUTE, 0},
	{"c04_stack_is_not_code", run_stack, K5_FAULT_EXECUTE, 0},
};

const struct deeds jump_deeds = DEEDS(deeds);
