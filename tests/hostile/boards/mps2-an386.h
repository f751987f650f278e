/*
 * board.h - places of mps2-an386 that no task was given
 *
 * There is no other side; what is nobody's stands for it.
 */
#pragma once

#include <stdint.h>

enum hostile_place {
	KERNEL_FLASH = 0x00000440,
	KERNEL_RAM = 0x20000100,
	SECURE_FLASH = 0x00100000,
	SECURE_RAM = 0x20300000,
	DEVICE = 0x40005000 /* uart1 */
};
static const uintptr_t MPU_CTRL = 0xe000ed94;

enum {
	GRANULE = 32
};
