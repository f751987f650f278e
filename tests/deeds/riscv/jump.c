/*
 * jump.c - going where there is no code of the villain's
 *
 * A branch that clears the lowest bit of its target cannot go to an odd
 * address; with compressed instructions every even one will do.
 */
#include "ways.h"

/* nop; ret - twice, so that any even address in it begins an instruction */
static uint32_t data_code[] = {0x00010001, 0x80828082};
static const uint32_t const_code[] = {0x00010001, 0x80828082};

int jump(const struct deed *deed)
{
	__asm__ volatile("jr %0" : : "r"(where(deed->at)) : "memory", "ra");
	return 0;
}

static int call(const struct deed *deed)
{
	__asm__ volatile("jalr %0" : : "r"(where(deed->at)) : "memory", "ra");
	return 0;
}

/* The same with the return address as register. */
static int ret(const struct deed *deed)
{
	__asm__ volatile("mv ra, %0\n\tret"
			 :
			 : "r"(where(deed->at))
			 : "memory", "ra");
	return 0;
}

/* An odd one: the same function, one byte further on. */
static int call_odd(const struct deed *deed)
{
	__asm__ volatile("jalr %0"
			 :
			 : "r"((uintptr_t)const_code | 1)
			 : "memory", "ra");
	return deed->at == 0 ? 0 : 1;
}

/* jalr adds before it clears: an odd sum too. */
static int call_odd_sum(const struct deed *deed)
{
	__asm__ volatile("jalr ra, 1(%0)"
			 :
			 : "r"((uintptr_t)const_code + 2)
			 : "memory", "ra");
	return deed->at == 0 ? 0 : 1;
}

static int run_data(const struct deed *deed)
{
	(void)deed;
	__asm__ volatile(FENCE_I "jalr %0" : : "r"(data_code) : "memory", "ra");
	return 0;
}

static int run_stack(const struct deed *deed)
{
	volatile uint32_t code[] = {0x00010001, 0x80828082};

	(void)deed;
	__asm__ volatile(FENCE_I "jalr %0" : : "r"(code) : "memory", "ra");
	return 0;
}

/* What it was at the start it may run: it cannot change it there. */
static int run_const(const struct deed *deed)
{
	(void)deed;
	__asm__ volatile("jalr %0" : : "r"(const_code) : "memory", "ra");
	return 0;
}

static const struct deed deeds[] = {
	GO("null", 0, EXECUTE),
	GO("boot_rom", BOOT_ROM, EXECUTE),
	GO("kernel_reset", KERNEL_CODE, EXECUTE),
	GO("kernel_code", KERNEL_CODE + 0x400, EXECUTE),
	GO("kernel_code_between", KERNEL_CODE + 0x402, EXECUTE),
	GO("kernel_code_odd", KERNEL_CODE + 0x401, EXECUTE),
	GO("kernel_ram", KERNEL_RAM + 0x400, EXECUTE),
	GO("free_flash", FREE_FLASH, EXECUTE),
	GO("own_device", OWN_DEVICE, EXECUTE),
	GO("own_ram_start", OWN_START, EXECUTE),
	GO("past_own_code", OWN_TEXT_END, EXECUTE),
	GO("clint", CLINT, EXECUTE),
	GO("plic", PLIC, EXECUTE),
	GO("nothing", NOTHING, EXECUTE),
	GO("the_top", UINTPTR_MAX - 1, EXECUTE),
	GO("the_middle", UINTPTR_MAX / 2 + 1, EXECUTE),
	GO("peer_ram", PEER_RAM, EXECUTE),
	{"c01_call_of_peer_code", call, K5_FAULT_EXECUTE, PEER_CODE},
	{"c01_call_of_kernel_code", call, K5_FAULT_EXECUTE,
	 KERNEL_CODE + 0x400},
	{"c01_return_to_kernel_code", ret, K5_FAULT_EXECUTE,
	 KERNEL_CODE + 0x400},
	{"c01_return_to_null", ret, K5_FAULT_EXECUTE, 0},
	ORDER("c01_odd_address_is_even", call_odd, RETURNS),
	ORDER("c01_odd_sum_is_even", call_odd_sum, RETURNS),
	ORDER("c04_data_is_not_code", run_data, K5_FAULT_EXECUTE),
	ORDER("c04_stack_is_not_code", run_stack, K5_FAULT_EXECUTE),
	ORDER("c04_constants_are_code", run_const, RETURNS),
};

const struct deeds jump_deeds = DEEDS(deeds);
