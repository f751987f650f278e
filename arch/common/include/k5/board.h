/*
 * board.h - a board, as the kernel's port and the monitor see it: data
 *
 * `k5 build` writes k5_board and k5_monitor from boards/NAME.toml; a new board
 * on a known chip is one TOML file. Chip drivers (the log's UART) are files
 * chosen by that TOML, never a branch here.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <k5/reg.h>

/*
 * One step of a start-up: a write, or with a mask other than 0 a wait until the
 * register's bits under it are `value`.
 */
struct k5_write {
	uintptr_t address;
	uint32_t value;
	uint32_t mask;
};

static inline void write_step(const struct k5_write *w)
{
	if (w->mask == 0)
		reg_write(w->address, w->value);
	else
		while ((reg_read(w->address) & w->mask) != w->value)
			;
}

/* For the kernel's port. */
struct k5_board {
	uintptr_t clock_counter; /* a free-running counter: 32 bits on Arm,
				    64 on RISC-V (mtime) */
	uintptr_t clock_alarm;   /* what is compared with it (mtimecmp), or 0 */
	uint32_t clock_hz;       /* its rate, and SysTick's */
	bool clock_down;         /* it counts down */
	bool console;     /* the log leaves by UART, else by probe (RTT) */
	bool semihosting; /* an emulator that ends on request */
	uintptr_t uart;   /* registers of the log's UART */
	uint32_t uart_baud_divider;
	uint16_t uart_irq;        /* its transmit interrupt */
	uintptr_t irq_controller; /* registers, where it is not the core's */
	uint16_t irqs;            /* lines the interrupt controller has */
	uint16_t write_count;
	const struct k5_write *write; /* by board_writes, in this order */
};

extern const struct k5_board k5_board;

/* The board's writes; by the port, before it uses a device. */
static inline void board_writes(void)
{
	for (uint32_t i = 0; i < k5_board.write_count; i++)
		write_step(&k5_board.write[i]);
}

struct k5_range {
	uint32_t base;
	uint32_t size;
};

/* One memory protection controller and the part of its memory opened. */
struct k5_mpc {
	uint32_t controller; /* its registers */
	uint32_t offset;     /* into the memory it guards */
	uint32_t size;
};

/* For the Secure monitor: what it opens, in the order it opens it. */
struct k5_monitor {
	const struct k5_range *nonsecure; /* SAU regions */
	const struct k5_mpc *mpc;
	const struct k5_write *write; /* PPC, NSCCFG, clocks */
	uint8_t nonsecure_count;
	uint8_t mpc_count;
	uint8_t write_count;
	uint32_t vectors; /* the kernel's Non-secure vector table */
	uint32_t mailbox; /* where the kernel finds a reflected Secure fault */
};

extern const struct k5_monitor k5_monitor;

/*
 * A Non-secure access to Secure memory faults in the monitor, which leaves it
 * here and pends the kernel's MemManage. Lies at the start of kernel RAM, in
 * section .mailbox of the kernel's link; `valid` is cleared by the kernel.
 */
struct k5_mailbox {
	uint32_t valid;
	uint32_t sfsr;
	uint32_t sfar;
};
