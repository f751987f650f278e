/*
 * touch.c - loads and stores where the villain has no business
 *
 * The MPU names what it refuses by address; the core's own registers are a
 * bus error to a task.
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

static int load_byte(const struct deed *deed)
{
	(void)*(const volatile uint8_t *)where(deed->at);
	return 0;
}

static int store_byte(const struct deed *deed)
{
	*(volatile uint8_t *)where(deed->at) = 0xbd;
	return 0;
}

/*
 * Two words of which the second is not its own. (One unaligned word across
 * the end would do on hardware; QEMU checks only where it begins.)
 */
static int store_across(const struct deed *deed)
{
	uint32_t at = where(deed->at) - 4;

	__asm__ volatile("strd %0, %0, [%1]"
			 :
			 : "r"(0xbadbad), "r"(at)
			 : "memory");
	return 0;
}

static int load_across(const struct deed *deed)
{
	uint32_t at = where(deed->at) - 4;

	__asm__ volatile("ldm %0, {r1-r2}" : : "r"(at) : "r1", "r2");
	return 0;
}

/* Unprivileged by intent is as unprivileged as before. */
static int load_unprivileged(const struct deed *deed)
{
	uint32_t value;

	__asm__ volatile("ldrt %0, [%1]" : "=r"(value) : "r"(where(deed->at)));
	return 0;
}

static int load_multiple(const struct deed *deed)
{
	__asm__ volatile("ldm %0, {r1-r3}"
			 :
			 : "r"(where(deed->at))
			 : "r1", "r2", "r3");
	return 0;
}

static int store_exclusive(const struct deed *deed)
{
	uint32_t failed, value;

	__asm__ volatile("ldrex %1, [%2]\n\tstrex %0, %1, [%2]"
			 : "=&r"(failed), "=&r"(value)
			 : "r"(where(deed->at))
			 : "memory");
	return 0;
}

#define EDGE(what, address, fault)                                             \
	{"c04_load_" what, load_byte, fault, address},                         \
	{                                                                      \
		"c04_store_" what, store_byte, fault, address                  \
	}

static const struct deed deeds[] = {
	BOTH("null", 0, MEMORY),
	BOTH("kernel_code", KERNEL_CODE, MEMORY),
	BOTH("kernel_ram", KERNEL_RAM, MEMORY),
	BOTH("kernel_stack", KERNEL_RAM + 0x200, MEMORY),
	BOTH("peer_ram", PEER_RAM, MEMORY),
	BOTH("peer_stack", PEER_STACK, MEMORY),
	BOTH("peer_code", PEER_CODE, MEMORY),
	BOTH("kernel_uart", KERNEL_UART, MEMORY),
	BOTH("clock", CLOCK, MEMORY),
	BOTH("peer_device", PEER_DEVICE, MEMORY),
	BOTH("nobody_s_device", NOBODYS_DEVICE, MEMORY),
	BOTH("nothing", NOTHING, MEMORY),
	BOTH("systick", 0xe000e010, BUS),
	BOTH("nvic", 0xe000e100, BUS),
	BOTH("nvic_pending", 0xe000e200, BUS),
	BOTH("icsr", 0xe000ed04, BUS),
	BOTH("vtor", 0xe000ed08, BUS),
	BOTH("aircr", 0xe000ed0c, BUS),
	BOTH("shcsr", 0xe000ed24, BUS),
	BOTH("cfsr", 0xe000ed28, BUS),
	BOTH("cpacr", 0xe000ed88, BUS),
	BOTH("mpu_control", 0xe000ed94, BUS),
	BOTH("mpu_base", 0xe000ed9c, BUS),
	BOTH("fpccr", 0xe000ef34, BUS),
	{"c01_store_to_stir", store, K5_FAULT_BUS, 0xe000ef00},
	{"c04_store_to_own_code", store, K5_FAULT_MEMORY, OWN_CODE},
	{"c04_store_to_own_const", store, K5_FAULT_MEMORY, OWN_CONST},
	EDGE("first_byte", OWN_START, RETURNS),
	EDGE("last_byte", LAST_BYTE, RETURNS),
	EDGE("past_own_ram", OWN_END, K5_FAULT_MEMORY),
	EDGE("before_own_ram", BEFORE_OWN, K5_FAULT_MEMORY),
	{"c04_store_across_own_end", store_across, K5_FAULT_MEMORY, OWN_END},
	{"c04_load_across_own_end", load_across, K5_FAULT_MEMORY, OWN_END},
	{"c04_store_across_own_start", store_across, K5_FAULT_MEMORY,
	 OWN_START},
	EDGE("own_device", OWN_DEVICE, RETURNS),
	EDGE("past_own_device", OWN_DEVICE + 0x1000, K5_FAULT_MEMORY),
	EDGE("before_own_device", OWN_DEVICE - 1, K5_FAULT_MEMORY),
	{"c01_ldrt_from_kernel_ram", load_unprivileged, K5_FAULT_MEMORY,
	 KERNEL_RAM},
	{"c01_ldm_from_kernel_ram", load_multiple, K5_FAULT_MEMORY, KERNEL_RAM},
	{"c01_strex_to_peer_ram", store_exclusive, K5_FAULT_MEMORY, PEER_RAM},
};

const struct deeds touch_deeds = DEEDS(deeds);
