/*
 * part.c - an STM32L5 made of its reference manual, for start-up code
 *
 *      write --> known? --> through the right alias? --> only bits that exist?
 *            --> what it needs has happened? --> kept
 *
 * Names, offsets, bits and reset values: RM0438, the register chapters of
 * FLASH, RCC, PWR, GPIO, GTZC (TZSC, MPCBB) and TIM2; those of the core, Arm
 * DDI 0553, D1.2. A register that is not here is one that start-up has no
 * business with.
 */
#include "part.h"

#include <stdio.h>
#include <stdlib.h>

#include <k5/reg.h>

enum alias {
	SECURE,    /* trust-aware, Secure at reset: at address + 0x10000000 */
	NONSECURE, /* as the GTZC says at reset; only once the SAU is on */
	CORE
};

struct need {
	uint32_t address; /* 0: none */
	uint32_t bits;    /* all of these set */
};

struct reg {
	const char *name;
	uint32_t address;
	uint32_t bits; /* that exist and can be written */
	uint32_t reset;
	enum alias alias;
	struct need need[2];
};

#define FLASH_ACR   0x40022000u
#define RCC_CR      0x40021000u
#define HSION       (1u << 8)
#define HSIRDY      (1u << 10)
#define RCC_CFGR    0x40021008u
#define RCC_AHB1ENR 0x40021048u
#define RCC_AHB2ENR 0x4002104cu
#define APB1ENR1    0x40021058u
#define PWR_CR2     0x40007004u
#define IOSV        (1u << 9)
#define SAU_CTRL    0xe000edd0u

#define GTZC_CLOCK                                                             \
	{                                                                      \
		RCC_AHB1ENR, 1u << 22                                          \
	}

/* Ports in steps of 0x400 from A; `reset` is of MODER. G needs its supply. */
#define GPIO(letter, n, reset, supply)                                         \
	{"GPIO" letter "_MODER",                                               \
	 0x42020000 + 0x400 * n,                                               \
	 0xffffffff,                                                           \
	 reset,                                                                \
	 SECURE,                                                               \
	 {{RCC_AHB2ENR, 1u << n}, supply}},                                    \
		{"GPIO" letter "_BSRR",                                        \
		 0x42020018 + 0x400 * n,                                       \
		 0xffffffff,                                                   \
		 0,                                                            \
		 SECURE,                                                       \
		 {{RCC_AHB2ENR, 1u << n}, supply}},                            \
		{"GPIO" letter "_AFRL",                                        \
		 0x42020020 + 0x400 * n,                                       \
		 0xffffffff,                                                   \
		 0,                                                            \
		 SECURE,                                                       \
		 {{RCC_AHB2ENR, 1u << n}, supply}},                            \
		{"GPIO" letter "_AFRH",                                        \
		 0x42020024 + 0x400 * n,                                       \
		 0xffffffff,                                                   \
		 0,                                                            \
		 SECURE,                                                       \
		 {{RCC_AHB2ENR, 1u << n}, supply}},                            \
	{                                                                      \
		"GPIO" letter "_SECCFGR", 0x42020030 + 0x400 * n, 0xffff,      \
			0xffff, SECURE,                                        \
		{                                                              \
			{RCC_AHB2ENR, 1u << n}, supply                         \
		}                                                              \
	}

#define NO_SUPPLY                                                              \
	{                                                                      \
		0, 0                                                           \
	}
#define VDDIO2                                                                 \
	{                                                                      \
		PWR_CR2, IOSV                                                  \
	}

static const struct reg regs[] = {
	{"FLASH_ACR", FLASH_ACR, 0xe00f, 0, SECURE, {{0}}},
	{"RCC_CR", RCC_CR, 0x950d0bfd, 0x63, SECURE, {{0}}},
	{"RCC_CFGR",
	 RCC_CFGR,
	 0x7f00bff3,
	 0,
	 SECURE,
	 {{RCC_CR, HSIRDY}, {FLASH_ACR, 1u << 1}}},
	{"RCC_AHB1ENR", RCC_AHB1ENR, 0x00411107, 0x100, SECURE, {{0}}},
	{"RCC_AHB2ENR", RCC_AHB2ENR, 0x006f20ff, 0, SECURE, {{0}}},
	{"RCC_APB1ENR1", APB1ENR1, 0xf1fecc3f, 0x400, SECURE, {{0}}},
	{"RCC_APB1ENR2", 0x4002105c, 0x00a00263, 0, SECURE, {{0}}},
	{"RCC_APB2ENR", 0x40021060, 0x01677801, 0, SECURE, {{0}}},
	{"PWR_CR2", PWR_CR2, 0x6ff, 0, SECURE, {{APB1ENR1, 1u << 28}}},
	{"GTZC_TZSC_SECCFGR1", 0x40032410, 0xffffffff, 0, SECURE, {GTZC_CLOCK}},
	{"GTZC_TZSC_SECCFGR2", 0x40032414, 0x0001ffff, 0, SECURE, {GTZC_CLOCK}},
	{"TIM2_CR1", 0x40000000, 0x0bff, 0, NONSECURE, {{APB1ENR1, 1u << 0}}},
	GPIO("A", 0, 0xabffffff, NO_SUPPLY),
	GPIO("B", 1, 0xfffffebf, NO_SUPPLY),
	GPIO("C", 2, 0xffffffff, NO_SUPPLY),
	GPIO("D", 3, 0xffffffff, NO_SUPPLY),
	GPIO("G", 6, 0xffffffff, VDDIO2),
	{"VTOR", 0xe000ed08, 0xffffff80, 0, CORE, {{0}}},
	{"AIRCR", 0xe000ed0c, 0xffffffff, 0, CORE, {{0}}},
	{"NSACR", 0xe000ed8c, 0xcff, 0, CORE, {{0}}},
	{"SAU_CTRL", SAU_CTRL, 3, 0, CORE, {{0}}},
	{"SAU_RNR", 0xe000edd8, 0xff, 0, CORE, {{0}}},
	{"SAU_RBAR", 0xe000eddc, 0xffffffe0, 0, CORE, {{0}}},
	{"SAU_RLAR", 0xe000ede0, 0xffffffe3, 0, CORE, {{0}}},
	{"VTOR_NS", 0xe002ed08, 0xffffff80, 0, CORE, {{SAU_CTRL, 1}}},
};

enum {
	REGS = sizeof regs / sizeof regs[0],
	BLOCKS = 24, /* words of MPCBB1's table: 192 KiB of SRAM1 */
	LINES = 16   /* words of ITNS */
};

#define MPCBB1_VCTR 0x40032d00u
#define NVIC_ITNS   0xe000e380u

static uint32_t held[REGS], blocks[BLOCKS], lines[LINES];
unsigned part_faults;

/* Since the last write: a bit that never comes is not waited for. */
static unsigned reads;

void part_fault(const char *what, uint32_t address, uint32_t value)
{
	printf("      %s: 0x%08x, 0x%08x\n", what, address, value);
	part_faults++;
}

void part_reset(void)
{
	for (int i = 0; i < REGS; i++)
		held[i] = regs[i].reset;
	for (int i = 0; i < BLOCKS; i++)
		blocks[i] = 0xffffffff;
	for (int i = 0; i < LINES; i++)
		lines[i] = 0;
	part_faults = 0;
}

/* The registers that are many; NULL for the others. */
static uint32_t *one_of_many(uint32_t address)
{
	if (address - MPCBB1_VCTR < 4 * BLOCKS)
		return &blocks[(address - MPCBB1_VCTR) / 4];
	if (address - NVIC_ITNS < 4 * LINES)
		return &lines[(address - NVIC_ITNS) / 4];
	return NULL;
}

static int find(uint32_t address)
{
	for (int i = 0; i < REGS; i++)
		if (regs[i].address == address)
			return i;
	return -1;
}

/* What the hardware adds: an oscillator is ready, a switch has happened. */
static uint32_t seen(int i)
{
	uint32_t v = held[i];

	if (regs[i].address == RCC_CR && (v & HSION) != 0)
		v |= HSIRDY;
	if (regs[i].address == RCC_CFGR)
		v |= (v & 3) << 2;
	return v;
}

uint32_t part_value(uint32_t address)
{
	const uint32_t *many = one_of_many(address);

	return many ? *many : seen(find(address));
}

uint32_t part_at_reset(uint32_t address)
{
	return regs[find(address)].reset;
}

static bool secure_alias(uint32_t address)
{
	return address >> 28 == 5;
}

static uint32_t plain(uint32_t address)
{
	return secure_alias(address) ? address - 0x10000000 : address;
}

static bool met(const struct need *n)
{
	return n->address == 0 || (part_value(n->address) & n->bits) == n->bits;
}

static void check_many(uint32_t address)
{
	const struct need clock = GTZC_CLOCK;

	if (plain(address) >> 28 != 4)
		return;
	if (!secure_alias(address))
		part_fault("MPCBB through the wrong alias", address, 0);
	if (!met(&clock))
		part_fault("MPCBB without its clock", address, 0);
}

static void check(const struct reg *r, uint32_t address, uint32_t value)
{
	if (secure_alias(address) != (r->alias == SECURE))
		part_fault(r->name, address, 0);
	if (r->alias == NONSECURE && (part_value(SAU_CTRL) & 1) == 0)
		part_fault("before the SAU", address, value);
	/* RCC_CR's MSIRDY is read-only and set */
	if (((value ^ r->reset) & ~r->bits & ~2u) != 0)
		part_fault("bits that do not exist", address, value);
	for (int i = 0; i < 2; i++)
		if (!met(&r->need[i]))
			part_fault("too early", address, r->need[i].address);
}

void reg_write(uintptr_t at, uint32_t value)
{
	uint32_t address = (uint32_t)at;
	uint32_t *many = one_of_many(plain(address));
	int i = find(plain(address));

	reads = 0;
	if (many) {
		check_many(address);
		*many = value;
	} else if (i < 0) {
		part_fault("no register to write", address, value);
	} else {
		check(&regs[i], address, value);
		held[i] = value;
	}
}

static void no_end(uint32_t address)
{
	if (++reads > 1000) {
		part_fault("waits for ever", address, 0);
		exit(1);
	}
}

uint32_t reg_read(uintptr_t at)
{
	uint32_t address = (uint32_t)at;
	uint32_t *many = one_of_many(plain(address));
	int i = find(plain(address));

	no_end(address);
	if (many) {
		check_many(address);
		return *many;
	}
	if (i < 0) {
		part_fault("no register to read", address, 0);
		return 0xffffffff; /* whatever is waited for */
	}
	return seen(i);
}
