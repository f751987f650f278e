/*
 * replay.c - the monitor's start-up, on a part made of its registers
 *
 *      monitor/open.c, its drivers, the board's tables --> part.c --> here
 *
 * The code and the tables are those that ship; only reg_read and reg_write are
 * part.c's. Afterwards the part must be as its board needs it, which is said
 * here once more and not taken from the board's file: pins from ST's board
 * support packages (stm32l5xx_nucleo.h, stm32l562e_discovery.h: LEDn_PIN,
 * BUTTON_USER_PIN, COM1_TX_PIN and the like), addresses and lines from
 * stm32l5.def.
 */
#include <stdio.h>
#include <string.h>

#include <k5/board.h>

#include "monitor.h"
#include "named.h" /* the board's windows and irqs, by tests/boards/run */
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

enum {
	PINS = 6
};

struct expected {
	const char *board;
	struct pin pin[PINS];
	struct pin led; /* of window `led` */
	bool led_low;   /* lit by a low level */
	struct pin button;
	const char *uart;
	uint32_t divider; /* for 115200 baud at 16 MHz */
};

static const struct expected boards[] = {
	/* LD1, LD2, LD3; LPUART1: 256 * 16 MHz / 115200 */
	{"stm32l552-nucleo",
	 {{'G', 7, ALTERNATE, 8},
	  {'G', 8, ALTERNATE, 8},
	  {'C', 7, OUTPUT, 0},
	  {'B', 7, OUTPUT, 0},
	  {'A', 9, OUTPUT, 0},
	  {'C', 13, INPUT, 0}},
	 {'B', 7, OUTPUT, 0},
	 false,
	 {'C', 13, INPUT, 0},
	 "LPUART1",
	 35556},
	/* SWDIO stays; LD9, LD10; USART1: 16 MHz / 115200 */
	{"stm32l562-disco",
	 {{'A', 9, ALTERNATE, 7},
	  {'A', 10, ALTERNATE, 7},
	  {'D', 3, OUTPUT, 0},
	  {'G', 12, OUTPUT, 0},
	  {'C', 13, INPUT, 0},
	  {'A', 13, ALTERNATE, 0}},
	 {'G', 12, OUTPUT, 0},
	 true,
	 {'C', 13, INPUT, 0},
	 "USART1",
	 139},
};

static void expect(const char *what, uint32_t address, uint32_t mask,
		   uint32_t value)
{
	if ((part_value(address) & mask) != value)
		part_fault(what, address, part_value(address));
}

static void expect_same(const char *what, uint32_t is, uint32_t should)
{
	if (is != should)
		part_fault(what, is, should);
}

static uint32_t port_of(char letter)
{
	char name[] = "GPIO?";

	name[4] = letter;
	return part_block(name)->address;
}

static void expect_pin(const struct pin *p)
{
	uint32_t port = port_of(p->port);
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
	for (const char *p = "ABCDEFGH"; *p; p++) {
		uint32_t others = 0xffffffff;

		for (int i = 0; i < PINS; i++)
			if (e->pin[i].port == *p)
				others &= ~(3u << 2 * e->pin[i].number);
		expect("another pin's mode", port_of(*p), others,
		       part_at_reset(port_of(*p)) & others);
	}
}

static void expect_clock(void)
{
	expect("HSI16 is the system clock", 0x40021008, 0xf, 0x5);
	expect("no prescalers", 0x40021008, 0x3ff0, 0);
	expect("flash wait states", 0x40022000, 0xf, 2);
	expect("TIM2 counts up", 0x40000000, 0x11, 1);
	expect_same("TIM2_CNT", (uint32_t)k5_board.clock_counter,
		    part_block("TIM2")->address + 0x24);
	expect_same("16 MHz", k5_board.clock_hz, 16000000);
}

static void expect_uart(const struct expected *e)
{
	const struct block *b = part_block(e->uart);

	expect("the UART's clock", b->clock, b->bit, b->bit);
	expect_same("the UART", (uint32_t)k5_board.uart, b->address);
	expect_same("its line", k5_board.uart_irq, (uint32_t)part_irq(e->uart));
	expect_same("its rate", k5_board.uart_baud_divider, e->divider);
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

/* A LED is a bit of BSRR: set above, reset below. */
static void expect_led(const struct expected *e, const struct window *w)
{
	uint32_t set = 1u << e->led.number;

	expect_same("the LED's port", w->address, port_of(e->led.port));
	expect_same("its BSRR", w->reg, 0x18);
	expect_same("on", w->on, e->led_low ? set << 16 : set);
	expect_same("off", w->off, e->led_low ? set : set << 16);
}

static void expect_button(const struct expected *e, const struct window *w)
{
	expect_same("the button's port", w->address, port_of(e->button.port));
	expect_same("its IDR", w->reg, 0x10);
	expect_same("its pin", w->mask, 1u << e->button.number);
	expect_same("pressed is high", w->pressed, w->mask);
}

/* A window is the block it is called by, all of it, and its clock is on. */
static void expect_window(const struct expected *e, const struct window *w)
{
	const struct block *b = part_block_at(w->address);

	if (!b)
		return part_fault("no peripheral", w->address, 0);
	expect_same(w->name, w->address, b->address);
	expect_same("its size", w->size, 0x400);
	if (b->clock != 0)
		expect("a window's clock", b->clock, b->bit, b->bit);
	if (strcmp(w->name, "LED") == 0)
		expect_led(e, w);
	else if (strcmp(w->name, "BUTTON") == 0)
		expect_button(e, w);
	else if (strcmp(w->name, b->name) != 0)
		part_fault(w->name, w->address, b->address);
}

static void expect_names(const struct expected *e)
{
	for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++)
		expect_window(e, &windows[i]);
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		expect_same(lines[i].name, lines[i].line,
			    (uint32_t)part_irq(lines[i].name));
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
	for (int i = 0; i < PINS; i++)
		expect_pin(&e->pin[i]);
	expect_others(e);
	expect_uart(e);
	expect_clock();
	expect_open();
	expect_closed();
	expect_names(e);
	return part_faults == 0 ? 0 : 1;
}
