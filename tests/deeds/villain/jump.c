/*
 * jump.c - going where there is no code of the villain's
 *
 * Magic numbers included: what returns from an exception in the right mode is
 * an address like any other in a task, one of Secure memory. A return to
 * Secure code finds the monitor's stack sealed.
 */
#include "../deeds.h"

static uint32_t data_code[] = {0xbf00bf00, 0x47704770}; /* nop; bx lr */

static int jump(const struct deed *deed)
{
	__asm__ volatile("bx %0" : : "r"(where(deed->at)) : "memory", "lr");
	return 0;
}

static int call(const struct deed *deed)
{
	__asm__ volatile("blx %0" : : "r"(where(deed->at)) : "memory", "lr");
	return 0;
}

/* The same by a load into the program counter. */
static int load_pc(const struct deed *deed)
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

#define GO(what, address, fault)                                               \
	{                                                                      \
		"c01_jump_to_" what, jump, K5_FAULT_##fault, address           \
	}

static const struct deed deeds[] = {
	GO("null", 1, EXECUTE),
	GO("kernel_code", 0x00200401, EXECUTE),
	GO("kernel_vectors", 0x00200001, EXECUTE),
	GO("kernel_ram", 0x28000001, EXECUTE),
	GO("device", 0x40102001, EXECUTE),
	GO("nothing", 0x00800001, EXECUTE),
	GO("ppb", 0xe000ed01, EXECUTE),
	GO("secure_code", 0x10000101, SECURE),
	GO("secure_vectors", 0x10000001, SECURE),
	GO("secure_ram", 0x38200001, SECURE),
	GO("exc_return_thread", 0xfffffffd, SECURE),
	GO("exc_return_main", 0xfffffff9, SECURE),
	GO("exc_return_handler", 0xfffffff1, SECURE),
	GO("exc_return_ns", 0xffffffbc, SECURE),
	GO("exc_return_ns_thread", 0xffffffbd, SECURE),
	GO("exc_return_fp", 0xffffffed, SECURE),
	GO("exc_return_odd", 0xff000001, SECURE),
	GO("fnc_return", 0xfefffffe, STATE),
	GO("fnc_return_odd", 0xfeffffff, STATE),
	{"c01_call_of_peer_code", call, K5_FAULT_EXECUTE, PEER_CODE},
	{"c01_call_of_secure_code", call, K5_FAULT_SECURE, 0x10000101},
	{"c01_load_of_exc_return", load_pc, K5_FAULT_SECURE, 0xfffffffd},
	{"c01_load_of_kernel_code", load_pc, K5_FAULT_EXECUTE, 0x00200401},
	{"c01_jump_to_arm_state", jump, K5_FAULT_STATE, OWN_CODE},
	{"c04_data_is_not_code", run_data, K5_FAULT_EXECUTE, 0},
	{"c04_stack_is_not_code", run_stack, K5_FAULT_EXECUTE, 0},
};

const struct deeds jump_deeds = DEEDS(deeds);
