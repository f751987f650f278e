/*
 * orders.c - instructions that are not a task's to give
 *
 * Some fault; those that the architecture ignores in unprivileged code must
 * have been ignored: the deed looks and returns 0.
 */
#include "ways.h"

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

/* The number that the svc instruction itself carries means nothing. */
#define SVC(n)                                                                 \
	{                                                                      \
		register k5_word_t number __asm__("r11") = K5_SYS_nop;         \
		register k5_word_t status __asm__("r4") = 7;                   \
		__asm__ volatile("svc " #n                                     \
				 : "+r"(status)                                \
				 : "r"(number)                                 \
				 : "memory");                                  \
		if (status != K5_OK)                                           \
			return n;                                              \
	}

static int svc_numbers(const struct deed *deed)
{
	(void)deed;
	SVC(1)
	SVC(2)
	SVC(11)
	SVC(127)
	SVC(128)
	SVC(171)
	SVC(255)
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

static int look_at_first(const struct deed *deed)
{
	(void)deed;
	return unprivileged() ? 0 : 1;
}

static int look_after_waiting(const struct deed *deed)
{
	struct k5_msg msg = {.label = ASK_SQUARE};

	(void)deed;
	if (k5_call(K5_SLOT_ADDRESSES, &msg) != K5_OK)
		return 1;
	return unprivileged() ? 0 : 2;
}

static int look_after_a_refusal(const struct deed *deed)
{
	(void)deed;
	if ((k5_log)(0, K5_LEVEL_INFO, (const void *)KERNEL_RAM, 8) !=
	    K5_ERR_MEMORY)
		return 1;
	return unprivileged() ? 0 : 2;
}

static int look_after_wfi(const struct deed *deed)
{
	wfi(deed);
	return unprivileged() ? 0 : 1;
}

static volatile bool mate_is_unprivileged;

static int look_and_wake(const struct deed *deed)
{
	struct k5_msg msg = {0};

	(void)deed;
	mate_is_unprivileged = unprivileged();
	return (int)k5_send(K5_SLOT_MOUTH, &msg);
}

static int look_in_mate(const struct deed *deed)
{
	struct k5_msg msg;

	(void)deed;
	accomplice_act = look_and_wake;
	k5_recv(K5_SLOT_EARS, K5_SLOT_REPLY, &msg);
	return mate_is_unprivileged && unprivileged() ? 0 : 1;
}

/* What it wrote to CONTROL made it no more than it was. */
static int load_after_control(const struct deed *deed)
{
	__asm__ volatile("msr control, %0\n\tisb" : : "r"(0) : "memory");
	return load(deed);
}

/* Interrupts masked, as it believes: its budget ends all the same. */
static int spin_masked(const struct deed *deed)
{
	while (deed)
		cpsid(deed);
	return 1;
}

static const struct deed deeds[] = {
	ORDER("c01_svc_numbers_mean_nothing", svc_numbers, RETURNS),
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
	ORDER("c02_unprivileged_at_first", look_at_first, RETURNS),
	ORDER("c02_unprivileged_after_waiting", look_after_waiting, RETURNS),
	ORDER("c02_unprivileged_after_a_refusal", look_after_a_refusal,
	      RETURNS),
	ORDER("c02_unprivileged_after_wfi", look_after_wfi, RETURNS),
	ORDER("c02_unprivileged_in_a_second_thread", look_in_mate, RETURNS),
	{"c02_control_opens_nothing", load_after_control, K5_FAULT_MEMORY,
	 KERNEL_RAM},
	ORDER("c02_cps_keeps_no_tick_away", spin_masked, SPINS),
	ORDER("c01_divide_by_zero", divide, K5_FAULT_DIVIDE),
	{"c01_unaligned_ldrd", unaligned_double, K5_FAULT_ALIGNMENT, OWN_DATA},
	{"c01_unaligned_ldm", unaligned_many, K5_FAULT_ALIGNMENT, OWN_DATA},
};

const struct deeds order_deeds = DEEDS(deeds);
