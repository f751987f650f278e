/*
 * orders.c - instructions that are not a task's to give
 *
 * Some fault; those that the architecture ignores in unprivileged code must
 * have been ignored: the deed looks and returns 0.
 */
#include "acts.h"

INSTRUCTION(udf, "udf #0")
INSTRUCTION(udf_wide, "udf.w #77")
INSTRUCTION(bkpt, "bkpt #0")
INSTRUCTION(semihosting, "movs r0, #0x18\n\tmov r1, #0x20000\n\t"
			 "add r1, r1, #0x26\n\tbkpt #0xab")
INSTRUCTION(cpsid, "cpsid i\n\tcpsid f")
INSTRUCTION(coprocessor, "mrc p15, 0, r0, c0, c0, 0")
INSTRUCTION(cdp, "cdp p0, 0, c0, c0, c0")
INSTRUCTION(wfi, "wfi")
INSTRUCTION(wfe, "sev\n\twfe")
INSTRUCTION(barriers, "dsb\n\tisb\n\tdmb")

static int divide(const struct deed *deed)
{
	uint32_t result;

	(void)deed;
	__asm__ volatile("udiv %0, %1, %2" : "=r"(result) : "r"(7), "r"(0));
	return 0;
}

static int unaligned_double(const struct deed *deed)
{
	uint32_t low, high;

	__asm__ volatile("ldrd %0, %1, [%2]"
			 : "=&r"(low), "=&r"(high)
			 : "r"(where(deed->at) + 2));
	return 0;
}

static int unaligned_many(const struct deed *deed)
{
	__asm__ volatile("ldm %0, {r1-r2}"
			 :
			 : "r"(where(deed->at) + 1)
			 : "r1", "r2");
	return 0;
}

static bool unprivileged(void)
{
	uint32_t control, ipsr;

	__asm__ volatile("mrs %0, control\n\tmrs %1, ipsr"
			 : "=r"(control), "=r"(ipsr));
	return (control & 3) == 3 && ipsr == 0;
}

/* After every system call there is, good or bad. */
static int look_after_calls(const struct deed *deed)
{
	(void)deed;
	for (uint32_t n = 0; n < 256; n++) {
		struct k5_regs r = {{0xffff, 0, 0, 0, 0, 0, 0xffff, n}};

		if (n == K5_SYS_exit || n == K5_SYS_panic)
			continue;
		k5_trap(&r);
		if (!unprivileged())
			return (int)n + 1;
	}
	return 0;
}

/* After being preempted and throttled several times. */
static int look_after_ticks(const struct deed *deed)
{
	uint64_t end = k5_clock() + k5_us_to_ticks(25000);

	(void)deed;
	while (k5_clock() < end) {
		for (volatile int i = 0; i < 100; i++) {
			if (!unprivileged())
				return 1;
		}
	}
	return 0;
}

static int spin(const struct deed *deed)
{
	volatile bool guilty = true;

	while (guilty) {
	}
	return deed->at == 0;
}

static const struct deed deeds[] = {
	ORDER("c01_udf", udf, K5_FAULT_UNDEFINED),
	ORDER("c01_udf_wide", udf_wide, K5_FAULT_UNDEFINED),
	ORDER("c01_bkpt", bkpt, K5_FAULT_BREAKPOINT),
	ORDER("c01_semihosting_exit", semihosting, K5_FAULT_BREAKPOINT),
	ORDER("c01_coprocessor_15", coprocessor, K5_FAULT_UNDEFINED),
	ORDER("c01_coprocessor_0", cdp, K5_FAULT_UNDEFINED),
	ORDER("c02_cps_masks_nothing", cpsid, RETURNS),
	ORDER("c02_wfe_returns", wfe, RETURNS),
	ORDER("c02_wfi_returns", wfi, RETURNS),
	ORDER("c02_barriers_return", barriers, RETURNS),
	ORDER("c02_unprivileged_after_every_call", look_after_calls, RETURNS),
	ORDER("c02_unprivileged_after_ticks", look_after_ticks, RETURNS),
	ORDER("c01_divide_by_zero", divide, K5_FAULT_DIVIDE),
	{"c01_unaligned_ldrd", unaligned_double, K5_FAULT_ALIGNMENT, OWN_DATA},
	{"c01_unaligned_ldm", unaligned_many, K5_FAULT_ALIGNMENT, OWN_DATA},
	ORDER("c10_spin_at_the_highest_priority", spin, SPINS),
};

const struct deeds order_deeds = DEEDS(deeds);
