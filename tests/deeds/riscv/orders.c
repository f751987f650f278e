/*
 * orders.c - instructions that are not a task's to give, and ones that are none
 *
 * User mode can read no register that says which mode it is in. So the deeds
 * that ask read mstatus in the end, and must fall over it.
 */
#include "ways.h"

INSTRUCTION(mret, "mret")
INSTRUCTION(sret, "sret")
INSTRUCTION(uret, ".4byte 0x00200073")
INSTRUCTION(dret, ".4byte 0x7b200073")
INSTRUCTION(wfi, "wfi")
INSTRUCTION(sfence, "sfence.vma")
INSTRUCTION(hfence, ".4byte 0x22000073")
INSTRUCTION(ebreak, "ebreak")
INSTRUCTION(ebreak_short, ".option rvc\n\tc.ebreak")
INSTRUCTION(fences, "fence\n\t" FENCE_I "fence r, w")
INSTRUCTION(divide, "div a0, a0, zero\n\trem a1, a1, zero")
/* What asks the emulator to end (tests/qemu lets it): only to the kernel. */
INSTRUCTION(semihosting, "li a0, 0x18\n\tlui a1, 0x20\n\taddi a1, a1, 0x26\n\t"
			 ".balign 16\n\tslli zero, zero, 0x1f\n\tebreak\n\t"
			 "srai zero, zero, 7")

SHORT(zeros, 0x0000)
SHORT(short_reserved_0, 0x8000) /* quadrant 0, funct3 4 */
SHORT(short_lui_0, 0x6081)      /* c.lui ra, 0 */
SHORT(short_addi16sp_0, 0x6101)
SHORT(short_lwsp_x0, 0x4002)
SHORT(short_jr_x0, 0x8002)
SHORT(short_alu_reserved, 0x9c61)
SHORT(short_nop_hint, 0x0005) /* c.nop with an immediate: a hint */
WORD(ones, 0xffffffff)
WORD(custom_0, 0x0000000b)
WORD(custom_1, 0x0000002b)
WORD(custom_2, 0x0000005b)
WORD(custom_3, 0x0000007b)
WORD(vector, 0x00007057)
WORD(prefix_48, 0x0000001f)
WORD(prefix_64, 0x0000003f)
WORD(load_reserved_kind, 0x00007003)
WORD(branch_reserved_kind, 0x00002063)
WORD(jalr_reserved_kind, 0x00001067)
WORD(amo_reserved_kind, 0x0005152f)
WORD(float_reserved_width, 0x04a50553) /* fmt 2: half precision */
WORD(system_reserved_kind, 0x00004073)
WORD(ecall_with_a_register, 0x00000573)
WORD(hypervisor_load, 0x6c054573)

/* From every place that an instruction can have. */
#define ECALL(before)                                                          \
	__asm__ volatile(".balign 16\n\t" before PLAIN "ecall" ENDPLAIN        \
			 : "+r"(status)                                        \
			 : "r"(number)                                         \
			 : "memory");                                          \
	wrong |= status != K5_OK;                                              \
	status = 7
#define NOPS(n) ".rept " #n "\n\tc.nop\n\t.endr\n\t"

static int call_anywhere(const struct deed *deed)
{
	register k5_word_t status __asm__("a0") = 7;
	register k5_word_t number __asm__("a7") = K5_SYS_nop;
	int wrong = 0;

	(void)deed;
	ECALL("");
	ECALL(NOPS(1));
	ECALL(NOPS(2));
	ECALL(NOPS(3));
	ECALL(NOPS(4));
	ECALL(NOPS(5));
	ECALL(NOPS(6));
	ECALL(NOPS(7));
	return wrong;
}

INSTRUCTION(look, "csrr a0, mstatus")

/* After every system call there is, good or bad; none may return 0 for it. */
static int look_after_calls(const struct deed *deed)
{
	if (!ask_patience(400))
		return 1;
	for (uint32_t n = 0; n < 1024; n++) {
		struct k5_regs r = {{0xffff, 0, 0, 0, 0, 0, 0xffff, n}};

		switch (n & K5_NUMBER_MASK) {
		case K5_SYS_exit:
		case K5_SYS_panic:
			continue;
		default:
			k5_trap(&r);
		}
	}
	return look(deed);
}

/* Numbers that no system call has: all 32 or 64 bits count. */
static int numbers(const struct deed *deed)
{
	const k5_word_t known = K5_NUMBER_MASK | K5_FLAGS_MASK;

	for (uint32_t bit = 0; bit < 8 * sizeof(k5_word_t); bit++) {
		k5_word_t unknown = (k5_word_t)1 << bit;
		struct k5_regs r = {{[K5_ARG_NUMBER] = unknown | K5_SYS_nop}};

		if ((known & unknown) != 0)
			continue;
		k5_trap(&r);
		if (r.arg[K5_ARG_STATUS] != K5_ERR_NUMBER)
			return (int)bit;
	}
	return deed->at == 0 ? 0 : 1;
}

/* After being preempted and throttled several times. */
static int look_after_ticks(const struct deed *deed)
{
	uint64_t end = k5_clock() + k5_us_to_ticks(25000);

	while (k5_clock() < end) {
		for (volatile int i = 0; i < 1000; i++) {
		}
	}
	return look(deed);
}

static int look_after_waiting(const struct deed *deed)
{
	struct k5_msg msg = {.label = ASK_SQUARE};

	if (k5_call(K5_SLOT_ADDRESSES, &msg) != K5_OK)
		return 1;
	return look(deed);
}

static int look_after_wfi(const struct deed *deed)
{
	wfi(deed);
	return look(deed);
}

static int look_in_mate(const struct deed *deed)
{
	(void)deed;
	return mate(look);
}

static int look_after_a_refusal(const struct deed *deed)
{
	return (k5_log)(0, K5_LEVEL_INFO, (const void *)KERNEL_RAM, 8) ==
			       K5_ERR_MEMORY
		       ? look(deed)
		       : 1;
}

static const struct deed deeds[] = {
	ORDER("c01_mret", mret, K5_FAULT_UNDEFINED),
	ORDER("c01_sret", sret, K5_FAULT_UNDEFINED),
	ORDER("c01_uret", uret, K5_FAULT_UNDEFINED),
	ORDER("c01_dret", dret, K5_FAULT_UNDEFINED),
	ORDER("c01_sfence_vma", sfence, K5_FAULT_UNDEFINED),
	ORDER("c01_hfence_vvma", hfence, K5_FAULT_UNDEFINED),
	ORDER("c01_hypervisor_load", hypervisor_load, K5_FAULT_UNDEFINED),
	ORDER("c01_ebreak", ebreak, K5_FAULT_BREAKPOINT),
	ORDER("c01_c_ebreak", ebreak_short, K5_FAULT_BREAKPOINT),
	ORDER("c01_semihosting_exit", semihosting, K5_FAULT_BREAKPOINT),
	ORDER("c01_zeros", zeros, K5_FAULT_UNDEFINED),
	ORDER("c01_ones", ones, K5_FAULT_UNDEFINED),
	ORDER("c01_short_reserved_0", short_reserved_0, K5_FAULT_UNDEFINED),
	ORDER("c01_short_lui_of_0", short_lui_0, K5_FAULT_UNDEFINED),
	ORDER("c01_short_addi16sp_of_0", short_addi16sp_0, K5_FAULT_UNDEFINED),
	ORDER("c01_short_lwsp_to_x0", short_lwsp_x0, K5_FAULT_UNDEFINED),
	ORDER("c01_short_jr_to_x0", short_jr_x0, K5_FAULT_UNDEFINED),
	ORDER("c01_short_reserved_alu", short_alu_reserved, K5_FAULT_UNDEFINED),
	ORDER("c01_short_hint_is_a_nop", short_nop_hint, RETURNS),
	ORDER("c01_custom_0", custom_0, K5_FAULT_UNDEFINED),
	ORDER("c01_custom_1", custom_1, K5_FAULT_UNDEFINED),
	ORDER("c01_custom_2", custom_2, K5_FAULT_UNDEFINED),
	ORDER("c01_custom_3", custom_3, K5_FAULT_UNDEFINED),
	ORDER("c01_vector", vector, K5_FAULT_UNDEFINED),
	ORDER("c01_prefix_of_48_bits", prefix_48, K5_FAULT_UNDEFINED),
	ORDER("c01_prefix_of_64_bits", prefix_64, K5_FAULT_UNDEFINED),
	ORDER("c01_reserved_load", load_reserved_kind, K5_FAULT_UNDEFINED),
	ORDER("c01_reserved_branch", branch_reserved_kind, K5_FAULT_UNDEFINED),
	ORDER("c01_reserved_jalr", jalr_reserved_kind, K5_FAULT_UNDEFINED),
	ORDER("c01_reserved_amo", amo_reserved_kind, K5_FAULT_UNDEFINED),
	ORDER("c01_reserved_float", float_reserved_width, K5_FAULT_UNDEFINED),
	ORDER("c01_reserved_system", system_reserved_kind, K5_FAULT_UNDEFINED),
	ORDER("c01_ecall_with_a_register", ecall_with_a_register,
	      K5_FAULT_UNDEFINED),
	ORDER("c01_divide_by_zero_is_defined", divide, RETURNS),
	ORDER("c01_ecall_at_every_place", call_anywhere, RETURNS),
	ORDER("c01_numbers_of_no_call", numbers, RETURNS),
	ORDER("c02_wfi_returns", wfi, RETURNS),
	ORDER("c02_fences_return", fences, RETURNS),
	ORDER("c02_unprivileged_at_first", look, K5_FAULT_UNDEFINED),
	ORDER("c02_unprivileged_after_every_call", look_after_calls,
	      K5_FAULT_UNDEFINED),
	ORDER("c02_unprivileged_after_ticks", look_after_ticks,
	      K5_FAULT_UNDEFINED),
	ORDER("c02_unprivileged_after_waiting", look_after_waiting,
	      K5_FAULT_UNDEFINED),
	ORDER("c02_unprivileged_after_wfi", look_after_wfi, K5_FAULT_UNDEFINED),
	ORDER("c02_unprivileged_after_a_refusal", look_after_a_refusal,
	      K5_FAULT_UNDEFINED),
	ORDER("c02_unprivileged_in_a_second_thread", look_in_mate,
	      K5_FAULT_UNDEFINED),
};

const struct deeds order_deeds = DEEDS(deeds);
