/*
 * mmio.h - registers of a device
 *
 * Addresses are K5_MMIO_<WINDOW> of the generated <k5/app.h>, for windows that
 * app.toml gives to this task; any other is a memory fault. Each call is
 * exactly one access of its width, in program order with other such calls.
 */
#pragma once

#include <stdint.h>

#ifdef __cplusplus
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
#endif

static inline uint32_t k5_read32(uintptr_t address)
{
	return *(volatile uint32_t *)address;
}

static inline void k5_write32(uintptr_t address, uint32_t value)
{
	*(volatile uint32_t *)address = value;
}

static inline uint8_t k5_read8(uintptr_t address)
{
	return *(volatile uint8_t *)address;
}

static inline void k5_write8(uintptr_t address, uint8_t value)
{
	*(volatile uint8_t *)address = value;
}

#ifdef __cplusplus
#pragma GCC diagnostic pop
#endif
