/*
 * board.h - places of qemu-riscv32 that no task was given
 *
 * There is no other side; what is the hart's own stands for it.
 */
#pragma once

#include <stdint.h>

enum hostile_place {
	KERNEL_FLASH = 0x80000040,
	KERNEL_RAM = 0x80200100,
	SECURE_FLASH = 0x00001000, /* boot ROM */
	SECURE_RAM = 0x02004000,   /* the timer */
	DEVICE = 0x10000000        /* the log's UART */
};
static const uintptr_t MPU_CTRL = 0x0c000000; /* or rather the PLIC */

enum {
	GRANULE = 4 /* of the PMP */
};
