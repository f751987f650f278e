/*
 * part.c - an STM32L5 made of its registers, for start-up code
 *
 *      write --> known? --> through the right alias? --> only bits that exist?
 *            --> what it needs has happened? --> kept
 *
 * The registers are those of stm32l5.def; those of the core, below, Arm DDI
 * 0553, D1.2. A register that is in neither is one that start-up has no
 * business with. Here are the rules between them (RM0438, the same chapters).
 */
#include "part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <k5/reg.h>

struct reg {
	const char *name;
	uint32_t address;
	uint32_t bits; /* that exist and can be written */
	uint32_t reset;
};

enum {
	RCC = 0x40021000,
	NONE = 0,
	AHB1ENR = RCC + 0x48,
	AHB2ENR = RCC + 0x4c,
	APB1ENR1 = RCC + 0x58,
	APB1ENR2 = RCC + 0x5c,
	APB2ENR = RCC + 0x60
};

#define L5_IRQ(name, line)
#define L5_REG(block, name, offset, bits, reset)
#define L5_PORT(name, offset, bits, reset)

static const struct block blocks[] = {
#define L5_BLOCK(name, base, clock, bit) {#name, base, clock, 1u << bit},
#include "stm32l5.def"
};
enum address {
#undef L5_BLOCK
#define L5_BLOCK(name, base, clock, bit) AT_##name = base,
#include "stm32l5.def"
};

#undef L5_BLOCK
#define L5_BLOCK(name, base, clock, bit)
#undef L5_IRQ
#define L5_IRQ(name, line) {#name, line},
static const struct {
	const char *name;
	int line;
} irqs[] = {
#include "stm32l5.def"
};

#undef L5_IRQ
#define L5_IRQ(name, line)
#undef L5_REG
#define L5_REG(block, name, offset, bits, reset)                               \
	{#block "_" #name, AT_##block + offset, bits, reset},
#undef L5_PORT
#define PORT(port, name, offset, bits, reset)                                  \
	{#port "_" #name, AT_##port + offset, bits, reset},
#define L5_PORT(name, offset, bits, reset)                                     \
	PORT(GPIOA, name, offset, bits, reset)                                 \
	PORT(GPIOB, name, offset, bits, reset)                                 \
	PORT(GPIOC, name, offset, bits, reset)                                 \
	PORT(GPIOD, name, offset, bits, reset)                                 \
	PORT(GPIOE, name, offset, bits, reset)                                 \
	PORT(GPIOF, name, offset, bits, reset)                                 \
	PORT(GPIOG, name, offset, bits, reset)                                 \
	PORT(GPIOH, name, offset, bits, reset)

#define SAU_CTRL    0xe000edd0u
#define NVIC_ITNS   0xe000e380u
#define MPCBB1_VCTR (AT_GTZC_MPCBB1 + 0x100u)

static const struct reg regs[] = {
#include "stm32l5.def"
	{"VTOR", 0xe000ed08, 0xffffff80, 0},
	{"AIRCR", 0xe000ed0c, 0xffffffff, 0},
	{"NSACR", 0xe000ed8c, 0xcff, 0},
	{"SAU_CTRL", SAU_CTRL, 3, 0},
	{"SAU_RNR", 0xe000edd8, 0xff, 0},
	{"SAU_RBAR", 0xe000eddc, 0xffffffe0, 0},
	{"SAU_RLAR", 0xe000ede0, 0xffffffe3, 0},
	{"VTOR_NS", 0xe002ed08, 0xffffff80, 0},
};

enum {
	REGS = sizeof regs / sizeof regs[0],
	BLOCKS = 24, /* words of MPCBB1's table: 192 KiB of SRAM1 */
	LINES = 16   /* words of ITNS */
};

enum {
	ACR = AT_FLASH + 0x00,
	CR = RCC + 0x00,
	CFGR = RCC + 0x08,
	CR2 = AT_PWR + 0x04,
	HSION = 1 << 8,
	HSIRDY = 1 << 10,
	IOSV = 1 << 9
};

static uint32_t held[REGS], opened[BLOCKS], lines[LINES];
unsigned part_faults;

/* Since the last write: a bit that never comes is not waited for. */
static unsigned reads;

void part_fault(const char *what, uint32_t address, uint32_t value)
{
	printf("      %s: 0x%08x, 0x%08x\n", what, address, value);
	part_faults++;
}

/* Pins of the debug port are alternate at reset, all others analog. */
static uint32_t reset_of(const struct reg *r)
{
	if (r->address == AT_GPIOA)
		return 0xabffffff; /* PA13, 14, 15 */
	if (r->address == AT_GPIOB)
		return 0xfffffebf; /* PB3, 4 */
	return r->reset;
}

void part_reset(void)
{
	for (int i = 0; i < REGS; i++)
		held[i] = reset_of(&regs[i]);
	for (int i = 0; i < BLOCKS; i++)
		opened[i] = 0xffffffff;
	for (int i = 0; i < LINES; i++)
		lines[i] = 0;
	part_faults = 0;
}

const struct block *part_block(const char *name)
{
	for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++)
		if (strcmp(blocks[i].name, name) == 0)
			return &blocks[i];
	return NULL;
}

const struct block *part_block_at(uint32_t address)
{
	for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++)
		if (address - blocks[i].address < 0x400)
			return &blocks[i];
	return NULL;
}

int part_irq(const char *name)
{
	for (size_t i = 0; i < sizeof irqs / sizeof irqs[0]; i++)
		if (strcmp(irqs[i].name, name) == 0)
			return irqs[i].line;
	return -1;
}

/* The registers that are many; NULL for the others. */
static uint32_t *one_of_many(uint32_t address)
{
	if (address - MPCBB1_VCTR < 4 * BLOCKS)
		return &opened[(address - MPCBB1_VCTR) / 4];
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

	if (regs[i].address == CR && (v & HSION) != 0)
		v |= HSIRDY;
	if (regs[i].address == CFGR)
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
	return reset_of(&regs[find(address)]);
}

static bool secure_alias(uint32_t address)
{
	return address >> 28 == 5;
}

static uint32_t plain(uint32_t address)
{
	return secure_alias(address) ? address - 0x10000000 : address;
}

static void need(const char *what, uint32_t address, uint32_t bits)
{
	if ((part_value(address) & bits) != bits)
		part_fault(what, address, bits);
}

/*
 * TIM2 is Non-secure as the GTZC says at reset, and so behind the SAU; all
 * else that start-up writes knows of security and is Secure at reset.
 */
static void check_alias(const struct block *b, uint32_t address)
{
	bool open = b->address == AT_TIM2;

	if (secure_alias(address) == open)
		part_fault("through the wrong alias", address, 0);
	if (open)
		need("before the SAU", SAU_CTRL, 1);
}

/* By block: a clock first, and for port G, from pin 2 on, a supply. */
static void check_block(uint32_t address)
{
	const struct block *b = part_block_at(plain(address));

	if (!b)
		return; /* the core's */
	check_alias(b, address);
	if (b->clock != NONE)
		need("without its clock", b->clock, b->bit);
	if (b->address == AT_GPIOG)
		need("without its supply", CR2, IOSV);
	if (plain(address) == CFGR) {
		need("before HSI16 runs", CR, HSIRDY);
		need("before flash is slow enough", ACR, 1u << 1);
	}
}

static void check_bits(const struct reg *r, uint32_t address, uint32_t value)
{
	/* RCC_CR's MSIRDY is read-only and set */
	if (((value ^ reset_of(r)) & ~r->bits & ~2u) != 0)
		part_fault("bits that do not exist", address, value);
}

void reg_write(uintptr_t at, uint32_t value)
{
	uint32_t address = (uint32_t)at;
	uint32_t *many = one_of_many(plain(address));
	int i = find(plain(address));

	reads = 0;
	check_block(address);
	if (many) {
		*many = value;
	} else if (i < 0) {
		part_fault("no register to write", address, value);
	} else {
		check_bits(&regs[i], address, value);
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
	check_block(address);
	if (many)
		return *many;
	if (i < 0) {
		part_fault("no register to read", address, 0);
		return 0xffffffff; /* whatever is waited for */
	}
	return seen(i);
}
