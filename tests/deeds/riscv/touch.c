/*
 * touch.c - loads and stores where the villain has no business
 *
 * The PMP checks all bytes of an access (privileged specification 1.12,
 * 3.7.1), whatever instruction makes it. What the PMP allows the bus can still
 * refuse: the clock of QEMU's board knows words only.
 */
#include "ways.h"

int load(const struct deed *deed)
{
	(void)*(const volatile uint32_t *)where(deed->at);
	return 0;
}

int store(const struct deed *deed)
{
	*(volatile uint32_t *)where(deed->at) = 0xbadbad;
	return 0;
}

/* One instruction that loads or stores, its address in a0. */
#define TOUCH(name, text)                                                      \
	static int name(const struct deed *deed)                               \
	{                                                                      \
		register uintptr_t at __asm__("a0") = where(deed->at);         \
		__asm__ volatile(text : "+r"(at) : : "memory", "a1", "ft0");   \
		return 0;                                                      \
	}

TOUCH(load_byte, "lb a1, (a0)")
TOUCH(load_byte_unsigned, "lbu a1, (a0)")
TOUCH(load_half, "lh a1, (a0)")
TOUCH(load_half_unsigned, "lhu a1, (a0)")
TOUCH(load_short, "c.lw a1, (a0)")
TOUCH(load_float, "flw ft0, (a0)")
TOUCH(load_double, "fld ft0, (a0)")
TOUCH(load_reserved, "lr.w a1, (a0)")
TOUCH(store_byte, "sb a1, (a0)")
TOUCH(store_half, "sh a1, (a0)")
TOUCH(store_short, "c.sw a1, (a0)")
TOUCH(store_float, "fsw ft0, (a0)")
TOUCH(store_double, "fsd ft0, (a0)")
TOUCH(swap, "amoswap.w a1, a1, (a0)")
TOUCH(add, "amoadd.w a1, a1, (a0)")
TOUCH(and_nothing, "li a1, -1\n\tamoand.w zero, a1, (a0)")
TOUCH(largest, "amomaxu.w a1, a1, (a0)")
TOUCH(load_behind, "lw a1, 2047(a0)")
TOUCH(load_before, "lw a1, -2048(a0)")

/* A reservation of its own does not help to store elsewhere. */
static int store_conditional(const struct deed *deed)
{
	volatile uint32_t own = 7;
	uint32_t failed;

	__asm__ volatile("lr.w %0, (%1)\n\tsc.w %0, %0, (%2)"
			 : "=&r"(failed)
			 : "r"(&own), "r"(where(deed->at))
			 : "memory");
	return failed != 0 ? 0 : 1;
}

/* Of two, four, eight bytes only the first ones are its own. */
#define ACROSS(name, text)                                                     \
	static int name(const struct deed *deed)                               \
	{                                                                      \
		uintptr_t at = where(deed->at) - 1;                            \
		__asm__ volatile(text : : "r"(at) : "memory", "a1", "ft0");    \
		return 0;                                                      \
	}

ACROSS(load_half_across, "lh a1, (%0)")
ACROSS(load_word_across, "lw a1, (%0)")
ACROSS(load_double_across, "fld ft0, (%0)")
ACROSS(store_half_across, "sh a1, (%0)")
ACROSS(store_word_across, "sw a1, (%0)")
ACROSS(store_double_across, "fsd ft0, (%0)")

#define EDGE(what, address, fault)                                             \
	{"c04_load_" what, load_byte, fault, address},                         \
	{                                                                      \
		"c04_store_" what, store_byte, fault, address                  \
	}

#define EDGES(what, edge)                                                      \
	{"c04_load_half_across_" what, load_half_across, K5_FAULT_MEMORY,      \
	 edge},                                                                \
		{"c04_load_word_across_" what, load_word_across,               \
		 K5_FAULT_MEMORY, edge},                                       \
		{"c04_load_double_across_" what, load_double_across,           \
		 K5_FAULT_MEMORY, edge},                                       \
		{"c04_store_half_across_" what, store_half_across,             \
		 K5_FAULT_MEMORY, edge},                                       \
		{"c04_store_word_across_" what, store_word_across,             \
		 K5_FAULT_MEMORY, edge},                                       \
	{                                                                      \
		"c04_store_double_across_" what, store_double_across,          \
			K5_FAULT_MEMORY, edge                                  \
	}

#define EVERY_WAY(what, address)                                               \
	{"c01_lb_from_" what, load_byte, K5_FAULT_MEMORY, address},            \
		{"c01_lbu_from_" what, load_byte_unsigned, K5_FAULT_MEMORY,    \
		 address},                                                     \
		{"c01_lh_from_" what, load_half, K5_FAULT_MEMORY, address},    \
		{"c01_lhu_from_" what, load_half_unsigned, K5_FAULT_MEMORY,    \
		 address},                                                     \
		{"c01_c_lw_from_" what, load_short, K5_FAULT_MEMORY, address}, \
		{"c01_flw_from_" what, load_float, K5_FAULT_MEMORY, address},  \
		{"c01_fld_from_" what, load_double, K5_FAULT_MEMORY, address}, \
		{"c01_lr_from_" what, load_reserved, K5_FAULT_MEMORY,          \
		 address},                                                     \
		{"c01_sb_to_" what, store_byte, K5_FAULT_MEMORY, address},     \
		{"c01_sh_to_" what, store_half, K5_FAULT_MEMORY, address},     \
		{"c01_c_sw_to_" what, store_short, K5_FAULT_MEMORY, address},  \
		{"c01_fsw_to_" what, store_float, K5_FAULT_MEMORY, address},   \
		{"c01_fsd_to_" what, store_double, K5_FAULT_MEMORY, address},  \
		{"c01_amoswap_of_" what, swap, K5_FAULT_MEMORY, address},      \
		{"c01_amoadd_of_" what, add, K5_FAULT_MEMORY, address},        \
		{"c01_amoand_of_" what, and_nothing, K5_FAULT_MEMORY,          \
		 address},                                                     \
		{"c01_amomaxu_of_" what, largest, K5_FAULT_MEMORY, address},   \
	{                                                                      \
		"c01_sc_to_" what, store_conditional, RETURNS, address         \
	}

static const struct deed deeds[] = {
	BOTH("null", 0, MEMORY),
	BOTH("boot_rom", BOOT_ROM, MEMORY),
	BOTH("kernel_code", KERNEL_CODE, MEMORY),
	BOTH("kernel_tables", KERNEL_CODE + 0x2800, MEMORY),
	BOTH("kernel_guard", KERNEL_RAM, MEMORY),
	BOTH("kernel_stack", KERNEL_RAM + 0x80, MEMORY),
	BOTH("kernel_state", KERNEL_RAM + 0x400, MEMORY),
	BOTH("kernel_log", KERNEL_RAM + 0x800, MEMORY),
	BOTH("peer_ram", PEER_RAM, MEMORY),
	BOTH("peer_stack", PEER_STACK, MEMORY),
	BOTH("peer_code", PEER_CODE, MEMORY),
	BOTH("free_flash", FREE_FLASH, MEMORY),
	BOTH("kernel_uart", KERNEL_UART, MEMORY),
	BOTH("power_switch", POWER_SWITCH, MEMORY),
	BOTH("software_interrupt", CLINT, MEMORY),
	BOTH("clock_alarm", CLOCK_ALARM, MEMORY),
	BOTH("clock", CLOCK, MEMORY),
	BOTH("plic_priority", PLIC + 4, MEMORY),
	BOTH("plic_pending", PLIC + 0x1000, MEMORY),
	BOTH("plic_enable", PLIC + 0x2000, MEMORY),
	BOTH("plic_threshold", PLIC + 0x200000, MEMORY),
	BOTH("plic_claim", PLIC + 0x200004, MEMORY),
	BOTH("peer_device", PEER_DEVICE, MEMORY),
	BOTH("nobody_s_device", NOBODYS_DEVICE, MEMORY),
	BOTH("nothing", NOTHING, MEMORY),
	BOTH("the_middle", UINTPTR_MAX / 2 + 1, MEMORY),
	BOTH("the_top", UINTPTR_MAX - 3, MEMORY),
	EVERY_WAY("kernel_state", KERNEL_RAM + 0x400),
	EVERY_WAY("peer_ram", PEER_RAM),
	{"c01_lw_far_behind_own_ram", load_behind, K5_FAULT_MEMORY, OWN_END},
	{"c01_lw_far_before_own_ram", load_before, K5_FAULT_MEMORY, OWN_START},
	{"c01_lw_wraps_below_null", load_before, K5_FAULT_MEMORY, 0},
	{"c01_lw_wraps_above_the_top", load_behind, K5_FAULT_MEMORY,
	 UINTPTR_MAX - 3},
	{"c01_misaligned_lr", load_reserved, K5_FAULT_ALIGNMENT, LAST_BYTE},
	{"c01_misaligned_amo", swap, K5_FAULT_ALIGNMENT, LAST_BYTE},
	{"c01_amo_of_own_const", swap, K5_FAULT_MEMORY, OWN_CONST},
	{"c04_store_to_own_code", store, K5_FAULT_MEMORY, OWN_CODE},
	{"c04_store_to_own_const", store, K5_FAULT_MEMORY, OWN_CONST},
	{"c04_load_own_code", load, RETURNS, OWN_CODE},
	EDGE("first_byte", OWN_START, RETURNS),
	EDGE("last_byte", LAST_BYTE, RETURNS),
	EDGE("past_own_ram", OWN_END, K5_FAULT_MEMORY),
	EDGE("before_own_ram", BEFORE_OWN, K5_FAULT_MEMORY),
	EDGE("past_own_code", OWN_TEXT_END, K5_FAULT_MEMORY),
	EDGES("own_end", OWN_END),
	EDGES("own_start", OWN_START),
	{"c04_load_word_of_own_device", load, RETURNS, OWN_DEVICE},
	{"c04_store_word_to_own_device", store, RETURNS, OWN_DEVICE + 8},
	{"c04_last_word_of_own_device", load, RETURNS, OWN_DEVICE + 0x1c},
	{"c04_byte_of_own_device_is_a_bus_error", load_byte, K5_FAULT_BUS,
	 OWN_DEVICE},
	{"c04_store_byte_to_own_device", store_byte, K5_FAULT_BUS, OWN_DEVICE},
	EDGE("past_own_device", OWN_DEVICE + 0x1000, K5_FAULT_MEMORY),
	EDGE("before_own_device", OWN_DEVICE - 1, K5_FAULT_MEMORY),
};

const struct deeds touch_deeds = DEEDS(deeds);
