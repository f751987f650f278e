/*
 * board.h - places of mps3-an547 that no task was given
 */
#pragma once

#include <stdint.h>

enum hostile_place {
	KERNEL_FLASH = 0x01000040,
	KERNEL_RAM = 0x21000100,
	SECURE_FLASH = 0x10000100,
	SECURE_RAM = 0x30000100,
	DEVICE = 0x49304000 /* uart1: Non-secure, but not declared */
};
static const uintptr_t MPU_CTRL = 0xe000ed94;

enum {
	GRANULE = 32 /* of the MPU: where regions begin and end */
};
