/*
 * board.h - places of mps2-an505 that no task was given
 */
#pragma once

#include <stdint.h>

enum hostile_place {
	KERNEL_FLASH = 0x00200040,
	KERNEL_RAM = 0x28000100,
	SECURE_FLASH = 0x10000100,
	SECURE_RAM = 0x38200100,
	DEVICE = 0x40201000, /* uart1: Non-secure, but not declared */
	SECURE_DEVICE = 0x50080014,
};
static const uintptr_t SYSTICK_CTRL = 0xe000e010;
static const uintptr_t NVIC_ISER = 0xe000e100;
static const uintptr_t SCB_VTOR = 0xe000ed08;
static const uintptr_t SCB_AIRCR = 0xe000ed0c;
static const uintptr_t MPU_CTRL = 0xe000ed94;

enum {
	GRANULE = 32 /* of the MPU: where regions begin and end */
};
