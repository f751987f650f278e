/*
 * only.c - what only Armv7-M can be asked
 *
 * There is no other side here: a magic number is an address like any other in
 * a task, and one that nobody may run. Memory shows again bit by bit in the
 * bit-band aliases (DDI 0403, A3.7), and at a second address on these boards.
 */
#include "ways.h"

INSTRUCTION(bxns, ".inst.n 0x4704")
INSTRUCTION(tt, ".inst.w 0xe840f000")     /* tt r0, r0 */
INSTRUCTION(msplim, ".inst.w 0xf380880a") /* msr msplim, r0 */
INSTRUCTION(return_from_exception, "mov lr, #0xfffffff9\n\tbx lr")

static int special(const struct deed *deed)
{
	uint32_t seen = 0, value;

	(void)deed;
	READ("msp");
	READ("basepri");
	READ("primask");
	READ("faultmask");
	READ("ipsr");
	return (int)seen;
}

/* All ignored; then CONTROL still says unprivileged, masks still say open. */
static int write_special(const struct deed *deed)
{
	uint32_t control;

	(void)deed;
	__asm__ volatile("msr primask, %0\n\t"
			 "msr basepri, %0\n\t"
			 "msr faultmask, %0\n\t"
			 "msr msp, %0\n\t"
			 :
			 : "r"(0xffffffff));
	__asm__ volatile("msr control, %0\n\tisb" : : "r"(0));
	__asm__ volatile("mrs %0, control" : "=r"(control));
	return (control & 3) == 3 ? 0 : 1;
}

/* The address of the first bit of a byte of SRAM, as the alias has it. */
#define BIT_OF(address) (0x22000000 + ((address)-0x20000000) * 32)

static int store_bit_of_peer(const struct deed *deed)
{
	*(volatile uint32_t *)BIT_OF(where(deed->at)) = 1;
	return 0;
}

/* The board's second view of the same memory. */
static int load_from_alias(const struct deed *deed)
{
	(void)*(const volatile uint32_t *)(where(deed->at) + 0x400000);
	return 0;
}

/* The guard lies below the stack; no store in it, and no load. */
static int touch_guard(const struct deed *deed)
{
	volatile uint32_t *at =
		(volatile uint32_t *)(where(OWN_START) - deed->at);

	*at = 1;
	return 0;
}

static int look_at_guard(const struct deed *deed)
{
	(void)*(const volatile uint32_t *)(where(OWN_START) - deed->at);
	return 0;
}

/* The mate's guard is the mate's: main may use what lies there. */
static int touch_mate_s_guard(const struct deed *deed)
{
	*(volatile uint32_t *)(where(MATE_STACK) - deed->at) = 1;
	return 0;
}

static const struct deed deeds[] = {
	BOTH("top", 0xfffffffc, MEMORY),
	BOTH("mpu_attributes", 0xe000eda0, BUS),
	BOTH("mpu_alias", 0xe000eda4, BUS),
	BOTH("mpu_type", 0xe000ed90, BUS),
	BOTH("debug_control", 0xe000edf0, BUS),
	BOTH("external_ppb", 0xe0042000, BUS),
	BOTH("bits_of_kernel_ram", BIT_OF(KERNEL_RAM), MEMORY),
	BOTH("bits_of_devices", 0x42000000, MEMORY),
	{"c01_store_to_bits_of_peer_ram", store_bit_of_peer, K5_FAULT_MEMORY,
	 PEER_RAM},
	{"c04_store_to_bits_of_own_ram", store_bit_of_peer, K5_FAULT_MEMORY,
	 OWN_DATA},
	{"c04_load_from_alias_of_own_ram", load_from_alias, K5_FAULT_MEMORY,
	 OWN_DATA},
	{"c04_load_from_alias_of_own_code", load_from_alias, K5_FAULT_MEMORY,
	 OWN_CODE},
	{"c04_store_to_last_word_below_stack", touch_guard, K5_FAULT_MEMORY, 4},
	{"c04_store_to_first_word_of_guard", touch_guard, K5_FAULT_MEMORY, 32},
	{"c04_load_from_guard", look_at_guard, K5_FAULT_MEMORY, 8},
	{"c04_guard_of_a_mate_is_no_guard_of_main", touch_mate_s_guard, RETURNS,
	 4},
	GO("exc_return_thread", 0xfffffffd, EXECUTE),
	GO("exc_return_main", 0xfffffff9, EXECUTE),
	GO("exc_return_handler", 0xfffffff1, EXECUTE),
	GO("exc_return_fp", 0xffffffed, EXECUTE),
	GO("bits_of_own_ram", 0x22000001, EXECUTE),
	GO("external_ppb", 0xe0042001, EXECUTE),
	{"c01_load_of_exc_return", load_pc, K5_FAULT_EXECUTE, 0xfffffffd},
	ALL_WAYS("the_top", STACK, 0xfffffff8),
	ALL_WAYS("bits_of_own_ram", STACK, 0x22004000),
	ALL_WAYS("core_registers", STACK, 0xe000ed20),
	ORDER("c01_exception_return_by_lr", return_from_exception,
	      K5_FAULT_EXECUTE),
	ORDER("c01_bxns_is_undefined", bxns, K5_FAULT_UNDEFINED),
	ORDER("c01_tt_is_undefined", tt, K5_FAULT_UNDEFINED),
	ORDER("c02_msplim_is_not_there", msplim, RETURNS),
	ORDER("c02_special_registers_read_as_zero", special, RETURNS),
	ORDER("c02_special_registers_keep_their_values", write_special,
	      RETURNS),
	FROM("bits_of_own_ram", 0x22004000),
	{"c01_forged_pc_of_exc_return", forge_pc, K5_FAULT_EXECUTE, 0xfffffffc},
};

const struct deeds only_deeds = DEEDS(deeds);
