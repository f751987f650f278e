/*
 * main.c - instructions and branches meant for somebody else
 */
#include "../hostile.h"

static void jump(uintptr_t at)
{
	__asm__ volatile("bx %0" : : "r"(at) : "memory");
}

static uint32_t control(void)
{
	uint32_t value;

	__asm__ volatile("mrs %0, control" : "=r"(value));
	return value;
}

/* Unprivileged, on the process stack. */
enum {
	CONTROL_TASK = 3
};

CASE(c01_bkpt)
{
	__asm__ volatile("bkpt 1");
}
CASE(c01_udf)
{
	__asm__ volatile("udf 1");
}
CASE(c01_jump_kernel)
{
	jump(KERNEL_FLASH | 1);
}
CASE(c01_jump_kernel_ram)
{
	jump(KERNEL_RAM | 1);
}
CASE(c01_jump_secure)
{
	jump(SECURE_FLASH | 1);
}
CASE(c01_jump_arm_state)
{
	jump((uintptr_t)jump & ~(uintptr_t)1);
}
CASE(c01_jump_device)
{
	jump(DEVICE | 1);
}
CASE(c01_exc_return_thread)
{
	jump(0xffffffbc);
}
CASE(c01_exc_return_handler)
{
	jump(0xffffffb0);
}
CASE(c01_exc_return_secure)
{
	jump(0xfffffffd);
}
CASE(c01_fnc_return)
{
	jump(0xfeffffff);
}

/* SYS_EXIT_EXTENDED with code 0: would end the run as if all were well. */
CASE(c01_semihosting)
{
	static const uint32_t block[2] = {0x20026, 0};

	__asm__ volatile("mov r0, #0x20\n"
			 "mov r1, %0\n"
			 "bkpt 0xab"
			 :
			 : "r"(block)
			 : "r0", "r1", "memory");
}

/* The immediate of svc means nothing: the number is in r11. */
CASE(c01_svc_immediate)
{
	register k5_word_t r4 __asm__("r4") = 0;
	register k5_word_t r11 __asm__("r11") = 0xff;

	__asm__ volatile("svc 255" : "+r"(r4) : "r"(r11) : "memory");
	check("c01_svc_immediate", r4, K5_ERR_NUMBER);
}

CASE(c01_divide)
{
	__asm__ volatile("mov r0, #0\nudiv r0, r0, r0" : : : "r0");
}

CASE(c01_unaligned)
{
	__asm__ volatile("add r0, sp, #1\nldrd r1, r2, [r0]"
			 :
			 :
			 : "r0", "r1", "r2");
}

CASE(c02_control)
{
	__asm__ volatile("msr control, %0\nisb" : : "r"(0));
	check("c02_control", control() & CONTROL_TASK, CONTROL_TASK);
}

static void spin_ms(unsigned ms)
{
	uint64_t end = k5_clock() + k5_us_to_ticks(ms * 1000);

	while (k5_clock() < end)
		;
}

/* And the guard must still be let in while this spins. */
CASE(c02_masks)
{
	uint32_t masks[3];

	__asm__ volatile("cpsid i\ncpsid f\n"
			 "msr primask, %0\nmsr faultmask, %0\n"
			 "msr basepri, %0\nisb"
			 :
			 : "r"(0xff));
	__asm__ volatile("mrs %0, primask" : "=r"(masks[0]));
	__asm__ volatile("mrs %0, faultmask" : "=r"(masks[1]));
	__asm__ volatile("mrs %0, basepri" : "=r"(masks[2]));
	spin_ms(4);
	check("c02_masks", masks[0] | masks[1] | masks[2], 0);
}

/* With the limit gone, an overflow would go on into the region below. */
CASE(c02_psplim)
{
	__asm__ volatile("msr psplim, %0\n"
			 "1: push {r0-r7}\n"
			 "b 1b"
			 :
			 : "r"(0)
			 : "memory");
}

CASE(c02_msp)
{
	__asm__ volatile("msr msp, %0\nmsr psp, %0\nisb" : : "r"(KERNEL_RAM));
	check("c02_msp", ask_witness(ASK_SQUARE).word[0], 49);
}

CASE(c02_after_control)
{
	__asm__ volatile("msr control, %0\nisb" : : "r"(0));
	poke(KERNEL_RAM, 1);
}

static const struct hostile_case cases[] = {
	CASE_ROW(c01_bkpt),
	CASE_ROW(c01_udf),
	CASE_ROW(c01_jump_kernel),
	CASE_ROW(c01_jump_kernel_ram),
	CASE_ROW(c01_jump_secure),
	CASE_ROW(c01_jump_arm_state),
	CASE_ROW(c01_jump_device),
	CASE_ROW(c01_exc_return_thread),
	CASE_ROW(c01_exc_return_handler),
	CASE_ROW(c01_exc_return_secure),
	CASE_ROW(c01_fnc_return),
	CASE_ROW(c01_semihosting),
	CASE_ROW(c01_svc_immediate),
	CASE_ROW(c01_divide),
	CASE_ROW(c01_unaligned),
	CASE_ROW(c02_control),
	CASE_ROW(c02_masks),
	CASE_ROW(c02_psplim),
	CASE_ROW(c02_msp),
	CASE_ROW(c02_after_control),
};

HOSTILE_MAIN(cases)
