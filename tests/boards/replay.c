/*
 * replay.c - the monitor's start-up, on a part made of its reference manual
 *
 *      monitor/open.c, its drivers, the board's tables --> part.c --> here
 *
 * The code and the tables are those that ship; only reg_read and reg_write are
 * part.c's. Afterwards the part must be as its board needs it, which is said
 * here once more, from the manuals of part and board (RM0438; UM2581 for the
 * Nucleo, UM2617 for the Discovery) and not from the board's file.
 */
#include <stdio.h>
#include <string.h>

#include <k5/board.h>

#include "monitor.h"
#include "part.h"

_Alignas(128) const uint32_t monitor_vectors[1];

enum mode {
	INPUT,
	OUTPUT,
	ALTERNATE
};

struct pin {
	char port;
	uint32_t number;
	enum mode mode;
	uint32_t function; /* AF of an alternate pin */
};

struct expected {
	const char *board;
	struct pin pin[6];
	uint32_t uart_clock; /* the register that switches it on */
	uint32_t uart_bit;
};

static const struct expected boards[] = {
	{"stm32l552-nucleo",
	 {{'G', 7, ALTERNATE, 8},
	  {'G', 8, ALTERNATE, 8},
	  {'C', 7, OUTPUT, 0},
	  {'B', 7, OUTPUT, 0},
	  {'A', 9, OUTPUT, 0},
	  {'C', 13, INPUT, 0}},
	 0x4002105c,
	 1u << 0},
	{"stm32l562-disco",
	 {{'A', 9, ALTERNATE, 7},
	  {'A', 10, ALTERNATE, 7},
	  {'D', 3, OUTPUT, 0},
	  {'G', 12, OUTPUT, 0},
	  {'C', 13, INPUT, 0},
	  {'A', 13, ALTERNATE, 0}}, /* SWDIO stays */
	 0x40021060,
	 1u << 14},
};

static void expect(const char *what, uint32_t address, uint32_t mask,
		   uint32_t value)
{
	if ((part_value(address) & mask) != value)
		part_fault(what, address, part_value(address));
}

static void expect_pin(const struct pin *p)
{
	uint32_t port = 0x42020000 + 0x400 * (uint32_t)(p->port - 'A');
	uint32_t af = port + (p->number < 8 ? 0x20 : 0x24);
	uint32_t shift = p->number % 8 * 4;

	expect("a pin's mode", port, 3u << 2 * p->number,
	       (uint32_t)p->mode << 2 * p->number);
	if (p->mode == ALTERNATE)
		expect("a pin's function", af, 15u << shift,
		       p->function << shift);
	expect("a Secure pin", port + 0x30, 1u << p->number, 0);
}

/* The mode of every pin that is not listed is that of reset. */
static void expect_others(const struct expected *e)
{
	static const char ports[] = "ABCDG";

	for (const char *p = ports; *p; p++) {
		uint32_t port = 0x42020000 + 0x400 * (uint32_t)(*p - 'A');
		uint32_t others = 0xffffffff;

		for (int i = 0; i < 6; i++)
			if (e->pin[i].port == *p)
				others &= ~(3u << 2 * e->pin[i].number);
		expect("another pin's mode", port, others,
		       part_at_reset(port) & others);
	}
}

static void expect_clock(void)
{
	expect("HSI16 is the system clock", 0x40021008, 0xf, 0x5);
	expect("no prescalers", 0x40021008, 0x3ff0, 0);
	expect("flash wait states", 0x40022000, 0xf, 2);
	expect("TIM2 counts up", 0x40000000, 0x11, 1);
}

/* All of SRAM1 open, and nothing said of SRAM2: part.c would know of it. */
static void expect_open(void)
{
	for (uint32_t i = 0; i < 24; i++)
		expect("a closed block", 0x40032d00 + 4 * i, 0xffffffff, 0);
	for (uint32_t i = 0; i < 16; i++)
		expect("a Secure line", 0xe000e380 + 4 * i, 0xffffffff,
		       0xffffffff);
	expect("TZSC", 0x40032410, 0xffffffff, 0);
	expect("TZSC", 0x40032414, 0xffffffff, 0);
	expect("SAU on, nothing Non-secure by default", 0xe000edd0, 3, 1);
	expect("faults to the kernel", 0xe000ed0c, 0xffffffff, 0x05fa2000);
	expect("FP to the kernel", 0xe000ed8c, 0xc00, 0xc00);
	expect("the kernel's vectors", 0xe002ed08, 0xffffffff, 0x08040000);
}

/* What the SAU opens must not hold what the monitor keeps. */
static void expect_closed(void)
{
	static const uint32_t kept[] = {0x0c000000, 0x0c03ffff, 0x30030000,
					0x3003ffff, 0x50021000};

	for (uint32_t i = 0; i < k5_monitor.nonsecure_count; i++) {
		const struct k5_range *r = &k5_monitor.nonsecure[i];

		for (uint32_t j = 0; j < sizeof kept / sizeof kept[0]; j++)
			if (kept[j] - r->base < r->size)
				part_fault("open", kept[j], r->base);
	}
}

static const struct expected *board_named(const char *name)
{
	for (size_t i = 0; i < sizeof boards / sizeof boards[0]; i++)
		if (strcmp(boards[i].board, name) == 0)
			return &boards[i];
	return NULL;
}

int main(int argc, char **argv)
{
	const struct expected *e = argc == 2 ? board_named(argv[1]) : NULL;

	if (!e)
		return 2;
	part_reset();
	if ((uintptr_t)monitor_open() != 0x08040000)
		part_fault("starts elsewhere", k5_monitor.vectors, 0);
	for (int i = 0; i < 6; i++)
		expect_pin(&e->pin[i]);
	expect_others(e);
	expect("the UART's clock", e->uart_clock, e->uart_bit, e->uart_bit);
	expect_clock();
	expect_open();
	expect_closed();
	return part_faults == 0 ? 0 : 1;
}
