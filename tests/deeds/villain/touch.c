/*
 * touch.c - loads and stores where the villain has no business
 *
 * The MPU names what it refuses by address; what the monitor guards is a
 * Secure fault; the core's own registers are a bus error to a task.
 */
#include "../deeds.h"

static int load(const struct deed *deed)
{
	(void)*(const volatile uint32_t *)where(deed->at);
	return 0;
}

static int store(const struct deed *deed)
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

#define BOTH(what, address, fault)                                             \
	{"c01_load_from_" what, load, K5_FAULT_##fault, address},              \
	{                                                                      \
		"c01_store_to_" what, store, K5_FAULT_##fault, address         \
	}
#define EDGE(what, address, fault)                                             \
	{"c04_load_" what, load_byte, fault, address},                         \
	{                                                                      \
		"c04_store_" what, store_byte, fault, address                  \
	}

static const struct deed deeds[] = {
	BOTH("null", 0, MEMORY),
	BOTH("kernel_code", 0x00200000, MEMORY),
	BOTH("kernel_ram", 0x28000000, MEMORY),
	BOTH("kernel_stack", 0x28000200, MEMORY),
	BOTH("peer_ram", PEER_RAM, MEMORY),
	BOTH("peer_stack", PEER_STACK, MEMORY),
	BOTH("peer_code", PEER_CODE, MEMORY),
	BOTH("kernel_uart", 0x40200000, MEMORY),
	BOTH("clock", 0x40002004, MEMORY),
	BOTH("peer_device", 0x40100000, MEMORY),
	BOTH("nobody_s_device", 0x40103000, MEMORY),
	BOTH("nothing", 0x00800000, MEMORY),
	BOTH("secure_ram", 0x38200000, SECURE),
	BOTH("secure_alias_of_own_ram", 0x38000000, SECURE),
	BOTH("secure_code", 0x10000000, SECURE),
	BOTH("secure_device", 0x50080010, SECURE),
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
	BOTH("mair", 0xe000edc0, BUS),
	BOTH("sau", 0xe000edd0, BUS),
	BOTH("fpccr", 0xe000ef34, BUS),
	BOTH("scs_alias", 0xe002ed08, BUS),
	{"c01_store_to_stir", store, K5_FAULT_BUS, 0xe000ef00},
	BOTH("top", 0xfffffffc, SECURE),
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
	EDGE("own_device", 0x40102000, RETURNS),
	EDGE("past_own_device", 0x40103000, K5_FAULT_MEMORY),
	EDGE("before_own_device", 0x40101fff, K5_FAULT_MEMORY),
	{"c01_ldrt_from_kernel_ram", load_unprivileged, K5_FAULT_MEMORY,
	 0x28000000},
	{"c01_ldm_from_kernel_ram", load_multiple, K5_FAULT_MEMORY, 0x28000000},
	{"c01_strex_to_peer_ram", store_exclusive, K5_FAULT_MEMORY, PEER_RAM},
};

const struct deeds touch_deeds = DEEDS(deeds);
