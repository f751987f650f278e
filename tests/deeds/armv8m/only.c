/*
 * only.c - what only Armv8-M with TrustZone can be asked
 *
 * What the monitor guards is a Secure fault. Magic numbers included: what
 * returns from an exception in the right mode is an address like any other in
 * a task, one of Secure memory; a return to Secure code finds the monitor's
 * stack sealed.
 */
#include "ways.h"

INSTRUCTION(bxns, ".inst.n 0x4704")
INSTRUCTION(blxns, ".inst.n 0x4784")
INSTRUCTION(sg, ".inst.w 0xe97fe97f")
INSTRUCTION(vlldm, ".inst.w 0xec310a00") /* vlldm r1 */

static int special(const struct deed *deed)
{
	uint32_t seen = 0, value;

	(void)deed;
	READ("msp");
	READ("msplim");
	READ("psplim");
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
			 "msr msplim, %0\n\t"
			 :
			 : "r"(0xffffffff));
	__asm__ volatile("msr control, %0\n\tisb" : : "r"(0));
	__asm__ volatile("mrs %0, control" : "=r"(control));
	return (control & 3) == 3 ? 0 : 1;
}

/* PSPLIM is privileged: what a task writes there is not written. */
static int lower_limit(const struct deed *deed)
{
	__asm__ volatile("msr psplim, %0\n\t"
			 "mov sp, %1\n\t"
			 "push {r0}\n\t"
			 "b ."
			 :
			 : "r"(0), "r"(where(deed->at))
			 : "memory");
	return 0;
}

/* tt asks the MPU and the SAU; it may know, it may not do. */
static int test_target(const struct deed *deed)
{
	uint32_t answer;

	__asm__ volatile("tt %0, %1" : "=r"(answer) : "r"(where(deed->at)));
	return 0;
}

static const struct deed deeds[] = {
	BOTH("secure_ram", SECURE_RAM, SECURE),
	BOTH("secure_alias_of_own_ram", 0x38000000, SECURE),
	BOTH("secure_code", SECURE_CODE, SECURE),
	BOTH("secure_device", 0x50080010, SECURE),
	BOTH("mair", 0xe000edc0, BUS),
	BOTH("sau", 0xe000edd0, BUS),
	BOTH("scs_alias", 0xe002ed08, BUS),
	BOTH("top", 0xfffffffc, SECURE),
	GO("secure_code", SECURE_CODE + 0x101, SECURE),
	GO("secure_vectors", SECURE_CODE + 1, SECURE),
	GO("secure_ram", SECURE_RAM + 1, SECURE),
	GO("exc_return_thread", 0xfffffffd, SECURE),
	GO("exc_return_main", 0xfffffff9, SECURE),
	GO("exc_return_handler", 0xfffffff1, SECURE),
	GO("exc_return_ns", 0xffffffbc, SECURE),
	GO("exc_return_ns_thread", 0xffffffbd, SECURE),
	GO("exc_return_fp", 0xffffffed, SECURE),
	GO("exc_return_odd", 0xff000001, SECURE),
	GO("fnc_return", 0xfefffffe, STATE),
	GO("fnc_return_odd", 0xfeffffff, STATE),
	{"c01_call_of_secure_code", call, K5_FAULT_SECURE, SECURE_CODE + 0x101},
	{"c01_load_of_exc_return", load_pc, K5_FAULT_SECURE, 0xfffffffd},
	ALL_WAYS("secure_ram", SECURE, SECURE_RAM + 0x400),
	ALL_WAYS("the_top", SECURE, 0xfffffff8),
	ORDER("c01_bxns", bxns, K5_FAULT_UNDEFINED),
	ORDER("c01_blxns", blxns, K5_FAULT_UNDEFINED),
	ORDER("c01_vlldm", vlldm, K5_FAULT_UNDEFINED),
	ORDER("c02_sg_is_a_nop", sg, RETURNS),
	ORDER("c02_special_registers_read_as_zero", special, RETURNS),
	ORDER("c02_special_registers_keep_their_values", write_special,
	      RETURNS),
	{"c02_stack_limit_keeps_its_value", lower_limit, K5_FAULT_STACK,
	 OWN_START},
	{"c02_tt_of_kernel_ram_does_nothing", test_target, RETURNS, KERNEL_RAM},
	FROM("secure_ram", SECURE_RAM),
	FROM("secure_code", SECURE_CODE),
	{"c01_forged_pc_in_secure_code", forge_pc, K5_FAULT_SECURE,
	 SECURE_CODE + 0x100},
	{"c01_forged_pc_of_exc_return", forge_pc, K5_FAULT_SECURE, 0xfffffffc},
};

const struct deeds only_deeds = DEEDS(deeds);
