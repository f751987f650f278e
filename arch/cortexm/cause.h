/*
 * cause.h - from the core's status registers to a fault of abi.h
 *
 * No hardware here: what the registers held comes in, a class and an address
 * go out.
 */
#pragma once

#include <stdint.h>

#include <k5/abi.h>

/* The status registers at a fault. */
struct fault_status {
	uint32_t cfsr;
	uint32_t hfsr;
	uint32_t mmfar;
	uint32_t bfar;
};

/* Stacking or unstacking failed, or (Armv8-M) the stack passed its limit. */
#define CFSR_STACK 0x00103838u

enum k5_fault fault_class(const struct fault_status *s);

/* What was touched, as far as it is known; pc and psp as at the fault. */
uint32_t fault_address(const struct fault_status *s, uint32_t pc, uint32_t psp);
